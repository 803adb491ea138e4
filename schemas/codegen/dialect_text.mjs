// Strings of the dialect: bounded by maxLength, a pattern or a format, in Unicode code points.

import { formats } from "./formats.mjs";
import { parsePattern } from "./pattern.mjs";
import { at } from "./problem.mjs";

export function readText(scope, json, pointer, allow) {
  allow(scope, json, pointer, ["type", "minLength", "maxLength", "pattern", "format"]);
  const format = readFormat(scope, json, pointer);
  const pattern = readPattern(scope, json, pointer);
  const { minLength, maxLength } = json;
  for (const bound of [minLength, maxLength]) {
    if (
      bound !== undefined &&
      !(Number.isSafeInteger(bound) && bound >= 0 && bound <= 0xffffffff)
    ) {
      scope.fail(pointer, "minLength and maxLength are counts");
    }
  }
  const max = Math.min(maxLength ?? Infinity, format?.max ?? Infinity, pattern?.max ?? Infinity);
  const min = Math.max(minLength ?? 0, format?.min ?? 0, pattern?.min ?? 0);
  if (max === Infinity)
    scope.fail(pointer, "a string needs maxLength, or a pattern or format that bounds it");
  if (max < min) scope.fail(pointer, "no string can be this short and this long");
  return {
    kind: "text",
    min,
    max,
    format: json.format,
    pattern: json.pattern,
    atoms: pattern?.atoms,
  };
}

function readFormat(scope, json, pointer) {
  if (json.format === undefined) return undefined;
  if (!Object.hasOwn(formats, json.format)) {
    scope.fail(at(pointer, "format"), `is none of ${Object.keys(formats).join(", ")}`);
  }
  if (json.pattern !== undefined)
    scope.fail(at(pointer, "pattern"), "a string has a format or a pattern, not both");
  return formats[json.format];
}

function readPattern(scope, json, pointer) {
  if (json.pattern === undefined) return undefined;
  try {
    return parsePattern(json.pattern);
  } catch (error) {
    return scope.fail(at(pointer, "pattern"), error.message);
  }
}
