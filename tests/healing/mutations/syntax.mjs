// Text that does not parse.
import { isMarkup, isScript, mutation, one, swapLetters } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const syntax = [
  mutation(
    "syntax",
    "closing parenthesis left out",
    true,
    one(isScript, /(\w\([^()\n]*\))\)(?=;?\n)/g, (m) => m[1]),
  ),
  mutation(
    "syntax",
    "closing brace of a block left out",
    true,
    one(isScript, /\n( *)\}(?=\n\n)/g, () => ""),
  ),
  mutation(
    "syntax",
    "closing brace in JSX left out",
    true,
    one(isMarkup, /(>\{[\w.]+)\}(?=<)/g, (m) => m[1]),
  ),
  mutation(
    "syntax",
    "comma left out",
    true,
    one(isScript, /(["'}\]\w]),(?=\n +(?:\w+:|["'{]))/g, (m) => m[1]),
  ),
  mutation(
    "syntax",
    "closing quote left out",
    false,
    one(isScript, /(from ["'][^"'\n]+|: "[\w .]+|="[\w -]+)["'](?=[;,\n >])/g, (m) => m[1]),
  ),
  mutation(
    "syntax",
    "template literal without its end",
    false,
    one(isScript, /(`[^`\n]*\$\{[^`\n]*\}[^`\n]*)`/g, (m) => m[1]),
  ),
  mutation(
    "syntax",
    "closing bracket too many",
    true,
    one(
      isScript,
      /\n( *)\}(;?)\n(?=\n|export|function|const)/g,
      (m) => `\n${m[1]}}${m[2]}\n${m[1]}}\n`,
    ),
  ),
  mutation(
    "syntax",
    "keyword mistyped",
    true,
    one(
      isScript,
      /^( *)(const|return|import|export|function|interface)(?= [\w{(<])/gm,
      (m) => m[1] + swapLetters(m[2]),
    ),
  ),
  mutation(
    "syntax",
    "arrow left out",
    true,
    one(isMarkup, /\((\w+)\) => \(/g, (m) => `(${m[1]}) (`),
  ),
  mutation(
    "syntax",
    "typographic quotes",
    true,
    one(isMarkup, / className="([\w -]+)"/g, (m) => ` className=“${m[1]}”`),
  ),
  mutation(
    "syntax",
    "invisible character",
    true,
    one(isScript, /\b(const|return|function) (?=\w)/g, (m) => `${m[1]} \u200b`),
  ),
  mutation(
    "syntax",
    "Markdown fence around the file",
    true,
    one(
      isScript,
      /^[\s\S]+$/g,
      (m) => `Here is the updated file:\n\n\`\`\`tsx\n${m[0].trimEnd()}\n\`\`\`\n`,
    ),
  ),
  mutation(
    "syntax",
    "conflict markers",
    false,
    one(
      isScript,
      /\n(import [^\n]*)\n/g,
      (m) => `\n<<<<<<< HEAD\n${m[1]}\n=======\n// moved\n>>>>>>> feature\n`,
    ),
  ),
  mutation(
    "syntax",
    "escaped quotes",
    true,
    one(isMarkup, / className="([\w -]+)"/g, (m) => ` className=\\"${m[1]}\\"`),
  ),
  mutation(
    "syntax",
    "arrow as an entity",
    true,
    one(isMarkup, /=> /g, () => "=&gt; "),
  ),
  mutation(
    "syntax",
    "parenthesis after return on a line of its own",
    true,
    one(isMarkup, /return \(\n( *)</g, (m) => `return\n${m[1]}(<`),
  ),
];
