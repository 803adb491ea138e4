// Slips of the pen in code.
import { isMarkup, isScript, mutation, one } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const slips = [
  mutation(
    "slips",
    "comma of an import left out",
    true,
    one(isScript, /^import \{ (\w+), ([^}\n]*)\} from/gm, (m) => `import { ${m[1]} ${m[2]}} from`),
  ),
  mutation(
    "slips",
    "comma of parameters left out",
    true,
    one(isScript, /(function \w*\(\{ ?\w+), (?=\w)/g, (m) => `${m[1]} `),
  ),
  mutation(
    "slips",
    "comma between arguments left out",
    true,
    one(isScript, /(\w\("[^"\n]*"), (?=["\w])/g, (m) => `${m[1]} `),
  ),
  mutation(
    "slips",
    "colon left out in an object",
    true,
    one(isScript, /\n( +)(title|label|name|text|id|kind): (?=["'])/g, (m) => `\n${m[1]}${m[2]} `),
  ),
  mutation(
    "slips",
    "opening quote left out",
    false,
    one(isScript, /\n( +)(title|label|name|text): "(?=\w)/g, (m) => `\n${m[1]}${m[2]}: `),
  ),
  mutation(
    "slips",
    "opening brace of a function left out",
    true,
    one(
      isScript,
      /\n((?:export )?(?:default )?function \w+\([^\n]*\)[^\n{]*) \{\n/g,
      (m) => `\n${m[1]}\n`,
    ),
  ),
  mutation(
    "slips",
    "opening parenthesis after return left out",
    true,
    one(isMarkup, /return \(\n( +)</g, (m) => `return\n${m[1]}<`),
  ),
  mutation(
    "slips",
    "opening bracket of a list left out",
    true,
    one(isScript, /(\w+(?:: [\w[\]]+)? [=]|items:) \[\n/g, (m) => `${m[1]}\n`),
  ),
  mutation(
    "slips",
    "closing bracket of a list left out",
    true,
    one(isScript, /\n( +)\],\n(?= +\w)/g, () => "\n"),
  ),
  mutation(
    "slips",
    "closing brace of an object left out",
    true,
    one(isScript, /\n( +)\},\n(?= +\{)/g, () => "\n"),
  ),
  mutation(
    "slips",
    "bracket of another kind",
    true,
    one(isScript, /\n( *)\](;|,)\n/g, (m) => `\n${m[1]}}${m[2]}\n`),
  ),
  mutation(
    "slips",
    "stray letter",
    true,
    one(isScript, /;\n(?=\n|import)/g, () => ";k\n"),
  ),
  mutation(
    "slips",
    "stray mark",
    true,
    one(isScript, /;\n(?=\n|import|export)/g, () => ";)\n"),
  ),
  mutation(
    "slips",
    "stray backtick",
    true,
    one(isScript, /;\n(?=\n|import|export)/g, () => ";`\n"),
  ),
  mutation(
    "slips",
    "backslash at the end of a line",
    true,
    one(isScript, /;\n(?=\n|import|export)/g, () => "; \\\n"),
  ),
  mutation(
    "slips",
    "const left out",
    true,
    one(isScript, /\n( *)(?:export )?const (?=\w+ = )/g, (m) =>
      m[0].includes("export") ? undefined : `\n${m[1]}`,
    ),
  ),
  mutation(
    "slips",
    "function left out",
    true,
    one(isScript, /^(export (?:default )?)function (?=\w+\()/gm, (m) => m[1]),
  ),
  mutation(
    "slips",
    "arrow with a space in it",
    true,
    one(isScript, / => /g, () => " = > "),
  ),
  mutation(
    "slips",
    "arrow of one stroke",
    true,
    one(isScript, /\) => /g, () => ") -> "),
  ),
  mutation(
    "slips",
    "import that ends too early",
    true,
    one(isScript, /^(import [^\n;"']*\}) from /gm, (m) => `${m[1]}; from `),
  ),
  mutation(
    "slips",
    "text broken over two lines",
    true,
    one(isScript, /(: "[^"\n]+?) ([^"\n]+",\n)/g, (m) => `${m[1]}\n${m[2]}`),
  ),
  mutation(
    "slips",
    "brace of a template literal left out",
    true,
    one(isScript, /(\$\{[\w.]+)\}/g, (m) => m[1]),
  ),
  mutation(
    "slips",
    "const that is written to",
    true,
    one(isScript, /\blet (?=\w+)/g, () => "const "),
  ),
  mutation(
    "slips",
    "the same name twice in an import",
    true,
    one(isScript, /^import \{ (\w+), /gm, (m) => `import { ${m[1]}, ${m[1]}, `),
  ),
  mutation(
    "slips",
    "function twice",
    true,
    one(
      isScript,
      /\n(function \w+\([^\n]*\)[^\n]* \{\n[\s\S]*?\n\}\n)/g,
      (m) => `\n${m[1]}\n${m[1]}`,
    ),
  ),
  mutation(
    "slips",
    "file twice",
    true,
    one(isScript, /^[\s\S]+$/g, (m) => (m[0].includes("export ") ? m[0] + m[0] : undefined)),
  ),
];
