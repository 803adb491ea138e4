// Ways that were thought of after the fixers, to see what they do with what they were not made for.
import { isCss, isMarkup, isScript, isTyped, mutation, one, swapLetters } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const unseen = [
  mutation(
    "unseen",
    "hooks from react-dom",
    true,
    one(
      isScript,
      /^import \{ (use\w+(?:, use\w+)*) \} from (["'])react\2/gm,
      (m) => `import { ${m[1]} } from ${m[2]}react-dom${m[2]}`,
    ),
  ),
  mutation(
    "unseen",
    "semicolon for a comma in an object",
    true,
    one(isScript, /(["'\]}\w]),(?=\n +\w+: )/g, (m) => `${m[1]};`),
  ),
  mutation(
    "unseen",
    "equals sign for a colon in an object",
    true,
    one(isScript, /(\n +)(title|name|text|label|id|kind): (?=["'])/g, (m) => `${m[1]}${m[2]} = `),
  ),
  mutation(
    "unseen",
    "default export left out",
    true,
    one(isScript, /^export default (?=function [A-Z])/gm, () => ""),
  ),
  mutation(
    "unseen",
    "parenthesis too many",
    true,
    one(isMarkup, /\n( +)\)\)\}\n/g, (m) => `\n${m[1]})))}\n`),
  ),
  mutation(
    "unseen",
    "hook through a React that is not imported",
    true,
    one(isTyped, /(?<![.\w])(useState|useRef|useMemo)(?=[(<])/g, (m) => `React.${m[1]}`),
  ),
  mutation(
    "unseen",
    "end of an opening tag left out",
    true,
    one(
      isMarkup,
      /\n( +)(<(?:p|h1|h2|h3|ul|div|section|span) className="[\w -]+")>\n/g,
      (m) => `\n${m[1]}${m[2]}\n`,
    ),
  ),
  mutation(
    "unseen",
    "braces of an attribute left out",
    true,
    one(
      isMarkup,
      / (key|onClick|onSubmit|value|className)=\{([\w.]+)\}/g,
      (m) => ` ${m[1]}=${m[2]}`,
    ),
  ),
  mutation(
    "unseen",
    "apostrophe in single quotes",
    true,
    one(isScript, /: "([^"\n]*\w'\w[^"\n]*)"/g, (m) => `: '${m[1]}'`),
  ),
  mutation(
    "unseen",
    "block for an expression in map",
    true,
    one(isMarkup, /=> \(\n( +)(<[\s\S]*?)\n( +)\)\)\}/g, (m) => `=> {\n${m[1]}${m[2]}\n${m[3]}})}`),
  ),
  mutation(
    "unseen",
    "require for an import",
    true,
    one(
      isTyped,
      /^import (\{ [\w, ]+ \}) from (["']\.[^"']+["'])(;?)$/gm,
      (m) => `const ${m[1]} = require(${m[2]})${m[3]}`,
    ),
  ),
  mutation(
    "unseen",
    "type mistyped",
    true,
    one(
      isTyped,
      /: (ReactNode|string|number|boolean|[A-Z]\w{5,})(?=[;,)\n])/g,
      (m) => `: ${swapLetters(m[1])}`,
    ),
  ),
  mutation(
    "unseen",
    "from left out",
    true,
    one(isScript, /^(import \{[^}]*\}) from (?=["'])/gm, (m) => `${m[1]} `),
  ),
  mutation(
    "unseen",
    "comment as in shell scripts",
    true,
    one(isScript, /\n(?=(?:export |const |function ))/g, () => "\n# the next part\n"),
  ),
  mutation(
    "unseen",
    "words after the code",
    true,
    one(
      isScript,
      /\n$/g,
      () => "\n\nThis file renders the section and keeps its text in one place.\n",
    ),
  ),
  mutation(
    "unseen",
    "colon of a declaration left out",
    true,
    one(
      isCss,
      /\n( +)(display|margin|padding|color|border)(?:[\w-]*): /g,
      (m) => `\n${m[1]}${m[2]} `,
    ),
  ),
  mutation(
    "unseen",
    "brace of a rule left out at its begin",
    true,
    one(isCss, /\n(\.[\w-]+) \{\n/g, (m) => `\n${m[1]}\n`),
  ),
];
