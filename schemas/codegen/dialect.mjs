// The subset of JSON Schema 2020-12 that this project speaks, read into shapes. Anything else is
// refused with the file and the pointer, unbounded strings and arrays above all: what is not
// bounded here is not bounded anywhere.
//
// A shape is one of
//   {kind: "text", min, max, format?, pattern?}      {kind: "integer", min, max}   {kind: "number", min?, max?}
//   {kind: "boolean"}   {kind: "const", value}       {kind: "enum", type, values}
//   {kind: "array", items, min, max}                 {kind: "object", type, fields}
//   {kind: "union", type, tag, alternatives: [{value, object}]}
//   {kind: "nullable", of} (items only)            {kind: "list", type, items, min, max} (an array message)
//   {kind: "scalar", max}   {kind: "json", maxBytes} {kind: "ref", to: message}
// and a field is {key, shape, required, nullable, description}.
import path from "node:path";
import { readText } from "./dialect_text.mjs";
import { isCamel, singular, typeName, upperCamel } from "./names.mjs";
import { at, SchemaProblem } from "./problem.mjs";

const draft = "https://json-schema.org/draft/2020-12/schema";
const notes = ["$schema", "$id", "title", "description", "$comment", "examples"];
const runtimeNames = [
  "Code",
  "Error",
  "Result",
  "Value",
  "Members",
  "Document",
  "Writer",
  "TextRule",
  "TextFormat",
  "PatternAtom",
  "Scalar",
  "JsonText",
  "Route",
  "RouteInfo",
  "Query",
  "EffectReply",
];
const maxSqlText = 2_000_000; // D1's limit for one string
const safe = Number.MAX_SAFE_INTEGER;

export function readMessages(files) {
  const messages = new Map();
  for (const file of files) {
    messages.set(`${file.group}/${file.name}`, {
      ...file,
      type: typeName(file.group, file.name),
      refs: new Set(),
    });
  }
  const types = new Map(runtimeNames.map((name) => [name, "wasm/wire/"]));
  for (const message of messages.values()) {
    const { json, file } = message;
    if (json.$schema !== draft) throw new SchemaProblem(file, "/$schema", `must be ${draft}`);
    const claim = (name, pointer) => {
      if (types.has(name))
        throw new SchemaProblem(
          file,
          pointer,
          `the type ${name} is already made by ${types.get(name)}`,
        );
      types.set(name, `${file}#${pointer}`);
      return name;
    };
    const scope = {
      file,
      message,
      messages,
      claim,
      fail: (pointer, text) => {
        throw new SchemaProblem(file, pointer, text);
      },
    };
    message.description = json.description;
    message.shape = readShape(scope, json, "", message.type);
    const { kind } = message.shape;
    if (kind === "ref" || kind === "array") claim(message.type, "");
    if (kind === "array")
      message.shape = {
        ...message.shape,
        kind: "list",
        type: message.type,
        description: json.description,
      };
    if (!["object", "union", "enum", "ref", "array"].includes(kind)) {
      throw new SchemaProblem(
        file,
        "",
        "a message is an object, a oneOf, an array, an enum or a $ref",
      );
    }
  }
  refuseCycles(messages);
  return messages;
}

function readShape(scope, json, pointer, type) {
  if (json === null || typeof json !== "object" || Array.isArray(json))
    scope.fail(pointer, "a schema is an object");
  if (json.$ref !== undefined) return readRef(scope, json, pointer);
  if (json.oneOf !== undefined) return readUnion(scope, json, pointer, type);
  if (json.$comment === "scalar") return readScalar(scope, json, pointer);
  if (json.$comment === "json") return readJsonText(scope, json, pointer);
  if (json.const !== undefined) return readConst(scope, json, pointer);
  if (json.enum !== undefined) return readEnum(scope, json, pointer, type);
  switch (json.type) {
    case "object":
      return readObject(scope, json, pointer, type);
    case "array":
      return readArray(scope, json, pointer, type);
    case "string":
      return readText(scope, json, pointer, allow);
    case "integer":
      return readInteger(scope, json, pointer);
    case "number":
      return readNumber(scope, json, pointer);
    case "boolean":
      allow(scope, json, pointer, ["type"]);
      return { kind: "boolean" };
    default:
      return scope.fail(at(pointer, "type"), `${JSON.stringify(json.type)} is outside the dialect`);
  }
}

function allow(scope, json, pointer, keywords) {
  for (const key of Object.keys(json)) {
    if (!keywords.includes(key) && !notes.includes(key))
      scope.fail(at(pointer, key), `"${key}" is outside the dialect here`);
  }
}

