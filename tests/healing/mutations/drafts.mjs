// Half-finished edits, and what older versions and other tools have; thought of after the fixers.
import { isCss, isMarkup, isScript, isTyped, mutation, one, swapLetters } from "./edits.mjs";

const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);
const isManifest = (path) => path === "package.json";
const isVite = (path) => path.startsWith("vite.config.");
const draft = (name, make) => mutation("drafts", name, true, make);

/** @type {import("./edits.mjs").Mutation[]} */
export const drafts = [
  draft(
    "reference without its first value",
    one(isTyped, /useRef<(HTML\w+)(?: \| null)?>\(null\)/g, (m) => `useRef<${m[1]}>()`),
  ),
  draft(
    "position of a list that is not taken",
    one(
      isTyped,
      /\.map\(\((\w+)\) => \(\n( +)<(\w+) key=\{[^{}]+\}/g,
      (m) => `.map((${m[1]}) => (\n${m[2]}<${m[3]} key={index}`,
    ),
  ),
  draft(
    "fence behind the code",
    one(isScript, /\n$/g, () => "\n```\n"),
  ),
  draft(
    "fence in front of the code",
    one(isScript, /^(?=import )/g, () => "```tsx\n"),
  ),
  draft(
    "return twice",
    one(isMarkup, /\n( +)return \(\n/g, (m) => `\n${m[1]}return (${m[0]}`),
  ),
  draft(
    "first line of a function twice",
    one(isScript, /^(?:export (?:default )?)?function \w+\([^\n]*\{\n/gm, (m) => m[0] + m[0]),
  ),
  draft(
    "brace of an import left out at its end",
    one(isScript, /^(import (?:type )?\{ [^}\n]*) \} from/gm, (m) => `${m[1]} from`),
  ),
  draft(
    "brace of an import left out at its begin",
    one(isScript, /^(import (?:type )?)\{ ([^}\n]*\} from)/gm, (m) => `${m[1]}${m[2]}`),
  ),
  draft(
    "from mistyped",
    one(isScript, /^(import [^\n]*) from (?=["'])/gm, (m) => `${m[1]} form `),
  ),
  draft(
    "brace behind a handler left out",
    one(isMarkup, / (on[A-Z]\w+=\{\([^\n{}]*\) => [\w.]+\([^\n{}]*\))\}/g, (m) => ` ${m[1]}`),
  ),
  draft(
    "event of the browser for one of React",
    one(isTyped, /(?<![.\w])(?:Form|Change|Mouse|Keyboard)Event<\w+>/g, () => "Event"),
  ),
  draft(
    "colour without quotes",
    one(
      isMarkup,
      /<(p|h1|h2|ul)(?=[ >])(?![^>]*style)/g,
      (m) => `<${m[1]} style={{ color: inherit }}`,
    ),
  ),
  draft(
    "equals sign for a colon in a type",
    one(isTyped, /\n {2}(\w+\??): (string|number|boolean);/g, (m) => `\n  ${m[1]} = ${m[2]};`),
  ),
  draft(
    "parenthesis behind a list left out",
    one(isMarkup, /\n( +)\)\)\}\n/g, (m) => `\n${m[1]})}\n`),
  ),
  draft(
    "parentheses of a function left out",
    one(isScript, /^((?:export (?:default )?)?function \w+)\(\) \{/gm, (m) => `${m[1]} {`),
  ),
  draft(
    "arrow that lost its head",
    one(isScript, /\) => \{\n/g, () => ") = {\n"),
  ),
  draft(
    "quote of another kind behind a class",
    one(isMarkup, / className="([\w -]+)"/g, (m) => ` className='${m[1]}"`),
  ),
  draft(
    "brace in front of a value left out",
    one(isMarkup, />\{([a-z]\w*(?:\.\w+)*)\}<\//g, (m) => `>${m[1]}}</`),
  ),
  draft(
    "brace behind a key left out",
    one(isMarkup, / key=\{([\w.]+)\}/g, (m) => ` key={${m[1]}`),
  ),
  draft(
    "brace behind the text of an attribute",
    one(isMarkup, / className="([\w -]+)"/g, (m) => `${m[0]}}`),
  ),
  draft(
    "undefined mistyped",
    one(isTyped, /=== undefined/g, () => "=== undefiend"),
  ),
  draft(
    "truth mistyped",
    one(isTyped, /\b(true|false)\b(?=[,;)}\n])/g, (m) => (m[1] === "true" ? "ture" : "flase")),
  ),
  draft(
    "member of a list mistyped",
    one(
      isTyped,
      /\.(length|filter|toLowerCase|replace|preventDefault)\b/g,
      (m) => `.${swapLetters(m[1])}`,
    ),
  ),
  draft(
    "typographic quotes around a module",
    one(isScript, /from (["'])(\.[^"'\n]*)\1/g, (m) => `from ‘${m[2]}’`),
  ),
  draft(
    "ampersands as entities",
    one(isMarkup, / && /g, () => " &amp;&amp; "),
  ),
  draft(
    "node of React",
    one(isTyped, /: ReactNode\b/g, () => ": React.Node"),
  ),
  draft(
    "component with a type of React",
    one(
      isTyped,
      /^export function ([A-Z]\w*)\((\{[^{}\n]*\}): ([A-Z]\w*)\) \{$/gm,
      (m) => `export function ${m[1]}(${m[2]}: ${m[3]}): React.ReactElement {`,
    ),
  ),
  draft(
    "address of a link of the router",
    one(isTyped, /<(Link|NavLink)([^<>]*) to=/g, (m) => `<${m[1]}${m[2]} href=`),
  ),
  draft(
    "plugin that is not called",
    one(isVite, /\b(react|tailwind|tailwindcss)\(\)/g, (m) => m[1]),
  ),
  // As a file that was cut: what else it held cannot be told, so nothing closes it (decision 0022).
  mutation(
    "drafts",
    "last marks of the settings left out",
    false,
    one(isVite, /\}\);\s*$/g, () => "\n"),
  ),
  draft(
    "word without quotes in tsconfig",
    one(
      isTsconfig,
      /"(jsx|target|module|moduleResolution)": "([\w-]+)"/g,
      (m) => `"${m[1]}": ${m[2]}`,
    ),
  ),
  draft(
    "semicolon in tsconfig",
    one(isTsconfig, /": (true|"[\w-]+"),\n/g, (m) => `": ${m[1]};\n`),
  ),
  draft(
    "word without quotes in package.json",
    one(isManifest, /"(type|name)": "(\w+)"/g, (m) => `"${m[1]}": ${m[2]}`),
  ),
  draft(
    "comma between scripts left out",
    one(isManifest, /"(dev|build|preview)": ("[^"]*"),\n/g, (m) => `"${m[1]}": ${m[2]}\n`),
  ),
  draft(
    "apply with a colon",
    one(isCss, /@apply (?=\w)/g, () => "@apply: "),
  ),
  draft(
    "brace too many in a style sheet",
    one(isCss, /\n\}\n(?=\n)/g, () => "\n}\n}\n"),
  ),
  draft(
    "two braces of a rule",
    one(isCss, /\n(\.[\w-]+) \{\n/g, (m) => `\n${m[1]} {{\n`),
  ),
  draft(
    "parenthesis of a media query left out",
    one(isCss, /(@media \([^()\n]*)\) \{/g, (m) => `${m[1]} {`),
  ),
  draft(
    "comment of scripts in a style sheet",
    one(isCss, /\n(?=\.[\w-]+ \{)/g, () => "\n// the next part's looks\n"),
  ),
  draft(
    "comment without its end in a style sheet",
    one(isCss, /\n(?=\.[\w-]+ \{)/g, () => "\n/* the next part\n"),
  ),
];
