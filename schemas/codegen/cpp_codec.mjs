// wasm/wire/generated/<group>.cpp: tables of names and rules, and calls into reader.hpp and
// writer.hpp, where the work is done. Kept this thin because every Worker carries it.

import { cppType, header, inOrder, namedShapes, storedFields } from "./cpp_types.mjs";
import { formats } from "./formats.mjs";
import { cppName, snake } from "./names.mjs";
import { masks } from "./pattern.mjs";

const quoted = (text) => JSON.stringify(text);

/** Text rules of one file, each once. */
class Rules {
  rules = new Map();

  nameOf({ min, max, format, pattern, atoms }) {
    const key = JSON.stringify([min, max, format, pattern]);
    if (!this.rules.has(key)) {
      const stem = format ? formats[format].cpp : pattern === undefined ? "any" : "pattern";
      const name =
        pattern === undefined
          ? `${stem}_${min}_${max}`
          : `pattern_${[...this.rules.values()].filter((r) => r.atoms).length}`;
      this.rules.set(key, { name, min, max, format, atoms });
    }
    return this.rules.get(key).name;
  }

  text() {
    return [...this.rules.values()]
      .map(({ name, min, max, format, atoms }) => {
        const kind = format ? formats[format].cpp : atoms ? "pattern" : "any";
        if (!atoms) return `constexpr TextRule ${name}{${min}, ${max}, TextFormat::${kind}, {}};\n`;
        const rows = atoms.map((atom) => {
          const [low, high] = masks(atom.codes);
          return `    {0x${low.toString(16)}ULL, 0x${high.toString(16)}ULL, ${atom.min}U, ${atom.max}U},\n`;
        });
        return `constexpr PatternAtom ${name}_atoms[] = {\n${rows.join("")}};\nconstexpr TextRule ${name}{${min}, ${max}, TextFormat::pattern, ${name}_atoms};\n`;
      })
      .join("");
  }
}

const namesOf = (type) => `${snake(type)}_names`;

const nameTable = (name, values) =>
  `constexpr std::string_view ${name}[] = {${values.map(quoted).join(", ")}};\n`;

/** An expression that reads `from` into `out`. */
function readCall(rules, shape, from, out) {
  switch (shape.kind) {
    case "text":
      return `read_text(${from}, ${out}, ${rules.nameOf(shape)})`;
    case "integer":
      return `read_integer(${from}, ${out}, ${shape.min}, ${shape.max})`;
    case "number":
      return `read_number(${from}, ${out}, ${numberBound(shape.min, "-")}, ${numberBound(shape.max, "")})`;
    case "boolean":
      return `read_boolean(${from}, ${out})`;
    case "scalar":
      return `read_scalar(${from}, ${out}, ${shape.max})`;
    case "json":
      return `read_json(${from}, ${out}, ${shape.maxBytes})`;
    case "const":
      return `read_const(${from}, ${constant(shape.value)})`;
    case "enum":
      return `read_enum(${from}, ${out}, ${namesOf(shape.type)})`;
    case "array":
      return `read_array(${from}, ${out}, ${shape.min}, ${shape.max}, ${readLambda(rules, shape.items)})`;
    case "nullable":
      return `read_or_null(${from}, ${out}, ${readLambda(rules, shape.of)})`;
    case "ref":
      return readCall(rules, refShape(shape), from, out);
    default:
      return `read(${from}, ${out})`;
  }
}

const refShape = (shape) =>
  shape.to.shape.kind === "ref" ? refShape(shape.to.shape) : shape.to.shape;

const readLambda = (rules, shape) =>
  `[](const Value& v, ${cppType(shape)}& o) { return ${readCall(rules, shape, "v", "o")}; }`;

const numberBound = (bound, sign) =>
  bound === undefined
    ? `${sign}std::numeric_limits<double>::infinity()`
    : Number.isInteger(bound)
      ? `${bound}.0`
      : String(bound);

