// A shape as the JSON Schema of OpenAPI 3.1, for readers that know no format of ours.
import { formats } from "./formats.mjs";

const reference = (message) => ({ $ref: `#/components/schemas/${message.type}` });

export function openapiSchema(shape, description) {
  const about = description ?? shape.description;
  return { ...(about ? { description: about } : {}), ...bare(shape) };
}

function bare(shape) {
  switch (shape.kind) {
    case "text":
      return textSchema(shape);
    case "integer":
      return { type: "integer", minimum: shape.min, maximum: shape.max };
    case "number":
      return {
        type: "number",
        ...(shape.min === undefined ? {} : { minimum: shape.min }),
        ...(shape.max === undefined ? {} : { maximum: shape.max }),
      };
    case "boolean":
      return { type: "boolean" };
    case "const":
      return { const: shape.value };
    case "enum":
      return { type: "string", enum: shape.values };
    case "scalar":
      return { type: ["null", "number", "string"] };
    case "json":
      return {};
    case "nullable":
      return orNull(bare(shape.of));
    case "ref":
      return reference(shape.to);
    case "array":
    case "list":
      return {
        type: "array",
        ...(shape.min > 0 ? { minItems: shape.min } : {}),
        maxItems: shape.max,
        items: bare(shape.items),
      };
    case "union":
      return { oneOf: shape.alternatives.map((one) => bare(one.object)), ...discriminator(shape) };
    default:
      return objectSchema(shape);
  }
}

function textSchema({ min, max, format, pattern }) {
  if (format === "date-time") return { type: "string", format };
  const rule = format ? formats[format].pattern : pattern;
  return {
    type: "string",
    ...(min > 0 ? { minLength: min } : {}),
    maxLength: max,
    ...(rule ? { pattern: rule } : {}),
  };
}

const orNull = (schema) =>
  schema.type
    ? {
        ...schema,
        type: [schema.type, "null"],
        ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
      }
    : { oneOf: [schema, { type: "null" }] };

function discriminator({ tag, alternatives }) {
  if (alternatives.some((one) => one.object.kind !== "ref")) return {};
  const mapping = Object.fromEntries(
    alternatives.map((one) => [one.value, reference(one.object.to).$ref]),
  );
  return { discriminator: { propertyName: tag, mapping } };
}

function objectSchema(shape) {
  const properties = Object.fromEntries(
    shape.fields.map((field) => {
      const schema = field.nullable ? orNull(bare(field.shape)) : bare(field.shape);
      return [
        field.key,
        { ...(field.description ? { description: field.description } : {}), ...schema },
      ];
    }),
  );
  const required = shape.fields.filter((field) => field.required).map((field) => field.key);
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties,
  };
}
