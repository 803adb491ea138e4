// Style sheets.
import { dropLetter, either, isCss, isScript, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const styleSheets = [
  mutation(
    "styles",
    "closing brace of a rule left out",
    true,
    one(isCss, /\n\}(?=\n\n)/g, () => ""),
  ),
  mutation(
    "styles",
    "brace too many",
    true,
    one(isCss, /\n\}(?=\n\n)/g, () => "\n}\n}"),
  ),
  mutation(
    "styles",
    "directives of Tailwind 3",
    true,
    one(
      isCss,
      /@import "tailwindcss"[^\n]*\n/g,
      () => "@tailwind base;\n@tailwind components;\n@tailwind utilities;\n",
    ),
  ),
  mutation(
    "styles",
    "utility that there is not",
    true,
    one(isCss, /\n( +)(?:display|margin|padding)[\w-]*: [^\n]*;/g, (m, _path, tree) =>
      "prerender.ts" in tree ? `${m[0]}\n${m[1]}@apply flexx;` : undefined,
    ),
  ),
  mutation(
    "styles",
    "import of a style sheet mistyped",
    true,
    either(
      one(
        isScript,
        /import (["'])(\.\/[\w/]*?)(\w+)\.css\1/g,
        (m) => `import ${m[1]}${m[2]}${dropLetter(m[3]) ?? `${m[3]}s`}.css${m[1]}`,
      ),
      one(isCss, /@import "(\.\/\w{4,})\.css"/g, (m) => `@import "${dropLetter(m[1])}.css"`),
    ),
  ),
  mutation(
    "styles",
    "two utilities that there are not",
    true,
    one(isCss, /\n( +)(?:display|margin|padding)[\w-]*: [^\n]*;/g, (m, _path, tree) =>
      "prerender.ts" in tree ? `${m[0]}\n${m[1]}@apply flexx roundedd-lg;` : undefined,
    ),
  ),
  mutation(
    "styles",
    "value of a theme that there is not",
    true,
    one(isCss, /\n( +)(?:display|margin|padding)[\w-]*: [^\n]*;/g, (m, _path, tree) =>
      "prerender.ts" in tree
        ? `${m[0]}\n${m[1]}outline-color: theme(colors.brandish.500);`
        : undefined,
    ),
  ),
];