const constant = (value) =>
  typeof value === "string"
    ? `std::string_view(${quoted(value)})`
    : typeof value === "number"
      ? `std::int64_t{${value}}`
      : String(value);

/** An expression that reads the member at `index`. */
function readField(rules, field, index) {
  const shape = refShape({ to: { shape: field.shape } });
  const out = `out.${cppName(field.key)}`;
  switch (shape.kind) {
    case "text":
      return `field.text(${index}, ${out}, ${rules.nameOf(shape)})`;
    case "integer":
      return `field.integer(${index}, ${out}, ${shape.min}, ${shape.max})`;
    case "number":
      return `field.number(${index}, ${out}, ${numberBound(shape.min, "-")}, ${numberBound(shape.max, "")})`;
    case "boolean":
      return `field.boolean(${index}, ${out})`;
    case "scalar":
      return `field.scalar(${index}, ${out}, ${shape.max})`;
    case "json":
      return `field.json(${index}, ${out}, ${shape.maxBytes})`;
    case "const":
      return `field.constant(${index}, ${constant(shape.value)})`;
    case "enum":
      return `field.choice(${index}, ${out}, ${namesOf(shape.type)})`;
    case "array":
      return `field.list(${index}, ${out}, ${shape.min}, ${shape.max}, ${readLambda(rules, shape.items)})`;
    default:
      return `field.part(${index}, ${out})`;
  }
}

function defineObject(rules, shape) {
  const count = shape.fields.length;
  const mask = shape.fields.reduce(
    (bits, field, index) => (field.required ? bits | (1n << BigInt(index)) : bits),
    0n,
  );
  const reads = shape.fields
    .map((field, index) => ` &&\n         ${readField(rules, field, index)}`)
    .join("");
  const unused = storedFields(shape).length === 0 ? "[[maybe_unused]] " : "";
  const names = count > 0 ? `${snake(shape.type)}_fields` : "{}";
  return `bool read(const Value& at, ${unused}${shape.type}& out) {
  Members<${Math.max(count, 1)}> field(at, ${names});
  return field.collect(0x${mask.toString(16)}ULL)${reads};
}

void write(Writer& to, ${unused}const ${shape.type}& value) {
  to.open('{');
${shape.fields.map(writeField).join("")}  to.close('}');
}

`;
}

const ownField = ["text", "integer", "number", "boolean", "scalar", "json"];

function writeField(field) {
  const shape = refShape({ to: { shape: field.shape } });
  const name = JSON.stringify(field.key);
  const value = `value.${cppName(field.key)}`;
  if (shape.kind === "const") return `  to.field(${name}, ${constant(shape.value)});\n`;
  const whole = field.required && !field.nullable;
  if (ownField.includes(shape.kind)) {
    return `  to.field${whole ? "" : field.nullable ? "_or_null" : "_if"}(${name}, ${value});\n`;
  }
  if (shape.kind === "enum" && whole) return `  to.field(${name}, to_string(${value}));\n`;
  const key = `to.key(${name});`;
  if (whole) return `  ${key}\n  ${writeCall(shape, value)};\n`;
  if (!field.required)
    return `  if (${value}) {\n    ${key}\n    ${writeCall(shape, `*${value}`)};\n  }\n`;
  return `  ${key}\n  ${value} ? ${writeCall(shape, `*${value}`)} : to.null();\n`;
}

function writeCall(shape, from, to = "to") {
  switch (shape.kind) {
    case "text":
      return `${to}.text(${from})`;
    case "integer":
      return `${to}.integer(${from})`;
    case "number":
      return `${to}.number(${from})`;
    case "boolean":
      return `${to}.boolean(${from})`;
    case "scalar":
      return `${to}.scalar(${from})`;
    case "json":
      return `${to}.json(${from})`;
    case "enum":
      return `${to}.text(to_string(${from}))`;
    case "array":
      return `write_array(${to}, ${from}, ${writeLambda(shape.items)})`;
    case "nullable":
      return `${from} ? ${writeCall(shape.of, `*${from}`, to)} : ${to}.null()`;
    case "ref":
      return writeCall(refShape(shape), from, to);
    default:
      return `write(${to}, ${from})`;
  }
}

