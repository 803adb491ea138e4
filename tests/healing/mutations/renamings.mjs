// Names that were changed in one place only, and marks that stand in the wrong one.
import { beforeReturn, isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

const isImported = (tree, name) =>
  Object.values(tree).some((text) => new RegExp(`import [^;]*\\b${name}\\b`).test(String(text)));

/** @type {import("./edits.mjs").Mutation[]} */
export const renamings = [
  mutation(
    "renamings",
    "exported name changed",
    true,
    one(isScript, /^export (function|const) (\w{4,})(?=[ (:])/gm, (m, _path, tree) =>
      isImported(tree, m[2])
        ? `export ${m[1]} ${m[2]}${/^[A-Z]/.test(m[2] ?? "") ? "Section" : "Value"}`
        : undefined,
    ),
  ),
  mutation(
    "renamings",
    "component of a file named after it changed",
    true,
    one(isMarkup, /^export function ([A-Z]\w{4,})(?=\()/gm, (m, path, tree) =>
      path.endsWith(`/${m[1]}.tsx`) && String(tree[path]).match(/^export /gm)?.length === 1
        ? "export function MainBlock"
        : undefined,
    ),
  ),
  mutation(
    "renamings",
    "parameter of a list changed",
    true,
    one(isTyped, /\.map\(\((\w+)\) =>/g, () => ".map((entry) =>"),
  ),
  mutation(
    "renamings",
    "event of a handler left out",
    true,
    one(isTyped, /=\{\((event|e)\) =>/g, () => "={() =>"),
  ),
  mutation(
    "renamings",
    "hook without its use",
    true,
    one(
      isTyped,
      /= use(State|Ref|Memo|Callback)(?=[(<])/g,
      (m) => `= ${m[1]?.[0]?.toLowerCase()}${m[1]?.slice(1)}`,
    ),
  ),
  mutation(
    "renamings",
    "slash of a component left out",
    true,
    one(isMarkup, /<([A-Z]\w+)([^<>]*) \/>/g, (m) => `<${m[1]}${m[2]}>`),
  ),
  mutation(
    "renamings",
    "colon of a condition left out",
    true,
    one(isMarkup, /\) : (?=\()/g, () => ") "),
  ),
  mutation(
    "renamings",
    "comment without any end",
    true,
    one(
      isMarkup,
      /\n( +)(<(?:div|section|p|h2|ul)[ >])/g,
      (m) => `\n${m[1]}{/* part\n${m[1]}${m[2]}`,
    ),
  ),
  mutation(
    "renamings",
    "comma twice in a list",
    true,
    one(isTyped, /\},\n( +)\{/g, (m) => `},,\n${m[1]}{`),
  ),
  mutation(
    "renamings",
    "end of a type left out",
    true,
    one(isTyped, /(useState<[\w[\]| ]+)>(?=\()/g, (m) => m[1]),
  ),
  mutation(
    "renamings",
    "colon of a member left out",
    true,
    one(
      isTyped,
      /\n( +)(\w+\??): (string|number|boolean)(;?)\n/g,
      (m) => `\n${m[1]}${m[2]} ${m[3]}${m[4]}\n`,
    ),
  ),
  mutation("renamings", "title written while rendering", true, (tree, choose) =>
    "prerender.ts" in tree ? beforeReturn('document.title = "Welcome";')(tree, choose) : undefined,
  ),
];
