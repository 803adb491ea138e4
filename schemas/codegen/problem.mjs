// What is wrong with a schema, and where. The generator stops at the first one.

export class SchemaProblem extends Error {
  constructor(file, pointer, text) {
    super(`${file}#${pointer}: ${text}`);
    this.name = "SchemaProblem";
  }
}

/** A JSON pointer grown by keys. */
export const at = (pointer, ...keys) =>
  pointer +
  keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