const writeLambda = (shape) =>
  `[](Writer& w, const ${cppType(shape)}& item) { ${writeCall(shape, "item", "w")}; }`;

const defineEnum = (shape) => `std::string_view to_string(${shape.type} value) {
  return ${namesOf(shape.type)}[static_cast<std::size_t>(value)];
}
template <>
std::optional<${shape.type}> from_string<${shape.type}>(std::string_view text) {
  return enum_of<${shape.type}>(${namesOf(shape.type)}, text);
}

`;

function defineUnion(shape) {
  const reads = shape.alternatives
    .map((_, index) => `    case ${index}: return read(at, out.value.emplace<${index}>());\n`)
    .join("");
  return `bool read(const Value& at, ${shape.type}& out) {
  std::uint8_t tag = 0;
  if (!read_tag(at, ${quoted(shape.tag)}, ${snake(shape.type)}_tags, tag)) return false;
  switch (tag) {
${reads}    default: return false;
  }
}

void write(Writer& to, const ${shape.type}& value) {
  std::visit([&to](const auto& one) { write(to, one); }, value.value);
}

`;
}

const defineList = (rules, shape) => `bool read(const Value& at, ${shape.type}& out) {
  return ${readCall(rules, { ...shape, kind: "array" }, "at", "out.items")};
}

void write(Writer& to, const ${shape.type}& value) {
  ${writeCall({ ...shape, kind: "array" }, "value.items")};
}

`;

function defineShape(rules, shape) {
  switch (shape.kind) {
    case "enum":
      return defineEnum(shape);
    case "union":
      return defineUnion(shape);
    case "list":
      return defineList(rules, shape);
    default:
      return defineObject(rules, shape);
  }
}

function defineMessage(rules, message) {
  if (message.shape.kind === "ref") return "";
  const shapes = namedShapes(message.shape)
    .map((shape) => defineShape(rules, shape))
    .join("");
  if (message.shape.kind === "enum") return shapes;
  return `${shapes}template <>
Result<${message.type}> decode<${message.type}>(std::string_view json) {
  return decode_document<${message.type}>(json);
}
std::string encode(const ${message.type}& value) { return encode_document(value); }

`;
}

function tables(list) {
  return list
    .flatMap((message) => namedShapes(message.shape))
    .map((shape) => {
      if (shape.kind === "enum") return nameTable(namesOf(shape.type), shape.values);
      if (shape.kind === "union")
        return nameTable(
          `${snake(shape.type)}_tags`,
          shape.alternatives.map((one) => one.value),
        );
      if (shape.kind === "list") return "";
      return shape.fields.length === 0
        ? ""
        : nameTable(
            `${snake(shape.type)}_fields`,
            shape.fields.map((field) => field.key),
          );
    })
    .join("");
}

/** Enums of other files that this one reads: their names are needed here too. */
function foreignEnums(list, group) {
  const found = new Map();
  for (const message of list) {
    for (const one of message.refs) {
      const shape = refShape({ to: one });
      if (one.group !== group && shape.kind === "enum") found.set(shape.type, shape);
    }
  }
  return [...found.values()].map((shape) => nameTable(namesOf(shape.type), shape.values)).join("");
}

export function cppSource(messages, group) {
  const list = inOrder(messages, group);
  const rules = new Rules();
  const body = list.map((message) => defineMessage(rules, message)).join("");
  return `${header(`schemas/${group}/`)}#include "wire/generated/${group}.hpp"

#include <cstddef>
#include <limits>

#include "wire/reader.hpp"
#include "wire/text_rules.hpp"
#include "wire/writer.hpp"

namespace sitewright::wire {
namespace {

${tables(list)}${foreignEnums(list, group)}
${rules.text()}
}  // namespace

${body}}  // namespace sitewright::wire
`;
}
