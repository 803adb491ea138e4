// JSON for the tree, laid out as the formatter lays it out: objects are open, arrays on one line
// when they fit.
const width = 100;

export function layOut(value) {
  return `${write(value, "", 0)}\n`;
}

function write(value, indent, before) {
  if (Array.isArray(value)) return writeArray(value, indent, before);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  const rows = Object.entries(value).map(([key, one]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${write(one, inner, inner.length + name.length)}`;
  });
  return rows.length === 0 ? "{}" : `{\n${rows.join(",\n")}\n${indent}}`;
}

function writeArray(items, indent, before) {
  const plain = items.every((one) => one === null || typeof one !== "object");
  const line = `[${items.map((one) => JSON.stringify(one)).join(", ")}]`;
  if (items.length === 0 || (plain && before + line.length < width)) return line;
  const inner = `${indent}  `;
  return `[\n${items.map((one) => inner + write(one, inner, inner.length)).join(",\n")}\n${indent}]`;
}