function readRef(scope, json, pointer) {
  allow(scope, json, pointer, ["$ref"]);
  const target = path.posix.normalize(path.posix.join("schemas", scope.message.group, json.$ref));
  const message = scope.messages.get(target.replace(/^schemas\//, "").replace(/\.json$/, ""));
  if (!message || !json.$ref.endsWith(".json"))
    scope.fail(at(pointer, "$ref"), `names no schema file (${target})`);
  scope.message.refs.add(message);
  return { kind: "ref", to: message };
}

function readObject(scope, json, pointer, type) {
  allow(scope, json, pointer, ["type", "properties", "required", "additionalProperties"]);
  if (json.additionalProperties !== undefined && json.additionalProperties !== false) {
    scope.fail(at(pointer, "additionalProperties"), "must be false: unknown fields are refused");
  }
  const required = json.required ?? [];
  const properties = json.properties ?? {};
  for (const [index, name] of required.entries()) {
    if (!Object.hasOwn(properties, name))
      scope.fail(at(pointer, "required", index), `"${name}" is not a property`);
  }
  const keys = Object.keys(properties);
  if (keys.length > 64) scope.fail(at(pointer, "properties"), "has more than 64 properties");
  const shape = {
    kind: "object",
    type: scope.claim(json.title && pointer ? upperCamel(json.title) : type, pointer),
  };
  shape.description = json.description;
  shape.fields = keys.map((key) => {
    const place = at(pointer, "properties", key);
    if (!isCamel(key)) scope.fail(place, "a property is named in camelCase");
    return readField(scope, properties[key], place, key, required.includes(key), shape.type);
  });
  return shape;
}

function readField(scope, json, pointer, key, required, owner) {
  const { schema, nullable } = splitNull(scope, json, pointer);
  if (nullable && !required) {
    scope.fail(
      pointer,
      "a property that may be null is required: absent and null would mean the same",
    );
  }
  const shape = readShape(scope, schema, pointer, `${owner}${upperCamel(key)}`);
  if (shape.kind === "const" && !required) scope.fail(pointer, "a const property is required");
  return { key, shape, required, nullable, description: json.description };
}

/** {"type": ["x", "null"]} and {"oneOf": [{"$ref"}, {"type": "null"}]} are x or null. */
function splitNull(scope, json, pointer) {
  if (Array.isArray(json?.type) && json.$comment !== "scalar") {
    const rest = json.type.filter((type) => type !== "null");
    if (rest.length !== 1 || json.type.length !== 2)
      scope.fail(at(pointer, "type"), 'only ["x", "null"] is in the dialect');
    const schema = { ...json, type: rest[0] };
    if (json.enum) {
      if (!json.enum.includes(null))
        scope.fail(at(pointer, "enum"), "an enum that may be null lists null");
      schema.enum = json.enum.filter((value) => value !== null);
    }
    return { schema, nullable: true };
  }
  if (Array.isArray(json?.oneOf)) {
    const rest = json.oneOf.filter((one) => one?.type !== "null");
    if (rest.length === 1 && json.oneOf.length === 2) return { schema: rest[0], nullable: true };
  }
  return { schema: json, nullable: false };
}

function readUnion(scope, json, pointer, type) {
  allow(scope, json, pointer, ["oneOf"]);
  const shape = {
    kind: "union",
    type: scope.claim(json.title && pointer ? upperCamel(json.title) : type, pointer),
  };
  shape.description = json.description;
  const found = json.oneOf.map((one, index) =>
    unionObject(scope, one, at(pointer, "oneOf", index)),
  );
  const tags = found.map(({ properties, required }) =>
    Object.keys(properties).filter(
      (key) => typeof properties[key].const === "string" && required.includes(key),
    ),
  );
  shape.tag = tags[0]?.find((key) => tags.every((list) => list.includes(key)));
  if (!shape.tag)
    scope.fail(
      at(pointer, "oneOf"),
      "every alternative needs the same required property with a const string",
    );
  shape.alternatives = found.map(({ properties, inline, message }, index) => {
    const value = properties[shape.tag].const;
    const place = at(pointer, "oneOf", index);
    return {
      value,
      object: message
        ? readRef(scope, inline, place)
        : readObject(scope, inline, place, `${shape.type}${upperCamel(value)}`),
    };
  });
  const values = shape.alternatives.map((one) => one.value);
  if (new Set(values).size !== values.length)
    scope.fail(at(pointer, "oneOf"), `two alternatives have the same "${shape.tag}"`);
  return shape;
}

function unionObject(scope, json, pointer) {
  if (json.$ref === undefined)
    return { properties: json.properties ?? {}, required: json.required ?? [], inline: json };
  const { to } = readRef(scope, json, pointer);
  if (to.json.type !== "object") scope.fail(pointer, "an alternative is an object");
  return {
    properties: to.json.properties ?? {},
    required: to.json.required ?? [],
    inline: json,
    message: to,
  };
}

function readEnum(scope, json, pointer, type) {
  allow(scope, json, pointer, ["type", "enum"]);
  if (json.type !== "string") scope.fail(at(pointer, "type"), "an enum is of strings");
  const values = json.enum;
  if (
    !Array.isArray(values) ||
    values.length === 0 ||
    values.length > 255 ||
    new Set(values).size !== values.length ||
    values.some(
      (value) => typeof value !== "string" || !/^[A-Za-z0-9][A-Za-z0-9 ._/:-]*$/.test(value),
    )
  ) {
    scope.fail(at(pointer, "enum"), "must be 1 to 255 different plain strings");
  }
  const name = scope.claim(json.title && pointer ? upperCamel(json.title) : type, pointer);
  return { kind: "enum", type: name, values, description: json.description };
}

function readConst(scope, json, pointer) {
  allow(scope, json, pointer, ["type", "const"]);
  if (!["string", "boolean"].includes(typeof json.const) && !Number.isSafeInteger(json.const)) {
    scope.fail(at(pointer, "const"), "must be a string, a boolean or an integer");
  }
  if (typeof json.const === "string" && !/^[\x20-\x7e]*$/.test(json.const))
    scope.fail(at(pointer, "const"), "must be printable ASCII");
  return { kind: "const", value: json.const };
}

function readArray(scope, json, pointer, type) {
  allow(scope, json, pointer, ["type", "items", "minItems", "maxItems"]);
  const { minItems: min = 0, maxItems: max } = json;
  if (max === undefined) scope.fail(pointer, "an array needs maxItems");
  if (
    !Number.isSafeInteger(min) ||
    !Number.isSafeInteger(max) ||
    min < 0 ||
    max < min ||
    max > 0xffffffff
  ) {
    scope.fail(pointer, "minItems and maxItems must be 0 <= minItems <= maxItems");
  }
  const { schema, nullable } = splitNull(scope, json.items, at(pointer, "items"));
  const items = readShape(scope, schema, at(pointer, "items"), singular(type));
  if (items.kind === "const") scope.fail(at(pointer, "items"), "an item cannot be a const");
  return { kind: "array", items: nullable ? { kind: "nullable", of: items } : items, min, max };
}

function readInteger(scope, json, pointer) {
  allow(scope, json, pointer, ["type", "minimum", "maximum"]);
  const { minimum: min = -safe, maximum: max = safe } = json;
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max < min) {
    scope.fail(pointer, "minimum and maximum must be safe integers in order");
  }
  return { kind: "integer", min, max };
}

function readNumber(scope, json, pointer) {
  allow(scope, json, pointer, ["type", "minimum", "maximum"]);
  const { minimum: min, maximum: max } = json;
  for (const bound of [min, max]) {
    if (bound !== undefined && !Number.isFinite(bound))
      scope.fail(pointer, "minimum and maximum must be numbers");
  }
  return { kind: "number", min, max };
}

function readScalar(scope, json, pointer) {
  allow(scope, json, pointer, ["type", "maxLength"]);
  const { maxLength: max = maxSqlText } = json;
  if (!Number.isSafeInteger(max) || max < 0 || max > maxSqlText)
    scope.fail(at(pointer, "maxLength"), `must be 0 to ${maxSqlText}`);
  return { kind: "scalar", max };
}

function readJsonText(scope, json, pointer) {
  allow(scope, json, pointer, ["maxBytes"]);
  if (!Number.isSafeInteger(json.maxBytes) || json.maxBytes < 1)
    scope.fail(pointer, "a raw JSON value needs maxBytes");
  return { kind: "json", maxBytes: json.maxBytes };
}

function refuseCycles(messages) {
  const done = new Set();
  const visit = (message, trail) => {
    if (trail.includes(message)) {
      throw new SchemaProblem(
        message.file,
        "",
        `refers to itself: ${[...trail, message].map((one) => one.file).join(" -> ")}`,
      );
    }
    if (done.has(message)) return;
    for (const next of message.refs) visit(next, [...trail, message]);
    done.add(message);
  };
  for (const message of messages.values()) visit(message, []);
}

/** A schema outside the message files, such as that of a path parameter. */
export function readStandalone(file, json, pointer) {
  const fail = (place, text) => {
    throw new SchemaProblem(file, place, text);
  };
  return readShape(
    {
      file,
      fail,
      claim: (name) => name,
      messages: new Map(),
      message: { group: "http", refs: new Set() },
    },
    json,
    pointer,
    "",
  );
}
