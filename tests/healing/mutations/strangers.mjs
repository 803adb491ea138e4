// What comes from other languages, other tools and half a memory of this one; thought of after the
// fixers of the other files, of which four of ten were healed at first sight.
import { isCss, isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);
const isManifest = (path) => path === "package.json";

/** @type {import("./edits.mjs").Mutation[]} */
export const strangers = [
  mutation(
    "strangers",
    "import as Python has it",
    true,
    one(
      isScript,
      /^import \{ ([^}]*) \} from (["'][^"']+["']);?/gm,
      (m) => `from ${m[2]} import { ${m[1]} };`,
    ),
  ),
  mutation(
    "strangers",
    "word import left out",
    true,
    one(isScript, /^import (?=\{)/gm, () => ""),
  ),
  mutation(
    "strangers",
    "whole module for its component",
    true,
    one(
      isScript,
      /import \{ ([A-Z]\w+) \} from (["']\.)/g,
      (m) => `import * as ${m[1]} from ${m[2]}`,
    ),
  ),
  mutation(
    "strangers",
    "default constant",
    true,
    one(
      isScript,
      /^export default function (\w+)(\([^\n]*\)) \{/gm,
      (m) => `export default const ${m[1]} = ${m[2]} => {`,
    ),
  ),
  mutation(
    "strangers",
    "type as in Python",
    true,
    one(isTyped, /: string(?=[;,)\n])/g, () => ": str"),
  ),
  mutation(
    "strangers",
    "type of objects",
    true,
    one(isTyped, /: string(?=[;,)\n])/g, () => ": String"),
  ),
  mutation(
    "strangers",
    "interface with an equals sign",
    true,
    one(isTyped, /^( *(?:export )?)interface (\w+) \{/gm, (m) => `${m[1]}interface ${m[2]} = {`),
  ),
  mutation(
    "strangers",
    "state taken apart as an object",
    true,
    one(
      isTyped,
      /const \[(\w+), (\w+)\] = useState/g,
      (m) => `const { ${m[1]}, ${m[2]} } = useState`,
    ),
  ),
  mutation(
    "strangers",
    "setter of a state left out",
    true,
    one(isTyped, /const \[(\w+), (set\w+)\] = useState/g, (m) => `const [${m[1]}] = useState`),
  ),
  mutation(
    "strangers",
    "bracket in front of a state left out",
    true,
    one(isScript, /const \[(\w+), (\w+)\] = /g, (m) => `const ${m[1]}, ${m[2]}] = `),
  ),
  mutation(
    "strangers",
    "equals sign of a state left out",
    true,
    one(isScript, /const \[(\w+), (\w+)\] = /g, (m) => `const [${m[1]}, ${m[2]}] `),
  ),
  mutation(
    "strangers",
    "arrow in front of a body left out",
    true,
    one(isScript, /([(,] ?)\(\) => \{/g, (m) => `${m[1]}() {`),
  ),
  mutation(
    "strangers",
    "def for function",
    true,
    one(isScript, /\bfunction (?=\w)/g, () => "def "),
  ),
  mutation(
    "strangers",
    "word of a declaration twice",
    true,
    one(isScript, /\bconst (?=\w)/g, () => "const const "),
  ),
  mutation(
    "strangers",
    "contains for includes",
    true,
    one(isTyped, /\.includes\(/g, () => ".contains("),
  ),
  mutation(
    "strangers",
    "text in backticks without braces",
    true,
    one(isMarkup, / className="([\w -]+)"/g, (m) => ` className=\`${m[1]}\``),
  ),
  mutation(
    "strangers",
    "colon of an attribute",
    true,
    one(isMarkup, / (className|href|type|id)=(?=["])/g, (m) => ` ${m[1]}:`),
  ),
  mutation(
    "strangers",
    "backslash in a closing tag",
    true,
    one(isMarkup, /<\/(p|h1|h2|li|a|button)>/g, (m) => `<\\${m[1]}>`),
  ),
  mutation(
    "strangers",
    "comment without its end",
    true,
    one(isMarkup, /\n( +)<(p|h1|h2|div|section|ul)/g, (m) => `\n${m[1]}{/* part }${m[0]}`),
  ),
  mutation(
    "strangers",
    "element in upper case",
    true,
    one(isTyped, /<(h1|h2|p|ul)(?=[ >])/g, (m) => `<${m[1][0].toUpperCase()}${m[1].slice(1)}`),
  ),
  mutation(
    "strangers",
    "numbers of lines",
    true,
    one(isScript, /^[\s\S]+$/g, (m) =>
      m[0]
        .split("\n")
        .map((line, i) => `${i + 1}| ${line}`)
        .join("\n"),
    ),
  ),
  mutation(
    "strangers",
    "tag around the file",
    true,
    one(isScript, /^[\s\S]+$/g, (m, path) => `<file path="${path}">\n${m[0]}</file>\n`),
  ),
  mutation(
    "strangers",
    "thoughts above the code",
    true,
    one(isTyped, /^[\s\S]+$/g, (m) => `<thinking>The file is written anew.</thinking>\n${m[0]}`),
  ),
  mutation(
    "strangers",
    "mark of a diff",
    true,
    one(isScript, /\n(export|const)([^\n]*)\n/g, (m) => `\n+${m[1]}${m[2]}\n`),
  ),
  mutation(
    "strangers",
    "fence around a style sheet",
    true,
    one(isCss, /^[\s\S]+$/g, (m) => `\`\`\`css\n${m[0]}\`\`\`\n`),
  ),
  mutation(
    "strangers",
    "brace of the scripts left out",
    true,
    one(isManifest, /\n {2}\},\n/g, () => "\n"),
  ),
  mutation(
    "strangers",
    "quote of a key left out",
    true,
    one(isManifest, /"(name|version|type)": "/g, (m) => `"${m[1]}: "`),
  ),
  mutation(
    "strangers",
    "build of another tool",
    true,
    one(isManifest, /"build": "[^"]*"/g, () => '"build": "react-scripts build"'),
  ),
  mutation(
    "strangers",
    "value of jsx mistyped",
    true,
    one(isTsconfig, /"jsx": "react-jsx"/g, () => '"jsx": "react-jxs"'),
  ),
  mutation(
    "strangers",
    "opening quote of an import left out",
    true,
    one(isScript, /from "(?=[.\w@])/g, () => "from "),
  ),
  mutation(
    "strangers",
    "closing quote of an argument left out",
    true,
    one(isScript, /(\w\("[\w -]+)"(?=[,)])/g, (m) => m[1]),
  ),
  mutation(
    "strangers",
    "brace in front of a list left out",
    true,
    one(isMarkup, /\n( +)\{(\w+(?:\.\w+)*\.map\()/g, (m) => `\n${m[1]}${m[2]}`),
  ),
  mutation(
    "strangers",
    "equals sign of a declaration twice",
    true,
    one(isScript, /(\bconst \w+) = (?=\w)/g, (m) => `${m[1]} == `),
  ),
  mutation("strangers", "page in the folder of the files", true, (tree) => {
    const { "index.html": page, ...rest } = tree;
    return page === undefined ? undefined : { ...rest, "public/index.html": page };
  }),
];
