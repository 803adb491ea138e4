// schemas/openapi.json: OpenAPI 3.1 of the table of routes, and the same as a C++ constant, so that
// the Worker can serve it. Formats of our own are spelled out as patterns for other readers.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { header, namedMessages } from "./cpp_types.mjs";
import { openapiSchema } from "./openapi_schema.mjs";

const statusText = {
  200: "Done.",
  201: "Created.",
  202: "Accepted; the work goes on.",
  204: "Done; there is nothing to say.",
};

const problems = {
  400: "A field, parameter or header is not as described; `errors` names the places.",
  401: "Reached from outside without a credential, or with one that does not match.",
  404: "Names nothing.",
  405: "The path takes other methods; see `Allow`.",
  409: "The present state does not allow it, or the Idempotency-Key was used with another body.",
  412: "If-Match names an older state.",
  413: "The body is over 1 MiB.",
  503: "A store, queue or model refused; try again after a while.",
};

export function openapi(root, messages, table, version) {
  const paths = {};
  for (const route of table.routes) {
    const place = route.path.replace("...}", "}");
    paths[place] ??= {};
    paths[place][route.method.toLowerCase()] = operation(route, table);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Sitewright",
      version,
      description:
        "One line of text in, a static React site out. JSON in and out; times are RFC 3339 UTC with milliseconds; ids are opaque strings of at most 64 characters. Every error is RFC 9457 application/problem+json. Every answer carries x-request-id.",
    },
    servers: [{ url: "/", description: "The origin that serves this description." }],
    security: [{}, { bearer: [] }],
    tags: [...new Set(table.routes.map(tagOf))].map((name) => ({ name })),
    paths,
    components: components(root, messages, table),
  };
}

function tagOf(route) {
  const area = route.segments[2]?.literal;
  if (route.segments[0].literal !== "api") return "operations";
  return { deploy: "deployments", "openapi.json": "operations" }[area] ?? area;
}

function components(root, messages, table) {
  const queries = new Set(table.routes.map((route) => route.query));
  const schemas = {};
  for (const message of namedMessages(messages, ["http", "events"])) {
    if (queries.has(message)) continue;
    schemas[message.type] = openapiSchema(message.shape, message.description);
    const examples = examplesOf(root, message);
    if (examples.length > 0) schemas[message.type].examples = examples;
  }
  const responses = Object.fromEntries(
    Object.entries(problems).map(([status, description]) => [
      `Problem${status}`,
      {
        description,
        headers: {
          "x-request-id": { $ref: "#/components/headers/RequestId" },
          ...(status === "405"
            ? {
                Allow: {
                  description: "The methods that the path takes.",
                  schema: { type: "string" },
                },
              }
            : {}),
        },
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    ]),
  );
  return {
    schemas,
    responses,
    parameters: headerParameters,
    headers: answerHeaders,
    securitySchemes,
  };
}

const securitySchemes = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "The configured API_TOKEN; not needed on loopback.",
  },
};

const answerHeaders = {
  RequestId: {
    description: "Names this request in logs.",
    schema: { type: "string", maxLength: 128 },
  },
  Location: {
    description: "Path of what was created or is to be watched.",
    schema: { type: "string", maxLength: 2048 },
  },
  ETag: {
    description: "Names this state of the resource.",
    schema: { type: "string", maxLength: 256 },
  },
};

const headerParameter = (name, description, maxLength) => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string", minLength: 1, maxLength },
});

const headerParameters = {
  RequestId: headerParameter(
    "x-request-id",
    "Name for this request; one is made when there is none.",
    128,
  ),
  IdempotencyKey: headerParameter(
    "Idempotency-Key",
    "The same key and body give the first answer again; the same key with another body gives 409.",
    255,
  ),
  IfMatch: headerParameter("If-Match", "Only if the resource is still in this state.", 256),
  IfNoneMatch: headerParameter(
    "If-None-Match",
    "304 if the resource is still in this state.",
    1024,
  ),
  LastEventId: headerParameter("Last-Event-ID", "The last sequence number that was received.", 20),
};

