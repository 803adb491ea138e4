// Marks of code that are left out, doubled or of another kind: in values of attributes, calls,
// parameters, types.
import { isCss, isMarkup, isScript, isTyped, mutation, one } from "./edits.mjs";

const mark = (name, files, pattern, replace) =>
  mutation("marks", name, true, one(files, pattern, replace));
const isManifest = (path) => path === "package.json";
const isPage = (path) => path === "index.html";

/** @type {import("./edits.mjs").Mutation[]} */
export const marks = [
  mark(
    "brace in front of an attribute's value left out",
    isMarkup,
    / (href|className|src|value|id|alt|title|text)=\{([\w.]+)\}/g,
    (m) => ` ${m[1]}=${m[2]}}`,
  ),
  mark(
    "brace behind an attribute's value left out",
    isMarkup,
    / (href|className|src|value|id|alt|title|text)=\{([\w.]+)\}/g,
    (m) => ` ${m[1]}={${m[2]}`,
  ),
  mark(
    "brace behind a value in text left out",
    isMarkup,
    />\{([\w.]+)\}<\//g,
    (m) => `>{${m[1]}</`,
  ),
  mark(
    "braces around a value of another kind",
    isMarkup,
    />\{([\w.]+)\}<\//g,
    (m) => `>(${m[1]})</`,
  ),
  mark(
    "parenthesis behind a call left out",
    isScript,
    /(= (?:use\w+|new \w+|\w+\.\w+)\([^()\n]*)\);\n/g,
    (m) => `${m[1]};\n`,
  ),
  mark(
    "parenthesis of a call left out at its begin",
    isScript,
    /(= (?:use\w+|Math\.\w+))\(([^()\n]*)\);\n/g,
    (m) => `${m[1]} ${m[2]});\n`,
  ),
  mark(
    "parenthesis in front of an element left out",
    isMarkup,
    /(=>|\?) \(\n( +<)/g,
    (m) => `${m[1]}\n${m[2]}`,
  ),
  mark(
    "parenthesis behind a handler's call left out",
    isMarkup,
    /=\{\(\w*\) => (\w+)\(([^(){}\n]*)\)\}/g,
    (m) => `${m[0].slice(0, -2)}}`,
  ),
  mark(
    "brace of a pattern of properties left out at its end",
    isScript,
    /(function \w+\(\{[^{}\n]*[^{}\n ]) ?\}(?=[:)])/g,
    (m) => m[1],
  ),
  mark(
    "brace of a pattern of properties left out at its begin",
    isScript,
    /(function \w+\()\{ ?/g,
    (m) => m[1],
  ),
  mark(
    "parenthesis behind parameters left out",
    isScript,
    /(function \w+\([^()\n]*)\)( \{|: )/g,
    (m) => m[1] + m[2],
  ),
  mark(
    "parenthesis in front of parameters left out",
    isScript,
    /(function \w+)\(/g,
    (m) => `${m[1]} `,
  ),
  mark(
    "blank for the dot of a member",
    isScript,
    /(?<=[ ({])([a-z]\w+)\.(title|name|label|text|href|id|length|map)\b/g,
    (m) => `${m[1]} ${m[2]}`,
  ),
  mark(
    "comma for the dot of a member",
    isScript,
    /(?<=[ ({])([a-z]\w+)\.(title|name|label|text|href|id)\b/g,
    (m) => `${m[1]},${m[2]}`,
  ),
  mark(
    "two dots of a member",
    isScript,
    /(?<=[ ({])([a-z]\w+)\.(title|name|label|text|href|id|length|map)\b/g,
    (m) => `${m[1]}..${m[2]}`,
  ),
  mark(
    "quotes of two kinds around a module",
    isScript,
    /from (["'])(\.[^"'\n]*)\1/g,
    (m) => `from ${m[1]}${m[2]}${m[1] === '"' ? "'" : '"'}`,
  ),
  mark(
    "one equals sign in a condition",
    isScript,
    /(if \(|\{)(\w+) === /g,
    (m) => `${m[1]}${m[2]} = `,
  ),
  mark("three signs of inequality crossed", isScript, / !== /g, () => " =!= "),
  mark("plus between texts left out", isScript, /(["'`]) \+ (?=\w)/g, (m) => `${m[1]} `),
  mark("dots of a rest left out", isMarkup, / \{\.\.\.(\w+)\}(?= |>)/g, (m) => ` {${m[1]}}`),
  mark(
    "equals sign of a type left out",
    isTyped,
    /^((?:export )?type \w+) = /gm,
    (m) => `${m[1]} `,
  ),
  mark(
    "equals sign of a constant left out",
    isScript,
    /^((?:export )?const \w+(?:: [\w[\]]+)?) = /gm,
    (m) => `${m[1]} `,
  ),
  mark(
    "question mark behind a type",
    isTyped,
    /\n( +)(\w+)\?: (string|number|boolean);/g,
    (m) => `\n${m[1]}${m[2]}: ${m[3]}?;`,
  ),
  mark("brackets of an array in front", isTyped, /: (\w+)\[\](?=[;,)\n ])/g, (m) => `: []${m[1]}`),
  mark(
    "two strokes between types",
    isTyped,
    /^((?:export )?type \w+ = [^;\n]*) \| /gm,
    (m) => `${m[1]} || `,
  ),
  mark(
    "word with a capital letter",
    isScript,
    /\n( *)(const|return|export|function) /g,
    (m) => `\n${m[1]}${m[2][0].toUpperCase()}${m[2].slice(1)} `,
  ),
  mark(
    "value of an attribute left out",
    isMarkup,
    / (className)="[\w -]+"(?= )/g,
    (m) => ` ${m[1]}=`,
  ),
  mark(
    "bracket of another kind in a call",
    isScript,
    /(\w\([^(){}[\]\n]*)\);\n/g,
    (m) => `${m[1]}];\n`,
  ),
  mark(
    "root from the package of the client",
    isScript,
    /from (["'])react-dom\/client\1/g,
    (m) => `from ${m[1]}react-dom${m[1]}`,
  ),
  mark(
    "root's name mistyped",
    isScript,
    /getElementById\((["'])root\1\)/g,
    (m) => `getElementById(${m[1]}rot${m[1]})`,
  ),
  mark("root's name mistyped in the page", isPage, /id="root"/g, () => 'id="rooot"'),
  mark(
    "arrow's parameters without their parentheses",
    isScript,
    /\((\w+), (\w+)\) => /g,
    (m) => `${m[1]}, ${m[2]} => `,
  ),
  mark(
    "parenthesis of a value in a style sheet left out",
    isCss,
    /var\((--[\w-]+)\)/g,
    (m) => `var(${m[1]}`,
  ),
  mark("brace of a media query left out", isCss, /(@media [^{\n]+) \{\n/g, (m) => `${m[1]}\n`),
  mark("brace too many in package.json", isManifest, /\}\s*$/g, () => "}}\n"),
  mark(
    "colon left out in package.json",
    isManifest,
    /"(react|vite|type|name|build)": /g,
    (m) => `"${m[1]}" `,
  ),
  mark("comma too many in package.json", isManifest, /",\n/g, () => '",,\n'),
  mark("colons of a condition twice", isMarkup, / : null\}/g, () => " :: null}"),
  mark("semicolon in a list", isScript, /(["'}\]]),\n(?= +["'{[])/g, (m) => `${m[1]};\n`),
  mark(
    "semicolon behind an element",
    isMarkup,
    /(\n +<\/(?:li|p|h2|div|ul)>)\n/g,
    (m) => `${m[1]};\n`,
  ),
  mark(
    "comma behind an element",
    isMarkup,
    /(\n +<\/(?:li|p|h2|div|ul)>)(?=\n +\)\))/g,
    (m) => `${m[1]},`,
  ),
];
