// What other languages, frameworks and years have taught.
import { hooks, isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const habits = [
  mutation(
    "habits",
    "True and False",
    true,
    one(isTyped, /(?<=[ (={[:])(true|false|null)(?=[;,)} ])/g, (m) =>
      m[1] === "null" ? undefined : m[1][0].toUpperCase() + m[1].slice(1),
    ),
  ),
  mutation(
    "habits",
    "and for &&",
    true,
    one(isMarkup, /(\w|\)) && (?=\w|\(|<)/g, (m) => `${m[1]} and `),
  ),
  mutation(
    "habits",
    "elif",
    true,
    one(isScript, /\} else if \(/g, () => "} elif ("),
  ),
  mutation(
    "habits",
    "exports of CommonJS",
    true,
    one(isScript, /^export default (\w+);\n/gm, (m) => `module.exports = ${m[1]};\n`),
  ),
  mutation(
    "habits",
    "hooks of another package",
    true,
    one(
      isScript,
      new RegExp(
        `^(import \\{ (?:(?:type )?\\w+, )*(?:${hooks})[^}]*\\} from )(["'])react\\2`,
        "gm",
      ),
      (m) => `${m[1]}${m[2]}preact/hooks${m[2]}`,
    ),
  ),
  mutation(
    "habits",
    "path from the root of the sources",
    true,
    one(isScript, /from (["'])\.\.\/([\w/-]+(?:\.tsx?)?)\1/g, (m, path) =>
      path.split("/").length === 3 ? `from ${m[1]}src/${m[2]}${m[1]}` : undefined,
    ),
  ),
  mutation(
    "habits",
    "path without ./",
    true,
    one(isScript, /from (["'])\.\/([\w/-]+(?:\.[tj]sx?)?)\1/g, (m) => `from ${m[1]}${m[2]}${m[1]}`),
  ),
  mutation(
    "habits",
    "props of a component that takes them apart",
    true,
    one(
      isTyped,
      /(function [A-Z]\w*\(\{ ?(?:\w+, )*?)(\w+)([^)]*\)[^{]*\{[\s\S]*?>\{)\2(?=\})/g,
      (m) => `${m[1]}${m[2]}${m[3]}props.${m[2]}`,
    ),
  ),
  mutation(
    "habits",
    "component without the type of its props",
    true,
    one(isTyped, /(function [A-Z]\w*\(\{[^{}]*\}): [A-Z]\w*Props\)/g, (m) => `${m[1]})`),
  ),
  mutation(
    "habits",
    "handler without the type of its event",
    true,
    one(isTyped, /(\(\w+): (?:React\.)?(?:\w*Event)<\w+>\)/g, (m) => `${m[1]})`),
  ),
  mutation(
    "habits",
    "reference without its first value",
    true,
    one(isTyped, /(useRef<[^>\n]+>+)\(null\)/g, (m) => `${m[1]}()`),
  ),
  mutation(
    "habits",
    "list of states without a type",
    true,
    one(isTyped, /useState<(\w+\[\])>\(\[\]\)/g, () => "useState([])"),
  ),
  mutation(
    "habits",
    "ReactDOM.render",
    true,
    one(
      isScript,
      /createRoot\((document\.getElementById\([^)]*\)!?)\)\.render\(\n([\s\S]*?)\n\)/g,
      (m) => `ReactDOM.render(\n${m[2].replace(/,$/, "")},\n  ${m[1]},\n)`,
    ),
  ),
  mutation(
    "habits",
    "file as a text of JSON",
    true,
    one(isScript, /^[\s\S]+$/g, (m) => JSON.stringify(m[0]).slice(1, -1)),
  ),
  mutation(
    "habits",
    "file name above the code",
    true,
    one(isScript, /^[\s\S]+$/g, (m, path) => `${path}\n\n${m[0]}`),
  ),
  mutation(
    "habits",
    "comment of HTML at the top of a module",
    true,
    one(isScript, /^[\s\S]+$/g, (m) => `<!-- generated -->\n${m[0]}`),
  ),
  mutation("habits", "JSX in a file of plain TypeScript", true, (tree, choose) => {
    const paths = Object.keys(tree).filter(
      (path) => isMarkup(path) && path.endsWith(".tsx") && /<\w+[^>]*>/.test(String(tree[path])),
    );
    if (paths.length === 0) return undefined;
    const path = paths[choose(paths.length)] ?? "";
    const { [path]: text, ...rest } = tree;
    return { ...rest, [path.replace(/x$/, "")]: text ?? "" };
  }),
];
