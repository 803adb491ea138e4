// schemas/http/routes.json: read, checked, and written as wasm/wire/generated/routes.{hpp,cpp}.
import { existsSync } from "node:fs";
import path from "node:path";
import { header } from "./cpp_types.mjs";
import { readStandalone } from "./dialect.mjs";
import { readJson } from "./load.mjs";
import { cppName, isCamel, isSnake, snake } from "./names.mjs";
import { at, SchemaProblem } from "./problem.mjs";

const file = "schemas/http/routes.json";
const maxBody = 1048576; // 1 MiB, http-api
const allowed = [
  "name",
  "method",
  "path",
  "summary",
  "request",
  "query",
  "status",
  "response",
  "responseMedia",
  "media",
  "location",
  "etag",
  "errors",
];

/** The table, with schemas looked up; null when there is none. */
export function readRoutes(root, messages) {
  if (!existsSync(path.join(root, file))) return null;
  const json = readJson(root, file);
  const parameters = new Map(
    Object.entries(json.parameters).map(([name, schema]) => {
      const shape = readStandalone(file, schema, at("/parameters", name));
      if (markOf(shape) === undefined)
        throw new SchemaProblem(
          file,
          at("/parameters", name),
          "a path parameter is an id, a path or an integer from 1",
        );
      return [name, { shape, description: schema.description }];
    }),
  );
  const routes = json.routes.map((row, index) =>
    readRoute(row, at("/routes", index), parameters, messages),
  );
  refuseTwins(routes);
  return { parameters, routes };
}

function readRoute(row, pointer, parameters, messages) {
  const fail = (key, text) => {
    throw new SchemaProblem(file, at(pointer, ...key), text);
  };
  for (const key of Object.keys(row))
    if (!allowed.includes(key)) fail([key], "is not a column of the table");
  if (!isSnake(row.name ?? "")) fail(["name"], "a route is named in snake_case");
  if (!["GET", "POST", "PUT", "PATCH", "DELETE"].includes(row.method))
    fail(["method"], "must be GET, POST, PUT, PATCH or DELETE");
  if (row.request && !["POST", "PUT", "PATCH"].includes(row.method))
    fail(["request"], "only POST, PUT and PATCH take a body");
  const message = (key) =>
    row[key] === undefined
      ? undefined
      : (messages.get(`http/${row[key]}`) ?? fail([key], `no schemas/http/${row[key]}.json`));
  const segments = row.path
    .slice(1)
    .split("/")
    .map((text) => readSegment(text, parameters, (why) => fail(["path"], why)));
  return {
    ...row,
    segments,
    pointer,
    status: row.status ?? 200,
    errors: row.errors ?? [],
    media: row.media ?? [],
    request: message("request"),
    query: message("query"),
    response: message("response"),
  };
}

function readSegment(text, parameters, fail) {
  const found = /^\{(\w+)(\.\.\.)?\}$/.exec(text);
  if (!found)
    return /^[a-z0-9._-]+$/.test(text) ? { literal: text } : fail(`"${text}" is no segment`);
  const parameter = parameters.get(found[1]) ?? fail(`"${found[1]}" is not in parameters`);
  const rest = found[2] !== undefined;
  if (rest !== (parameter.shape.format === "path"))
    fail(`"${text}": {name...} is for paths, and paths need it`);
  if (!isCamel(found[1])) fail(`"${found[1]}" is not camelCase`);
  return { name: found[1], mark: markOf(parameter.shape) };
}

/** How wasm/wire/route_match.cpp knows the kind of a parameter. */
function markOf(shape) {
  if (shape.kind === "integer" && shape.min === 1) return "#";
  if (shape.kind === "text" && shape.format === "id") return ":";
  if (shape.kind === "text" && shape.format === "path") return "*";
  return undefined;
}

const pattern = (route) =>
  `/${route.segments.map((one) => one.literal ?? one.mark + one.name).join("/")}`;

function refuseTwins(routes) {
  const names = new Set();
  const places = new Set();
  for (const route of routes) {
    const place = `${route.method} /${route.segments.map((one) => one.literal ?? one.mark).join("/")}`;
    if (names.has(route.name))
      throw new SchemaProblem(file, at(route.pointer, "name"), "is there twice");
    if (places.has(place))
      throw new SchemaProblem(file, at(route.pointer, "path"), "is there twice");
    names.add(route.name);
    places.add(place);
  }
}

const queries = ({ routes }) => [
  ...new Set(routes.flatMap((route) => (route.query ? [route.query] : []))),
];

export function routesHeader(table) {
  const rows = table.routes.map(
    (route) =>
      `    {Route::${cppName(route.name)}, "${route.name}", "${route.method}", "${pattern(route)}", ` +
      `${route.request ? maxBody : 0}, ${route.status}, ${route.method === "POST"}, ${route.etag === true}},\n`,
  );
  return `${header(file)}#pragma once

#include <cstdint>
#include <string_view>

#include "result/result.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::wire {

enum class Route : std::uint8_t {
${table.routes.map((route) => `  ${cppName(route.name)},\n`).join("")}};

struct RouteInfo {
  Route route;
  std::string_view name;
  std::string_view method;
  std::string_view pattern;      ///< :id, #positive number, *the rest; see route_match.hpp
  std::uint32_t max_body_bytes;  ///< 0: takes no body
  std::uint16_t success;         ///< status of the usual answer
  bool idempotency_key;          ///< honours Idempotency-Key
  bool etag;                     ///< answers with ETag; PATCH and DELETE honour If-Match
};

inline constexpr RouteInfo route_table[] = {
${rows.join("")}};

/// Reads the query part of a URL, without its "?". Names that the schema does not know are left
/// alone. Errors: invalid_input with the path "?name".
template <class T>
Result<T> decode_query(std::string_view query);
${queries(table)
  .map(
    (query) =>
      `template <>\nResult<${query.type}> decode_query<${query.type}>(std::string_view query);\n`,
  )
  .join("")}
}  // namespace sitewright::wire
`;
}

export function routesSource(table) {
  return `${header(file)}#include "wire/generated/routes.hpp"

#include "wire/query.hpp"

namespace sitewright::wire {
namespace {

${queries(table)
  .map(
    (query) =>
      `constexpr QueryField ${snake(query.type)}_names[] = {${query.shape.fields
        .map((field) => `{"${field.key}", ${field.shape.kind === "integer"}}`)
        .join(", ")}};\n`,
  )
  .join("")}
}  // namespace

${queries(table)
  .map(
    (query) => `template <>
Result<${query.type}> decode_query<${query.type}>(std::string_view query) {
  return decode_query_as<${query.type}>(query, ${snake(query.type)}_names);
}
`,
  )
  .join("")}
}  // namespace sitewright::wire
`;
}
