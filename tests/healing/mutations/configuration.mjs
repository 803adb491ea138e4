// Configuration files.
import { mutation, one, swapLetters } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const configuration = [
  mutation(
    "configuration",
    "comma missing in tsconfig.json",
    true,
    one(
      (path) => /^tsconfig(\.app)?\.json$/.test(path),
      /,(?=\n +"(?:module|strict|noEmit|target|types)")/g,
      () => "",
    ),
  ),
  mutation(
    "configuration",
    "option of tsconfig mistyped",
    true,
    one(
      (path) => /^tsconfig(\.app)?\.json$/.test(path),
      /"(skipLibCheck|moduleResolution|verbatimModuleSyntax|noEmit)"/g,
      (m) => `"${swapLetters(m[1])}"`,
    ),
  ),
  mutation(
    "configuration",
    "removed option of tsconfig",
    true,
    one(
      (path) => /^tsconfig(\.app)?\.json$/.test(path),
      /"skipLibCheck"/g,
      () => '"baseUrl": ".",\n    "skipLibCheck"',
    ),
  ),
  mutation(
    "configuration",
    "trailing comma in package.json",
    true,
    one(
      (path) => path === "package.json",
      /"(\n +\})/g,
      (m) => `",${m[1]}`,
    ),
  ),
  mutation(
    "configuration",
    "comment in package.json",
    true,
    one(
      (path) => path === "package.json",
      /\{\n/g,
      (m) => `${m[0]}  // what the site needs\n`,
    ),
  ),
  mutation(
    "configuration",
    "build script mistyped",
    true,
    one(
      (path) => path === "package.json",
      /"build"(?=:)/g,
      () => '"biuld"',
    ),
  ),
  mutation(
    "configuration",
    "command of a script mistyped",
    true,
    one(
      (path) => path === "package.json",
      /("build": "(?:tsc -b && )?)vite/g,
      (m) => `${m[1]}vitee`,
    ),
  ),
  mutation(
    "configuration",
    "another version in package.json",
    true,
    one(
      (path) => path === "package.json",
      /"(react|react-dom|vite)": "([\^~]?)\d+[^"]*"/g,
      (m) => `"${m[1]}": "^18.2.0"`,
    ),
  ),
  mutation(
    "configuration",
    "dependency taken out of package.json",
    true,
    one(
      (path) => path === "package.json",
      / +"(?:react-dom|typescript|react)": "[^"]+",\n/g,
      () => "",
    ),
  ),
  mutation(
    "configuration",
    "entry of index.html mistyped",
    true,
    one(
      (path) => path === "index.html",
      /src="\/src\/main/g,
      () => 'src="/src/mian',
    ),
  ),
  mutation(
    "configuration",
    "defineConfig not imported",
    true,
    one(
      (path) => path.startsWith("vite.config."),
      /^import \{ defineConfig \} from [^\n]*\n/gm,
      () => "",
    ),
  ),
  mutation(
    "configuration",
    "plugin of Vite not imported",
    true,
    one(
      (path) => path.startsWith("vite.config."),
      /^import (?:react|tailwind) from [^\n]*\n/gm,
      () => "",
    ),
  ),
];