function operation(route, table) {
  const result = { operationId: route.name, summary: route.summary, tags: [tagOf(route)] };
  const parameters = [
    ...pathParameters(route, table),
    ...queryParameters(route),
    ...headersOf(route),
  ];
  result.parameters = parameters;
  if (route.request) {
    result.requestBody = {
      required: true,
      content: {
        "application/json": { schema: { $ref: `#/components/schemas/${route.request.type}` } },
      },
    };
  }
  result.responses = { [route.status]: answer(route), ...answersBeside(route) };
  return result;
}

const pathParameters = (route, table) =>
  route.segments
    .filter((one) => one.name)
    .map(({ name }) => {
      const { shape, description } = table.parameters.get(name);
      return { name, in: "path", required: true, description, schema: openapiSchema(shape) };
    });

const queryParameters = (route) =>
  (route.query?.shape.fields ?? []).map(({ key, shape, required, description }) => ({
    name: key,
    in: "query",
    required,
    ...(description ? { description } : {}),
    schema: openapiSchema(shape),
  }));

function headersOf(route) {
  const names = ["RequestId"];
  if (route.method === "POST") names.push("IdempotencyKey");
  if (route.etag && route.method === "GET") names.push("IfNoneMatch");
  if (route.etag && route.method !== "GET") names.push("IfMatch");
  if (route.media.includes("text/event-stream")) names.push("LastEventId");
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
}

function answer(route) {
  const headers = { "x-request-id": { $ref: "#/components/headers/RequestId" } };
  if (route.location) headers.Location = { $ref: "#/components/headers/Location" };
  if (route.etag && route.status !== 204) headers.ETag = { $ref: "#/components/headers/ETag" };
  const content = {};
  if (route.response) {
    content[route.responseMedia ?? "application/json"] = {
      schema: { $ref: `#/components/schemas/${route.response.type}` },
    };
  }
  for (const media of route.media) content[media] = mediaContent(media);
  const body = Object.keys(content).length > 0 ? { content } : {};
  return { description: statusText[route.status], headers, ...body };
}

function mediaContent(media) {
  if (media === "text/event-stream") {
    return {
      schema: {
        type: "string",
        description:
          "Events: `event` is a name such as step.status, `data` the JSON of the component of the same name (StepStatusEvent), `id` the project's sequence number for those that are stored.",
      },
    };
  }
  if (media === "application/json") return { schema: { type: "object" } };
  return media.startsWith("text/") ? { schema: { type: "string" } } : {};
}

function answersBeside(route) {
  const statuses = new Set(route.errors);
  const inApi = route.segments[0].literal === "api";
  if (route.request || route.query || route.method === "POST") statuses.add(400);
  if (route.method === "POST") statuses.add(409);
  if (route.segments.some((one) => one.name)) statuses.add(404);
  if (route.request) statuses.add(413);
  if (route.etag && !["GET", "POST"].includes(route.method)) statuses.add(412);
  if (inApi) for (const status of [401, 503]) statuses.add(status);
  const rows = [...statuses]
    .sort()
    .map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]);
  if (route.name === "get_readiness") {
    rows[0] = [
      503,
      {
        description: "Not ready.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Readiness" } } },
      },
    ];
  }
  const notModified =
    route.etag && route.method === "GET"
      ? { 304: { description: "Still in the state that If-None-Match names." } }
      : {};
  return { ...notModified, ...Object.fromEntries(rows) };
}

function examplesOf(root, message) {
  const folder = path.join(root, "schemas/examples", message.group, message.name);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter((name) => name.startsWith("ok-"))
    .sort()
    .slice(0, 1);
  return files.map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")));
}

/** The description as C++ text, in pieces that a compiler and a diff can take. */
export function openapiHeader() {
  return `${header("schemas/")}#pragma once

#include <string_view>

namespace sitewright::wire {

/// schemas/openapi.json without spaces.
extern const std::string_view openapi_json;

}  // namespace sitewright::wire
`;
}

export function openapiSource(document) {
  const text = JSON.stringify(document);
  const pieces = text
    .match(/[\s\S]{1,96}/gu)
    .map((piece) => `    R"~(${piece})~"\n`)
    .join("");
  return `${header("schemas/")}#include "wire/generated/openapi.hpp"

namespace sitewright::wire {

const std::string_view openapi_json =
${pieces.trimEnd()};

}  // namespace sitewright::wire
`;
}
