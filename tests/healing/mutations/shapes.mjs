// A mark, a word or a line off in statements, elements, modules, hooks and settings; thought of
// after the fixers, on projects that are not in the tree, of which half was healed at first sight.
import { isCss, isMarkup, isScript, isTyped, mutation, one, swapLetters } from "./edits.mjs";

const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);
const isPage = (path) => path === "index.html";

const withImport = (line, make) => (tree, choose) => {
  const broken = make(tree, choose);
  const path = Object.keys(broken ?? {}).find((name) => broken[name] !== tree[name]);
  return path === undefined ? undefined : { ...broken, [path]: `${line}\n${broken[path]}` };
};

/** @type {import("./edits.mjs").Mutation[]} */
export const shapes = [
  mutation(
    "shapes",
    "spread of two dots",
    true,
    one(isScript, /\.\.\.(?=\w)/g, () => ".."),
  ),
  mutation(
    "shapes",
    "chain the other way",
    true,
    one(isScript, /(?<=\w)\?\.(?=\w)/g, () => ".?"),
  ),
  mutation(
    "shapes",
    "equals signs with a space",
    true,
    one(isScript, / === /g, () => " = == "),
  ),
  mutation(
    "shapes",
    "not in front of a condition",
    true,
    one(isScript, /\(!(?=\w)/g, () => "(not "),
  ),
  mutation(
    "shapes",
    "condition without parentheses",
    true,
    one(isScript, /\n( +)if \(([^\n]*)\) (\{|return|throw)/g, (m) => `\n${m[1]}if ${m[2]} ${m[3]}`),
  ),
  mutation(
    "shapes",
    "colon for the brace of a condition",
    true,
    one(isScript, /\n( +)if \(([^\n]*)\) \{\n/g, (m) => `\n${m[1]}if (${m[2]}):\n`),
  ),
  mutation(
    "shapes",
    "label that ends with a semicolon",
    true,
    one(isScript, /(case ["'][\w-]+["']):/g, (m) => `${m[1]};`),
  ),
  mutation(
    "shapes",
    "value of a label mistyped",
    true,
    one(isTyped, /case (["'])(\w{4,})\1:/g, (m) => `case ${m[1]}${swapLetters(m[2])}${m[1]}:`),
  ),
  mutation(
    "shapes",
    "object on the line below its return",
    true,
    one(isTyped, /\n( +)return \{ (?=\.\.\.|\w+[,:])/g, (m) => `\n${m[1]}return\n${m[1]}{ `),
  ),
  mutation(
    "shapes",
    "empty return in front of what is shown",
    true,
    one(isMarkup, /return \(\n/g, () => "return; (\n"),
  ),
  mutation(
    "shapes",
    "function that is half an arrow",
    true,
    one(
      isMarkup,
      /^(export )function ([A-Z]\w*)(\([^\n]*\)) \{\n/gm,
      (m) => `${m[1]}function ${m[2]} = ${m[3]} => {\n`,
    ),
  ),
  mutation(
    "shapes",
    "export without its word",
    true,
    one(isScript, /^export default ([A-Z]\w+)(;?)\n/gm, (m) => `export ${m[1]}${m[2]}\n`),
  ),
  mutation(
    "shapes",
    "semicolon behind an element of a list",
    true,
    one(isMarkup, /\/>\n( +)\)\)\}/g, (m) => `/>;\n${m[1]}))}`),
  ),
  mutation(
    "shapes",
    "comment among attributes",
    true,
    one(isMarkup, /<(button|input|img|div|form|section) (?=\w)/g, (m) => `<${m[1]} {/* all */} `),
  ),
  mutation(
    "shapes",
    "commas between attributes",
    true,
    one(isMarkup, /(<\w+ \w+="[^"]*") (?=\w)/g, (m) => `${m[1]}, `),
  ),
  mutation(
    "shapes",
    "end of a tag on its line left out",
    true,
    one(isMarkup, /<(p|h1|h2|li|dt|small)>(?=[A-Z][\w ,.]+<\/)/g, (m) => `<${m[1]} `),
  ),
  mutation(
    "shapes",
    "begin of a tag left out",
    true,
    one(isMarkup, /\n( +)<(p|h1|h2|ul|div|main|header)(?=>\n)/g, (m) => `\n${m[1]}${m[2]}`),
  ),
  mutation(
    "shapes",
    "opening tag on two lines",
    true,
    one(
      isMarkup,
      /\n( +)<(ul|main|header|nav|form|article)((?: [^<>\n]*)?)>(?=\n)/g,
      (m) => m[0] + m[0],
    ),
  ),
  mutation(
    "shapes",
    "slash of an element twice",
    true,
    one(isMarkup, / \/>(?=\n)/g, () => " //>"),
  ),
  mutation(
    "shapes",
    "if among elements",
    true,
    one(isMarkup, /\{(\w+) && (<p[^{}\n]*>[^\n]*<\/p>)\}/g, (m) => `{if (${m[1]}) { ${m[2]} }}`),
  ),
  mutation(
    "shapes",
    "value in two pairs of braces",
    true,
    one(isMarkup, />\{(\w+(?:\.\w+)*)\}</g, (m) => `>{{${m[1]}}}<`),
  ),
  mutation(
    "shapes",
    "comment in braces in front of what is returned",
    true,
    one(isMarkup, /return \(\n( +)</g, (m) => `return (\n${m[1]}{/* the part */}\n${m[1]}<`),
  ),
  mutation(
    "shapes",
    "brace behind a comment left out",
    true,
    one(isMarkup, /\n( +)<(?:ul|dl|h2|header)(?=[ >])/g, (m) => `\n${m[1]}{/* part */${m[0]}`),
  ),
  mutation(
    "shapes",
    "length without quotes",
    true,
    one(isMarkup, /<(p|h1|ul)(?=[ >])(?![^>]*style)/g, (m) => `<${m[1]} style={{ margin: 12px }}`),
  ),
  mutation(
    "shapes",
    "types in place of names",
    true,
    one(
      isTyped,
      /(function [A-Z]\w*)\(\{ (\w+) \}: \{ \2: (string|[A-Z]\w+) \}\)/g,
      (m) => `${m[1]}({ ${m[2]}: ${m[3]} })`,
    ),
  ),
  mutation(
    "shapes",
    "type from its declarations",
    true,
    one(isTyped, /from (["'])react\1/g, (m) => `from ${m[1]}@types/react${m[1]}`),
  ),
  mutation(
    "shapes",
    "picture of Next",
    true,
    withImport(
      "import Image from 'next/image';",
      one(isMarkup, /<img (?=[^>]*\/>)/g, () => "<Image priority "),
    ),
  ),
  mutation(
    "shapes",
    "element that moves",
    true,
    withImport(
      "import { motion } from 'framer-motion';",
      one(
        isMarkup,
        /\n( +)<(div|section|article|ul)((?: [^<>\n]*)?)>\n([\s\S]*?)\n\1<\/\2>/g,
        (m) =>
          `\n${m[1]}<motion.${m[2]}${m[3]} initial={{ opacity: 0 }}>\n${m[4]}\n${m[1]}</motion.${m[2]}>`,
      ),
    ),
  ),
  mutation(
    "shapes",
    "router of old",
    true,
    one(isScript, /^[\s\S]+$/g, (m) =>
      /\bRoutes\b/.test(m[0]) ? m[0].replace(/\bRoutes\b/g, "Switch") : undefined,
    ),
  ),
  mutation(
    "shapes",
    "member renamed in its type",
    true,
    one(
      isTyped,
      /\n {2}(title|label|name|description|question)(\??): string/g,
      (m) => `\n  ${m[1]}Text${m[2]}: string`,
    ),
  ),
  mutation(
    "shapes",
    "hook that is not called",
    true,
    one(isMarkup, /= (use[A-Z]\w+)\(\)(?=;?\n)/g, (m) => `= ${m[1]}`),
  ),
  mutation(
    "shapes",
    "async effect",
    true,
    one(isTyped, /useEffect\(\(\) => \{/g, () => "useEffect(async () => {"),
  ),
  mutation(
    "shapes",
    "hook without what it depends on",
    true,
    one(isTyped, /((?:useMemo|useCallback)\([\s\S]*?\n {2}\}), \[[\w, .]*\]\)/g, (m) => `${m[1]})`),
  ),
  mutation(
    "shapes",
    "event of another element",
    true,
    one(
      isTyped,
      /(Change|Form)Event<HTML\w+Element>(?=\) )/g,
      (m) => `${m[1]}Event<HTMLDivElement>`,
    ),
  ),
  mutation(
    "shapes",
    "promise of nothing",
    true,
    one(isTyped, /(\)): Promise<[\w[\]]+> \{/g, (m) => `${m[1]}: Promise {`),
  ),
  mutation(
    "shapes",
    "component that gives back nothing",
    true,
    one(
      isTyped,
      /^(export (?:default )?function [A-Z]\w*\([^\n]*\)) \{$/gm,
      (m) => `${m[1]}: void {`,
    ),
  ),
  mutation(
    "shapes",
    "types of Vite left out",
    true,
    one(isTsconfig, / *"types": \["vite\/client"\],\n/g, () => ""),
  ),
  mutation(
    "shapes",
    "sources as a text",
    true,
    one(isTsconfig, /"include": \["src"\]/g, () => '"include": "src"'),
  ),
  mutation(
    "shapes",
    "truth of Python in tsconfig",
    true,
    one(isTsconfig, /("\w+"): true/g, (m) => `${m[1]}: True`),
  ),
  mutation(
    "shapes",
    "opening quote of a setting left out",
    true,
    one(isTsconfig, /"(?=(?:strict|noEmit|skipLibCheck|target|module)":)/g, () => ""),
  ),
  mutation(
    "shapes",
    "option that the build has not",
    true,
    one(
      (path) => path === "package.json",
      /vite build"/g,
      () => 'vite build --prod"',
    ),
  ),
  mutation(
    "shapes",
    "address that Create React App fills in",
    true,
    one(isPage, /href="\/(?=\w+\.(?:svg|png|ico))/g, () => 'href="%PUBLIC_URL%/'),
  ),
  mutation(
    "shapes",
    "script that is no module",
    true,
    one(isPage, / type="module"/g, () => ""),
  ),
  mutation(
    "shapes",
    "utility with the dot of a class",
    true,
    one(isCss, /@utility (?=\w)/g, () => "@utility ."),
  ),
  mutation(
    "shapes",
    "declaration within a theme",
    true,
    one(isCss, /@theme( inline)? \{\n/g, (m) => `${m[0]}  color: red;\n`),
  ),
  mutation(
    "shapes",
    "Tailwind by half of its name",
    true,
    one(isCss, /@import (["'])tailwindcss\1/g, () => '@import "tailwind"'),
  ),
];
