// Elements and attributes that are written a little wrong.
import { isMarkup, isTyped, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const markup = [
  mutation(
    "markup",
    "fragment closed as an element",
    true,
    one(isMarkup, /<\/>/g, () => "</div>"),
  ),
  mutation(
    "markup",
    "container that closes itself",
    true,
    one(
      isMarkup,
      /\n( +)<(ul|section|div|nav|main|header|dl)((?: [^<>\n]*)?)>\n/g,
      (m) => `\n${m[1]}<${m[2]}${m[3]} />\n`,
    ),
  ),
  mutation(
    "markup",
    "closing tag too many",
    true,
    one(
      isMarkup,
      /\n( +)<\/(ul|section|div|p|header|footer)>\n/g,
      (m) => `${m[0]}${m[1]}</${m[2]}>\n`,
    ),
  ),
  mutation(
    "markup",
    "closing tags crossed",
    true,
    one(
      isMarkup,
      /<\/(span|strong|em|a|p|li|h2|h3|button|code)>(\s*)<\/(p|li|div|ul|h2|section|a|button)>/g,
      (m) => (m[1] === m[3] ? undefined : `</${m[3]}>${m[2]}</${m[1]}>`),
    ),
  ),
  mutation(
    "markup",
    "opening tag left out",
    false,
    one(isMarkup, /\n +<(?:ul|section|div|header|p|h2)(?: [^<>\n]*)?>(?=\n)/g, () => ""),
  ),
  mutation(
    "markup",
    "equals sign of an attribute left out",
    true,
    one(isMarkup, / (className|href|id|type|alt)="/g, (m) => ` ${m[1]} "`),
  ),
  mutation(
    "markup",
    "braces of an attribute doubled",
    true,
    one(isMarkup, / (key|href|className|onClick|src)=\{([\w.]+)\}/g, (m) => ` ${m[1]}={{${m[2]}}}`),
  ),
  mutation(
    "markup",
    "quotes around braces",
    true,
    one(isTyped, / (key|onClick|onSubmit|checked|disabled)=\{([\w.]+)\}/g, (m) =>
      m[1] === "key" ? undefined : ` ${m[1]}="{${m[2]}}"`,
    ),
  ),
  mutation(
    "markup",
    "handler called where it is named",
    true,
    one(isTyped, / (onClick|onSubmit|onChange)=\{(\w+)\}/g, (m) => ` ${m[1]}={${m[2]}()}`),
  ),
  mutation(
    "markup",
    "handler as a text",
    true,
    one(isTyped, / (onClick|onSubmit|onChange)=\{(\w+)\}/g, (m) => ` ${m[1]}="${m[2]}()"`),
  ),
  mutation(
    "markup",
    "attribute of HTML in lower case",
    true,
    one(
      isTyped,
      / (tabIndex|autoComplete|maxLength|readOnly|colSpan|srcSet|dateTime|viewBox|fetchPriority|noValidate|strokeWidth|strokeLinecap|fillRule|inputMode|autoFocus|spellCheck|playsInline)(?=[= \n])/g,
      (m) => ` ${m[1].toLowerCase()}`,
    ),
  ),
  mutation(
    "markup",
    "style with the names of CSS",
    true,
    one(
      isTyped,
      /<(p|h1|h2|h3|div|ul|section|article|span)(?= |>)(?![^>]*style=)/g,
      (m) => `<${m[1]} style={{ margin-top: 4 }}`,
    ),
  ),
  mutation(
    "markup",
    "style in one pair of braces",
    true,
    one(isMarkup, /style=\{(\{[^{}\n]*\})\}/g, (m) => `style=${m[1]}`),
  ),
  mutation(
    "markup",
    "parenthesis of a condition left out",
    true,
    one(isMarkup, /\n( +)\)\}\n/g, (m) => `\n${m[1]}}\n`),
  ),
  mutation(
    "markup",
    "brace after a list left out",
    true,
    one(isMarkup, /\n( +)\)\)\}\n/g, (m) => `\n${m[1]}))\n`),
  ),
  mutation(
    "markup",
    "else of a condition left out",
    true,
    one(isMarkup, / : null\}/g, () => "}"),
  ),
  mutation(
    "markup",
    "and-signs as entities",
    true,
    one(isMarkup, / && /g, () => " &amp;&amp; "),
  ),
  mutation(
    "markup",
    "key twice",
    true,
    one(isTyped, / key=\{[^{}\n]*\}/g, (m) => m[0] + m[0]),
  ),
  mutation(
    "markup",
    "space in a closing tag",
    true,
    one(isMarkup, /<\/(\w+)>/g, (m) => `< /${m[1]}>`),
  ),
  mutation(
    "markup",
    "slash of a closing tag left out",
    true,
    one(
      isMarkup,
      />([^<>{}\n]+)<\/(p|h1|h2|h3|li|span|button|a|code)>/g,
      (m) => `>${m[1]}<${m[2]}>`,
    ),
  ),
  mutation(
    "markup",
    "end of a closing tag left out",
    true,
    one(isMarkup, /\n( +)<\/(ul|section|div|p|header)>\n/g, (m) => `\n${m[1]}</${m[2]}\n`),
  ),
];
