// Names that are mistyped.
import { dropLetter, hooks, isScript, isTyped, mutation, one, swapLetters } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const names = [
  mutation(
    "names",
    "hook mistyped",
    true,
    one(isScript, new RegExp(`\\b(${hooks})(?=[(<])`, "g"), (m) => swapLetters(m[1])),
  ),
  mutation(
    "names",
    "variable mistyped",
    true,
    one(isScript, /(?<=[({] ?)\b([a-z]\w{4,})(?=\.(?:map|filter|length)\b)/g, (m) =>
      dropLetter(m[1]),
    ),
  ),
  mutation(
    "names",
    "method mistyped",
    true,
    one(
      isTyped,
      /\.(length|map|filter|find|slice|join|replace|includes|toFixed)\b/g,
      (m) => `.${swapLetters(m[1]) ?? `${m[1]}p`}`,
    ),
  ),
  mutation(
    "names",
    "prop mistyped",
    true,
    one(isTyped, /(<[A-Z]\w*[^<>\n]* )([a-z]\w{4,})(?==[{"])/g, (m) =>
      m[2] === "className" ? undefined : m[1] + dropLetter(m[2]),
    ),
  ),
  mutation(
    "names",
    "property of an object literal mistyped",
    true,
    one(
      (path) => /^src\/(?:content|data)\/.*\.ts$/.test(path),
      /^( +(?:\{ )?)(title|text|label|lede|name|price|items|question|answer)(?=: )/gm,
      (m) => m[1] + swapLetters(m[2]),
    ),
  ),
  mutation(
    "names",
    "component tag mistyped",
    true,
    one(isTyped, /<([A-Z]\w{4,})(?=[ >\n])(?![^<]*<\/\1)/g, (m) =>
      /^</.test(m[0]) ? `<${dropLetter(m[1])}` : undefined,
    ),
  ),
  mutation(
    "names",
    "literal mistyped",
    true,
    one(
      isTyped,
      /(["'])(medium|small|large|idle|sending|sent|check|arrow-right|primary|secondary)\1(?=[,; )}])/g,
      (m) => `${m[1]}${swapLetters(m[2])}${m[1]}`,
    ),
  ),
];
