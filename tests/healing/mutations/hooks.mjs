// Types that say too little of what a hook or a list holds, statements in the wrong order, and slips
// of syntax that make a tool read something else.
import { isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const hooks = [
  mutation(
    "hooks",
    "reference without the type of its element",
    true,
    one(isMarkup, /useRef<\w+>\(null\)/g, () => "useRef(null)"),
  ),
  mutation(
    "hooks",
    "as const left out",
    true,
    one(isTyped, / as const(?=[;,)\n])/g, () => ""),
  ),
  mutation(
    "hooks",
    "effect that gives back a value",
    true,
    one(
      isScript,
      /useEffect\(\(\) => \{\n\s*(\w[^\n;{}]*\)|\w[\w.]* = [^\n;{}]*);\n\s*\}, /g,
      (m) => `useEffect(() => ${m[1].includes(" = ") ? `(${m[1]})` : m[1]}, `,
    ),
  ),
  mutation(
    "statements",
    "break left out",
    true,
    one(isScript, /\n +break;(?=\n +(?:case|default))/g, () => ""),
  ),
  mutation(
    "statements",
    "constant below its use",
    true,
    one(
      isScript,
      /^( *)(const (\w+) = [^\n]*;)\n\1(const \w+ = (?![^\n]*=>)[^\n]*\b\3\b[^\n]*;)\n/gm,
      (m) => `${m[1]}${m[4]}\n${m[1]}${m[2]}\n`,
    ),
  ),
  mutation(
    "files",
    "sheet without its ending",
    true,
    one(isScript, /^import (["'])(\.[^"']*)\.css\1/gm, (m) => `import ${m[1]}${m[2]}${m[1]}`),
  ),
  mutation(
    "files",
    "Vite's plugin from the package that it serves",
    true,
    one(
      (path) => path === "vite.config.ts",
      /"@tailwindcss\/vite"/g,
      () => '"tailwindcss"',
    ),
  ),
  mutation(
    "slips",
    "arrow behind a declared function",
    true,
    one(
      isScript,
      /^((?:export )?(?:default )?function \w+\([^\n]*\)(?:: [\w.[\]]+)?) \{$/gm,
      (m) => `${m[1]} => {`,
    ),
  ),
  mutation(
    "slips",
    "two equals signs behind a pattern",
    true,
    one(isScript, /const (\[[^\]\n]*\]|\{[^}\n]*\}) = /g, (m) => `const ${m[1]} == `),
  ),
  mutation(
    "slips",
    "module without quotes",
    true,
    one(isScript, /^(import [^\n"']* from )["']([^"'\n]+)["']/gm, (m) => `${m[1]}${m[2]}`),
  ),
  mutation(
    "slips",
    "pattern without its second slash",
    true,
    one(isScript, /(\/\^[^\n/]*)\/(?=\.test\()/g, (m) => m[1]),
  ),
];
