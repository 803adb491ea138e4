// A schema of ours as providers take it for structured answers: what all of them accept. References
// are put in, every property is required, unions are anyOf, and bounds become words, because strict
// modes refuse minLength, maxLength, pattern, format, minimum and the like. Our own reader stays
// the judge of the answer.
import path from "node:path";
import { readJson } from "./load.mjs";

/** @param {string} root of the repository @param {string} file as "schemas/model/plan_reply.json" */
export function providerSchema(root, file) {
  return plain(root, file, readJson(root, file));
}

function plain(root, file, schema) {
  if (schema.$ref !== undefined) {
    const target = path.posix.join(path.posix.dirname(file), schema.$ref);
    return plain(root, target, readJson(root, target));
  }
  const types = [schema.type].flat();
  const nullable = types.includes("null");
  const type = types.find((name) => name !== "null");
  const value = { ...described(schema), ...byType(root, file, schema, type) };
  return nullable ? { anyOf: [value, { type: "null" }] } : value;
}

function byType(root, file, schema, type) {
  if (type === "object") {
    const entries = Object.entries(schema.properties).map(([name, part]) => [
      name,
      plain(root, file, part),
    ]);
    return {
      type,
      properties: Object.fromEntries(entries),
      required: Object.keys(schema.properties),
      additionalProperties: false,
    };
  }
  if (type === "array") return { type, items: plain(root, file, schema.items) };
  if (type === "string" && schema.enum !== undefined) return { type, enum: schema.enum };
  if (["string", "integer", "number", "boolean"].includes(type)) return { type };
  throw new Error(`${file}: no form of ${JSON.stringify(schema)} for providers`);
}

function described(schema) {
  const words = [];
  if (schema.description !== undefined) words.push(schema.description);
  const unit = schema.type === "array" ? "items" : "characters";
  const [least, most] = [
    schema.minItems ?? schema.minLength ?? 0,
    schema.maxItems ?? schema.maxLength,
  ];
  if (most !== undefined)
    words.push(least > 1 ? `${least} to ${most} ${unit}.` : `At most ${most} ${unit}.`);
  if (least === 1) words.push("Not empty.");
  return words.length === 0 ? {} : { description: words.join(" ") };
}
