// Elements, attributes, links, hooks and sheets, as hurried people and models get them wrong.
import { dropLetter, isCss, isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

const isTypedMarkup = (path) => isMarkup(path) && isTyped(path);

const isContent = (path) => /^src\/(?:content|data)\/.*\.ts$/.test(path);

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Only where pages are rendered while they are built. */
const prerendered = (make) => (tree, choose) =>
  "prerender.ts" in tree ? make(tree, choose) : undefined;

const hasTarget = (tree, id) =>
  Object.entries(tree).some(
    ([path, text]) =>
      typeof text === "string" && isScript(path) && new RegExp(`["'/]#${id}["']`).test(text),
  );

/** @type {import("./edits.mjs").Mutation[]} */
export const elements = [
  mutation(
    "elements",
    "element with a text that ends in its first tag",
    true,
    one(
      isMarkup,
      /<(h1|h2|h3|p|li|span|strong|a|label|button|code)((?: [\w-]+=(?:"[^"]*"|\{[^{}]*\}))*)>(?=[^<>\n]+<\/\1>)/g,
      (m) => `<${m[1]}${m[2]} />`,
    ),
  ),
  mutation(
    "elements",
    "brace for the parenthesis of what is shown",
    true,
    one(isMarkup, /\n( +)(?:\)\)\}(?=\n)|\)(;?)(?=\n\}))/g, (m) =>
      m[0].endsWith("))}") ? `\n${m[1]})}}` : `\n${m[1]}}${m[2] ?? ""}`,
    ),
  ),
  mutation(
    "elements",
    "aria in camel case",
    true,
    one(isTypedMarkup, /(?<=\s)aria-(\w+)(?==["{])/g, (m) => `aria${capital(m[1])}`),
  ),
  mutation(
    "elements",
    "event as Vue has it",
    true,
    one(
      isMarkup,
      /(?<=\s)on(Click|Change|Submit|Input|KeyDown)(?==\{)/g,
      (m) => `@${m[1].toLowerCase()}`,
    ),
  ),
  mutation(
    "elements",
    "truth of an attribute in quotes",
    true,
    one(
      isTypedMarkup,
      /(<[A-Za-z]\w*\b[^<>\n]* |\n +)(required|disabled|noValidate|hidden|autoFocus|checked|readOnly|multiple|suppressHydrationWarning)(?=[ />\n])/g,
      (m) => `${m[1]}${m[2]}="true"`,
    ),
  ),
  mutation(
    "elements",
    "classes as a list",
    true,
    one(
      isTypedMarkup,
      / className="([\w -]+)"/g,
      (m) =>
        ` className={[${m[1]
          .split(" ")
          .map((name) => `"${name}"`)
          .join(", ")}]}`,
    ),
  ),
  mutation(
    "elements",
    "whole item for its key",
    true,
    one(isTypedMarkup, /(?<=\s)key=\{(\w+)\.\w+\}/g, (m) => `key={${m[1]}}`),
  ),
  mutation(
    "elements",
    "alternative text by a longer name",
    true,
    one(isTyped, /(?<=[\s{])alt(?==["{]|: ["'])/g, () => "altText"),
  ),
  mutation(
    "elements",
    "button and label of a library that is not there",
    true,
    one(isMarkup, /<(button|label)\b([\s\S]*?)<\/\1>/g, (m) => {
      const name = capital(m[1]);
      return `<${name}${m[2]}</${name}>`;
    }),
  ),
  mutation(
    "elements",
    "return for what is not there left out",
    true,
    one(
      isTyped,
      /\n +if \((?:\w+(?:\.\w+)* === (?:undefined|null))\) return(?: null| undefined)?;(?=\n)|(?<=\n *)if \(\w+ !== (?:null|undefined)\) (?=\w)/g,
      () => "",
    ),
  ),
  mutation(
    "elements",
    "compared with null for undefined",
    true,
    one(isTyped, /(?<=\w) === undefined(?= \?| \|\||\) return|\) throw)/g, () => " === null"),
  ),
  mutation(
    "elements",
    "anchor that no section has",
    true,
    one(
      isScript,
      /(href(?:=|: )["'])(\/?(?:[\w-]+\/)*#)([a-z][\w-]*)(?=["'])/g,
      (m) => `${m[1]}${m[2]}${m[3]}-section`,
    ),
  ),
  mutation(
    "elements",
    "address of a page with its ending",
    true,
    prerendered(
      one(isContent, /(href: ["']\/[\w-]+(?:\/[\w-]+)*)\/(?=["'])/g, (m) => `${m[1]}.html`),
    ),
  ),
  mutation(
    "elements",
    "name of a section that is linked to left out",
    true,
    prerendered(
      one(isContent, /\n +id: "([\w-]+)",(?=\n)/g, (m, _path, tree) =>
        hasTarget(tree, m[1]) ? "" : undefined,
      ),
    ),
  ),
  mutation(
    "elements",
    "state that begins with the width of the window",
    true,
    prerendered(
      one(
        isMarkup,
        /useState\(false\)/g,
        () => 'useState(() => window.matchMedia("(min-width: 48rem)").matches)',
      ),
    ),
  ),
  mutation(
    "elements",
    "braces around what a hook depends on",
    true,
    one(
      isTyped,
      /(\buse(?:Effect|LayoutEffect|Memo|Callback)\((?:(?!\buse[A-Z]\w*\()[\s\S])*?,\s*)\[([\w, .]*)\](?=,?\s*\))/g,
      (m) => `${m[1]}{${m[2]}}`,
    ),
  ),
  mutation(
    "elements",
    "state that is written to by an equals sign",
    true,
    one(isTyped, /\bset([A-Z]\w*)\(([^()\n]+)\)(?=;?\n)/g, (m, path, tree) => {
      const name = m[1][0].toLowerCase() + m[1].slice(1);
      return m[2].includes("=>") || !tree[path].includes(`[${name}, set${m[1]}]`)
        ? undefined
        : `${name} = ${m[2]}`;
    }),
  ),
  mutation(
    "elements",
    "parameter of a function's type without its name",
    true,
    one(
      isTyped,
      /(: \()\w+: (string|number|boolean|[A-Z]\w*)(\) => [A-Za-z]\w*(?=[;,\n }]))/g,
      (m) => `${m[1]}${m[2]}${m[3]}`,
    ),
  ),
  mutation(
    "elements",
    "class whose parameters are its properties",
    true,
    one(
      isTyped,
      /^(?=export (?:default )?function )/gm,
      () =>
        "export class Notice {\n  constructor(private readonly text: string) {}\n\n  isEmpty(): boolean {\n    return this.text.length === 0;\n  }\n}\n\n",
    ),
  ),
  mutation(
    "elements",
    "kind of a button mistyped",
    true,
    one(
      isTypedMarkup,
      /(<button\b(?:(?!<)[\s\S])*?\btype=")(button|submit)(?=")/g,
      (m) => m[1] + dropLetter(m[2]),
    ),
  ),
  mutation(
    "elements",
    "types in a file of plain JavaScript",
    true,
    one(
      (path) => /^src\/.*\.jsx?$/.test(path),
      /^((?:export )?(?:default )?function [A-Z]\w*\([^()\n]*\))(?= \{$)|document\.getElementById\((["'])\w+\2\)/gm,
      (m) => (m[1] === undefined ? `${m[0]} as HTMLElement` : `${m[1]}: React.JSX.Element`),
    ),
  ),
  mutation(
    "elements",
    "equals sign of a declaration of a style sheet",
    true,
    one(
      isCss,
      /(?<=[{;]\s+)(display|margin|padding|color|background|gap|border)([\w-]*): (?=[^;{}\n]+;)/g,
      (m) => `${m[1]}${m[2]} = `,
    ),
  ),
];
