// Imports and exports that do not meet.
import { posix } from "node:path";
import {
  dropLetter,
  fromSource,
  hooks,
  isMarkup,
  isScript,
  isTyped,
  lastSegment,
  mutation,
  one,
  relativeImport,
  swapLetters,
  withSpecifier,
} from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const imports = [
  mutation(
    "imports",
    "path in another letter case",
    true,
    one(
      isScript,
      relativeImport,
      withSpecifier(
        lastSegment((s) =>
          /^[A-Z]/.test(s) ? s[0].toLowerCase() + s.slice(1) : s[0].toUpperCase() + s.slice(1),
        ),
      ),
    ),
  ),
  mutation(
    "imports",
    "path of another depth",
    true,
    one(
      isScript,
      relativeImport,
      withSpecifier((s) => (s.startsWith("../") ? `./${s.slice(3)}` : `../${s.slice(2)}`)),
    ),
  ),
  mutation(
    "imports",
    "path with a letter missing",
    true,
    one(isScript, relativeImport, withSpecifier(lastSegment(dropLetter))),
  ),
  mutation(
    "imports",
    "path through an alias that is not set up",
    true,
    one(
      isScript,
      relativeImport,
      withSpecifier((s, path) => `@/${fromSource(path, s)}`),
    ),
  ),
  mutation(
    "imports",
    "path into a folder that is not there",
    true,
    one(
      isScript,
      /from (["'])(\.\.?\/[\w-]+)\1/g,
      withSpecifier((s) => s.replace(/\/([\w-]+)$/, "/ui/$1")),
    ),
  ),
  mutation(
    "imports",
    "path with another extension",
    true,
    one(
      isScript,
      relativeImport,
      withSpecifier((s, path, tree) =>
        `${posix.join(posix.dirname(path), s)}.tsx` in tree ? `${s}.ts` : undefined,
      ),
    ),
  ),
  mutation(
    "imports",
    "default import of a named export",
    true,
    one(isScript, /import \{ (\w+) \} from (["']\.)/g, (m) => `import ${m[1]} from ${m[2]}`),
  ),
  mutation(
    "imports",
    "named import of a default export",
    true,
    one(isScript, /import ([A-Z]\w*) from (["']\.[^"']*["'])/g, (m) =>
      /\.(svg|png|css)/.test(m[2]) ? undefined : `import { ${m[1]} } from ${m[2]}`,
    ),
  ),
  mutation("imports", "export left out", true, (tree, choose) =>
    one(isScript, /^export (?=(?:function|const) (\w+))/gm, (m, path) =>
      Object.entries(tree).some(
        ([other, text]) =>
          other !== path &&
          typeof text === "string" &&
          isScript(other) &&
          new RegExp(`import[^;]*\\b${m[1]}\\b[^;]*from`).test(text),
      )
        ? ""
        : undefined,
    )(tree, choose),
  ),
  mutation(
    "imports",
    "imported name mistyped",
    true,
    one(
      isScript,
      /import \{ (\w{5,}) \} from (["']\.)/g,
      (m) => `import { ${swapLetters(m[1]) ?? `${m[1]}s`} } from ${m[2]}`,
    ),
  ),
  mutation(
    "imports",
    "import of a component left out",
    true,
    one(isMarkup, /^import (?:\{ [A-Z]\w+ \}|[A-Z]\w+) from ["']\.[^"']*["'];?\n/gm, (m) =>
      /\.(svg|png|css)/.test(m[0]) ? undefined : "",
    ),
  ),
  mutation(
    "imports",
    "import of hooks left out",
    true,
    one(
      isScript,
      new RegExp(
        `^import \\{ (?:(?:type )?\\w+, )*(?:${hooks})[^}]*\\} from ["']react["'];?\\n`,
        "gm",
      ),
      () => "",
    ),
  ),
  mutation(
    "imports",
    "import of types left out",
    true,
    one(isTyped, /^import type \{[^}]*\} from [^\n]*\n/gm, () => ""),
  ),
  mutation(
    "imports",
    "package mistyped",
    true,
    one(
      isScript,
      /from (["'])(react|react-dom\/client|react-router-dom|react-dom\/server)\1/g,
      (m) => `from ${m[1]}${m[2].replace("react", "raect")}${m[1]}`,
    ),
  ),
  mutation(
    "imports",
    "entry of a package mistyped",
    true,
    one(
      isScript,
      /from (["'])react-dom\/(client|server)\1/g,
      (m) => `from ${m[1]}react-dom/${m[2]}s${m[1]}`,
    ),
  ),
  mutation(
    "imports",
    "package that nobody asked for, unused",
    true,
    one(isScript, /^import [^\n]*\n/gm, (m) => `${m[0]}import { format } from "date-fns";\n`),
  ),
  mutation(
    "imports",
    "the same import twice",
    true,
    one(isScript, /^import \{ \w+ \} from [^\n]*\n/gm, (m) => m[0] + m[0]),
  ),
  mutation(
    "imports",
    "type imported as a value",
    true,
    one(isTyped, /^import type \{/gm, () => "import {"),
  ),
  mutation(
    "imports",
    "value imported as a type",
    true,
    one(
      isTyped,
      /^import \{ ([\w, ]+) \} from (["']\.)/gm,
      (m) => `import type { ${m[1]} } from ${m[2]}`,
    ),
  ),
];
