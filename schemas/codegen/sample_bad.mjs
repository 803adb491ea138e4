// Broken variants of a valid message, each with the pointer at which a reader must stop. A variant
// is the compact text of ok-full.json with one piece of text swapped for another (the third item says
// how many earlier occurrences stay); U+F8FF in the new text stands for the byte FF.
import { at } from "./problem.mjs";

const twice = "JSON.parse keeps the last of two";
const float = "JavaScript has one kind of number";
const surrogate = "a JavaScript string may hold half a pair";
const notUtf8 = "refused before it is parsed";

/** [{says, pointer, swap: [old, new, skip?], ajv?}]; ajv: why a JSON Schema validator accepts it. */
export function badCases(shape, full) {
  const once = new Set();
  return objectCases({ shape, value: full, pointer: "", once }).map((one) => ({
    ...one,
    swap: placed(one, full),
  }));
}

/** The swap with the number of earlier occurrences to pass over, where there are any. */
function placed({ pointer, swap: [old, text] }, full) {
  const whole = JSON.stringify(full);
  const keys = pointer.split("/").slice(1);
  const start = whole.lastIndexOf(
    old,
    offsetOf(full, keys.at(-1) === "nope" ? keys.slice(0, -1) : keys),
  );
  let skip = 0;
  for (let found = whole.indexOf(old); found !== start; found = whole.indexOf(old, found + 1))
    skip += 1;
  return skip === 0 ? [old, text] : [old, text, skip];
}

/** Where in the compact text the value at these keys begins. */
function offsetOf(value, keys) {
  const [key, ...rest] = keys;
  if (key === undefined) return 0;
  const isList = Array.isArray(value);
  const before = isList
    ? value.slice(0, Number(key))
    : Object.fromEntries(Object.entries(value).slice(0, Object.keys(value).indexOf(key)));
  const text = JSON.stringify(before).length - 1;
  const comma = (isList ? before.length : Object.keys(before).length) > 0 ? 1 : 0;
  const name = isList ? 0 : JSON.stringify(key).length + 1;
  return text + comma + name + offsetOf(value[key], rest);
}

function objectCases({ shape, value, pointer, once }) {
  const object = objectOf(shape, value);
  if (!object) return listCases({ shape, value, pointer, once });
  const keys = Object.keys(value);
  const swap =
    keys.length === 0 ? ["{}", '{"nope":1}'] : [`{"${keys[0]}"`, `{"nope":1,"${keys[0]}"`];
  const cases = [{ says: "an unknown field", pointer: at(pointer, "nope"), swap }];
  // A part with a schema file of its own has its own examples: here its place is enough.
  const fields =
    shape.kind === "ref"
      ? object.fields.filter((field) => field.required).slice(0, 1)
      : object.fields;
  for (const field of fields) cases.push(...fieldCases(field, value, at(pointer, field.key), once));
  return cases;
}

function listCases({ shape, value, pointer, once }) {
  const list = resolved(shape);
  const isList = list.kind === "list" || list.kind === "array";
  return isList && value.length > 0
    ? objectCases({ shape: list.items, value: value[0], pointer: at(pointer, 0), once })
    : [];
}

function objectOf(shape, value) {
  const real = resolved(shape);
  if (real.kind === "union")
    return objectOf(real.alternatives.find((one) => one.value === value[real.tag]).object, value);
  return real.kind === "object" ? real : undefined;
}

const resolved = (shape) => (shape.kind === "ref" ? resolved(shape.to.shape) : shape);

function fieldCases(field, owner, pointer, once) {
  const shape = resolved(field.shape);
  const value = owner[field.key];
  const member = `${JSON.stringify(field.key)}:${JSON.stringify(value)}`;
  const cases = [];
  const raw = (says, text, ajv) =>
    cases.push({
      says,
      pointer,
      swap: [member, `${JSON.stringify(field.key)}:${text}`],
      ...(ajv ? { ajv } : {}),
    });
  const put = (says, one) => raw(says, JSON.stringify(one));
  const first = (what, add) => {
    if (!once.has(what)) {
      once.add(what);
      add();
    }
  };

  first("twice", () =>
    cases.push({
      says: "a field twice",
      pointer,
      swap: [member, `${member},${member}`],
      ajv: twice,
    }),
  );
  if (field.required) cases.push(leftOut(field, owner, pointer));
  if (!field.nullable && !["scalar", "json"].includes(shape.kind))
    first(`null ${shape.kind}`, () => put("null", null));
  if (shape.kind === "text") textCases(shape, { put, raw, first });
  if (shape.kind === "integer") {
    put("below the least", shape.min - 1);
    put("above the greatest", shape.max + 1);
    first("kinds of numbers", () => {
      put("text for a number", "1");
      raw("a whole number written as a float", `${Math.max(shape.min, 1)}.0`, float);
      raw("beyond 64 bits", "99999999999999999999");
    });
  }
  if (shape.kind === "enum" || shape.kind === "const") put("an unknown value", "no such value");
  if (shape.kind === "boolean") put("a number for true", 1);
  if (["array", "object", "union"].includes(shape.kind)) put("text for a part", "text");
  if (shape.kind === "array" && shape.max <= 12)
    put(
      "too many items",
      Array.from({ length: shape.max + 1 }, () => value[0]),
    );
  if (["object", "union", "array"].includes(shape.kind) && value !== null)
    cases.push(...objectCases({ shape, value, pointer, once }));
  return cases;
}

function leftOut(field, owner, pointer) {
  const keys = Object.keys(owner);
  const member = `${JSON.stringify(field.key)}:${JSON.stringify(owner[field.key])}`;
  const after = keys.at(-1) !== field.key;
  const part = keys.length === 1 ? member : after ? `${member},` : `,${member}`;
  return { says: "left out", pointer, swap: [part, ""] };
}

function textCases(shape, { put, raw, first }) {
  put("a number for text", 1);
  if (shape.min > 0) put("empty", "");
  if (shape.max <= 130)
    put(
      "one code point too long",
      "é".repeat(shape.max + 1).replaceAll("é", shape.format || shape.atoms ? "x" : "é"),
    );
  const wrong =
    {
      text: ["a\u0000b", "a\u001b[31m"],
      path: ["../etc/passwd", "/etc/passwd", "a//b", "a/./b", "a\\b", "a/", "a\nb"],
      id: ["no/id"],
      "date-time": [
        "2025-03-14T09:26:53Z",
        "2025-03-14T09:26:53.589+01:00",
        "2025-13-14T09:26:53.589Z",
      ],
      slug: ["-a", "a--b", "A"],
      sha256: ["A".repeat(64)],
      base64: ["/9j/4AAQSkY", "/9j/\n4AAQSkY=", "/9j/=4AAQSkY", "_9j_4AAQSkY="],
    }[shape.format] ?? (shape.atoms ? ["é é"] : []);
  if (wrong.length > 0)
    first(shape.format ?? "pattern", () => {
      for (const one of wrong) put(`no ${shape.format ?? "match"}: ${JSON.stringify(one)}`, one);
    });
  // A format or pattern of ASCII alone refuses these by itself.
  const open = [undefined, "text", "path"].includes(shape.format) && !shape.atoms;
  first(`encoding ${open}`, () => {
    raw("half of a surrogate pair", '"\\ud83d"', open && surrogate);
    raw("the other half", '"a\\udc00"', open && surrogate);
    raw("a byte that is no UTF-8", '"\uf8ff"', open && notUtf8);
  });
}
