// What strict TypeScript refuses.
import { beforeReturn, isTyped, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const types = [
  mutation(
    "types",
    "return left out",
    true,
    one(isTyped, /\n( +)return \(\n( +)</g, (m) => `\n${m[1]}(\n${m[2]}<`),
  ),
  mutation(
    "types",
    "null check left out",
    true,
    one(isTyped, /(\w|\))(?:\?\.(?=\w)|!(?=[.)]))/g, (m) =>
      m[0].endsWith("!") ? m[1] : `${m[1]}.`,
    ),
  ),
  mutation(
    "types",
    "await left out",
    true,
    one(isTyped, /= await (?=\w+\()/g, () => "= "),
  ),
  mutation(
    "types",
    "async left out",
    true,
    one(isTyped, /\basync (?=function|\()/g, () => ""),
  ),
  mutation(
    "types",
    "number as a text",
    true,
    one(isTyped, /(price|year|size|count|rating)([:=]) ?(\{?)(\d+)(\}?)(?=[ ,\n/])/g, (m) =>
      m[2] === "=" ? `${m[1]}="${m[4]}"` : `${m[1]}: "${m[4]}"`,
    ),
  ),
  mutation(
    "types",
    "unused import",
    true,
    one(
      isTyped,
      /^import \{ (use\w+) \} from (["']react["'])/gm,
      (m) => `import { ${m[1]}, useDebugValue } from ${m[2]}`,
    ),
  ),
  mutation("types", "unused variable", true, beforeReturn("const unused = 1;")),
  mutation(
    "types",
    "React namespace without its import",
    true,
    one(isTyped, /: ReactNode\b/g, () => ": React.ReactNode"),
  ),
  mutation(
    "types",
    "JSX.Element of old",
    true,
    one(
      isTyped,
      /^(export (?:default )?function [A-Z]\w+\([^\n]*\)) \{$/gm,
      (m) => `${m[1]}: JSX.Element {`,
    ),
  ),
  mutation(
    "types",
    "enum under erasableSyntaxOnly",
    true,
    one(isTyped, /^(?=export (?:default )?function )/gm, (_, path, tree) =>
      /\bMood\b/.test(String(tree[path]))
        ? undefined
        : 'export enum Mood {\n  Calm = "calm",\n  Loud = "loud",\n}\n\n',
    ),
  ),
  mutation(
    "types",
    "declaration twice",
    true,
    one(isTyped, /^( +)const \w+ = [^\n(]+;?\n/gm, (m) =>
      /[[{(]\s*$/.test(m[0]) ? undefined : m[0] + m[0],
    ),
  ),
  mutation(
    "types",
    "object key twice",
    true,
    one(isTyped, /^( +)(title|label|name|text): (["'][^"'\n]+["']),\n/gm, (m) => m[0] + m[0]),
  ),
];
