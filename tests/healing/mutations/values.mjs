// Values that are near to what was wanted: an event for what its field holds, a function for what it
// gives back, a component for its element, one half of a setting.
import { posix } from "node:path";
import { hooks, isMarkup, isTyped, mutation, one } from "./edits.mjs";

const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);
const value = (name, make) => mutation("values", name, true, make);
const changes = /onChange=\{\((\w+)\) => (set\w+)\(\1\.target\.value\)\}/g;
const withPaths = (tree, folder) =>
  one(
    isTsconfig,
    /"compilerOptions": \{/g,
    (m) => `${m[0]}\n    "paths": { "@/*": ["${folder}/*"] },`,
  )(tree, () => 0);

/** A sheet of its own, which a component imports and which uses utilities. */
const sheetOfComponent = (tree, choose) => {
  const files = Object.keys(tree).filter((path) => isMarkup(path) && /^import /m.test(tree[path]));
  const tailwind = /@import ["']tailwindcss/;
  const uses = Object.entries(tree).some(
    ([path, text]) => /\.css$/.test(path) && tailwind.test(text),
  );
  if (!uses || files.length === 0) return undefined;
  const path = files[choose(files.length)];
  return {
    ...tree,
    [path]: `import "./note.css";\n${tree[path]}`,
    [posix.join(posix.dirname(path), "note.css")]: ".note {\n  @apply px-4 py-2;\n}\n",
  };
};

/** @type {import("./edits.mjs").Mutation[]} */
export const values = [
  value(
    "field's value of any target",
    one(isTyped, changes, (m) => `onInput={(${m[1]}) => ${m[2]}(${m[1]}.target.value)}`),
  ),
  value(
    "field for its value",
    one(isTyped, changes, (m) => `onChange={(${m[1]}) => ${m[2]}(${m[1]}.target)}`),
  ),
  value(
    "value of an event",
    one(isTyped, changes, (m) => `onChange={(${m[1]}) => ${m[2]}(${m[1]}.value)}`),
  ),
  value(
    "setter for a handler",
    one(isTyped, changes, (m) => `onChange={${m[2]}}`),
  ),
  value(
    "number for a text",
    one(isTyped, /\bString\(((?:\w+\.)*\w+)\)/g, (m) => m[1]),
  ),
  value(
    "method that is shown and not called",
    one(
      isMarkup,
      /\{([\w.()" ]+\.(?:getFullYear|toFixed|toUpperCase|toLowerCase|trim))\(\)\}/g,
      (m) => `{${m[1]}}`,
    ),
  ),
  value(
    "body of a response that is not asked for",
    one(isTyped, /(await \w+\.(?:json|text))\(\)/g, (m) => m[1]),
  ),
  value(
    "component for an element",
    one(isMarkup, /(element=)\{<(\w+) \/>\}/g, (m) => `${m[1]}{${m[2]}}`),
  ),
  value(
    "element for a component",
    one(isMarkup, /\b([iI]con)=\{([A-Z]\w+)\}/g, (m) => `${m[1]}={<${m[2]} />}`),
  ),
  value(
    "number that is called",
    one(isMarkup, /\{((?:\w+\.)*(?:length|total|year|price))\}/g, (m) => `{${m[1]}()}`),
  ),
  value(
    "list that is walked over in an element",
    one(isMarkup, />(\s*)\{((?:\w+\.)*\w+)\.map\(/g, (m) => `>${m[1]}{${m[2]}.forEach(`),
  ),
  value(
    "block of a list that gives nothing back",
    one(isTyped, /\.map\(\((\w+)\) => ([\w.]+)\)/g, (m) => `.map((${m[1]}) => { ${m[2]} })`),
  ),
  value(
    "hook as the default of react",
    one(
      isTyped,
      new RegExp(`^import \\{ (${hooks}) \\} from (["']react["'])`, "gm"),
      (m) => `import ${m[1]} from ${m[2]}`,
    ),
  ),
  value("utilities in a sheet that is read by itself", sheetOfComponent),
  value("paths of an alias without a dot", (tree) => withPaths(tree, "src")),
];
