// HTML and half-remembered JSX.
import { isMarkup, isTyped, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const jsx = [
  mutation(
    "jsx",
    "class for className",
    true,
    one(isTyped, / className=/g, () => " class="),
  ),
  mutation(
    "jsx",
    "for for htmlFor",
    true,
    one(isTyped, / htmlFor=/g, () => " for="),
  ),
  mutation(
    "jsx",
    "event in lower case",
    true,
    one(
      isTyped,
      / (onClick|onChange|onSubmit|onInput|onKeyDown)=/g,
      (m) => ` ${m[1].toLowerCase()}=`,
    ),
  ),
  mutation(
    "jsx",
    "tabIndex as a text",
    true,
    one(isTyped, / (tabIndex|rows|size|width|height)=\{(-?\d+)\}/g, (m) => ` ${m[1]}="${m[2]}"`),
  ),
  mutation(
    "jsx",
    "style as a text",
    true,
    one(
      isTyped,
      /<(p|h1|h2|h3|div|ul|section|article|span)(?= |>)(?![^>]*style=)/g,
      (m) => `<${m[1]} style="margin-top: 4px; color: inherit"`,
    ),
  ),
  mutation(
    "jsx",
    "void element without an end",
    true,
    one(isMarkup, /<(br|img|input|hr)\b([^<>{}]*) ?\/>/g, (m) => `<${m[1]}${m[2].trimEnd()}>`),
  ),
  mutation(
    "jsx",
    "HTML comment",
    true,
    one(
      isMarkup,
      /\n( +)<(?:div|section|ul|p|header|main|footer|h2)[^\n]*\n/g,
      (m) => `\n${m[1]}<!-- part of the page -->${m[0]}`,
    ),
  ),
  mutation(
    "jsx",
    "closing tag left out",
    false,
    one(isMarkup, /<\/(p|h1|h2|h3|li|span|ul|div|section)>(?=\n)/g, () => ""),
  ),
  mutation(
    "jsx",
    "closing tag of another element",
    true,
    one(
      isMarkup,
      /<\/(h1|h2|h3|p|li|ul|span|section)>/g,
      (m) => `</${m[1] === "h2" ? "h3" : m[1] === "p" ? "div" : m[1] === "ul" ? "ol" : "h2"}>`,
    ),
  ),
  mutation(
    "jsx",
    "fragment around roots left out",
    true,
    one(isMarkup, /\(\n( +)<>\n([\s\S]*?)\n\1<\/>\n/g, (m) => `(\n${m[2]}\n`),
  ),
  mutation(
    "jsx",
    "attribute twice",
    true,
    one(isTyped, / className="([\w -]+)"/g, (m) => m[0] + m[0]),
  ),
  mutation(
    "jsx",
    "component in lower case",
    true,
    one(
      isTyped,
      /<([A-Z]\w+)([^<>]*)\/>/g,
      (m) => `<${m[1][0].toLowerCase()}${m[1].slice(1)}${m[2]}/>`,
    ),
  ),
];
