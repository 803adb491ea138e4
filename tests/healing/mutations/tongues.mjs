// What is right in another language or another library, written where this one is meant.
import { isCss, isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

const tongue = (name, files, pattern, replace, unique = true) =>
  mutation("tongues", name, unique, one(files, pattern, replace));
const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);
const isPage = (path) => path === "index.html";

/** @type {import("./edits.mjs").Mutation[]} */
export const tongues = [
  tongue("integer for number", isTyped, /: number(?=[;,)\n])/g, () => ": int"),
  tongue("text for string", isTyped, /: string(?=[;,)\n])/g, () => ": text"),
  tongue("bool for boolean", isTyped, /: boolean(?=[;,)\n])/g, () => ": bool"),
  tongue("None for null", isScript, /(?<=[?:=(,] )null(?=[,;)}\n ])/g, () => "None"),
  tongue("or for two strokes", isScript, / \|\| /g, () => " or "),
  tongue(
    "condition behind its value",
    isMarkup,
    /\{(\w+) \? ("[^"\n]*"|\w+) : ("[^"\n]*"|\w+)\}/g,
    (m) => `{${m[2]} if ${m[1]} else ${m[3]}}`,
  ),
  tongue("f in front of a template", isScript, /(?<=[ ({=])`(?=[^`\n]*\$\{)/g, () => "f`"),
  tongue(
    "length as a function",
    isScript,
    /(?<=[ (!{])([a-z]\w*(?:\.\w+)*)\.length\b/g,
    (m) => `len(${m[1]})`,
  ),
  tongue("length that is called", isScript, /\.length\b(?!\()/g, () => ".length()"),
  tongue(
    "method in another letter case",
    isScript,
    /\.(toLowerCase|toUpperCase|toFixed|indexOf|startsWith|endsWith|replaceAll|flatMap|padStart|toString|preventDefault)\(/g,
    (m) => `.${m[1].toLowerCase()}(`,
  ),
  tongue("Math in lower case", isScript, /\bMath\.(?=\w)/g, () => "math."),
  tongue(
    "function of Math with a capital letter",
    isScript,
    /\bMath\.(\w)(\w+)\(/g,
    (m) => `Math.${m[1].toUpperCase()}${m[2]}(`,
  ),
  tongue(
    "brackets for the parentheses of a hook",
    isTyped,
    /\b(useState|useRef)(<[^<>()\n]*>)?\(([^()\n]*)\);/g,
    (m) => `${m[1]}${m[2] ?? ""}[${m[3]}];`,
  ),
  tongue(
    "parentheses for the brackets of a place",
    isScript,
    /(?<=[ (])([a-z]\w*)\[(\d|\w+)\](?=[;,.) ])/g,
    (m) => `${m[1]}(${m[2]})`,
  ),
  tongue(
    "brackets for the braces of a pattern",
    isScript,
    /const \{ ([\w, ]+) \} = /g,
    (m) => `const [${m[1]}] = `,
  ),
  tongue(
    "this in front of a function",
    isMarkup,
    /=\{(handle\w+|on\w+|submit|toggle\w*|go\w*)\}/g,
    (m) => `={this.${m[1]}}`,
  ),
  tongue("fragment's end left out", isMarkup, /\n +<\/>(?=\n)/g, () => ""),
  tongue("fragment's begin left out", isMarkup, /\n +<>(?=\n)/g, () => ""),
  tongue(
    "brackets for the angles of a type",
    isTyped,
    /\b(Record|Array|Partial|Map|Set)<([^<>\n]*)>/g,
    (m) => `${m[1]}[${m[2]}]`,
  ),
  tongue(
    "list's type around its values",
    isTyped,
    /: (\w+)\[\](?= = | ?[;,)])/g,
    (m) => `: List<${m[1]}>`,
  ),
  tongue(
    "member of the properties left out of their type",
    isTyped,
    /\n {2}(title|label|name|text|href|to|children|onPick|onChange): [^\n{]*;(?=\n)/g,
    () => "",
    false,
  ),
  tongue(
    "properties as one object",
    isTyped,
    /function ([A-Z]\w+)\(\{ (\w+) \}: /g,
    (m) => `function ${m[1]}(${m[2]}: `,
  ),
  tongue(
    "link of Next",
    isMarkup,
    /^import \{ ((?:\w+, )*)Link((?:, \w+)*) \} from (["'])react-router\3/gm,
    () => 'import Link from "next/link"',
  ),
  tongue("variable of Sass", isCss, /\n(?=\.[\w-]+ \{)/g, () => "\n$main: #123456;\n"),
  tongue("quote in a style sheet left out", isCss, /: "([^"\n]*)";/g, (m) => `: "${m[1]};`),
  tongue(
    "options of the compiler mistyped",
    isTsconfig,
    /"compilerOptions"/g,
    () => '"compilerOption"',
  ),
  tongue(
    "end of the script left out in the page",
    isPage,
    /(<script [^<>]*>)<\/script>/g,
    (m) => m[1],
  ),
  tongue(
    "constant with a walrus",
    isScript,
    /\n( *)const (\w+) = /g,
    (m) => `\n${m[1]}${m[2]} := `,
  ),
  tongue("val for const", isScript, /\n( *)const (?=\w+ = )/g, (m) => `\n${m[1]}val `),
  tongue("fn for function", isScript, /\n(export )?function /g, (m) => `\n${m[1] ?? ""}fn `),
  tongue("arrow of another language", isScript, /\)(: \w+)? \{\n/g, (m) =>
    m[1] === undefined ? undefined : `) -> ${m[1].slice(2)} {\n`,
  ),
  tongue("null with a question mark", isScript, / === undefined\b/g, () => " is undefined"),
  tongue("unequal with angles", isScript, / !== /g, () => " <> "),
  tongue("text put together with a dot", isScript, /(["`]) \+ /g, (m) => `${m[1]} . `, false),
];
