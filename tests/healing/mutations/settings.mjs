// Settings of tools that are known half.
import { isCss, mutation, one } from "./edits.mjs";

const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);
const isManifest = (path) => path === "package.json";
const isVite = (path) => path.startsWith("vite.config.");

/** @type {import("./edits.mjs").Mutation[]} */
export const settings = [
  mutation(
    "settings",
    "jsx left out of tsconfig",
    true,
    one(isTsconfig, / *"jsx": "[^"]*",?\n/g, () => ""),
  ),
  mutation(
    "settings",
    "resolution of old",
    true,
    one(isTsconfig, /"moduleResolution": "bundler"/g, () => '"moduleResolution": "node"'),
  ),
  mutation(
    "settings",
    "target of old",
    true,
    one(isTsconfig, /"target": "\w+"/g, () => '"target": "es5"'),
  ),
  mutation(
    "settings",
    "library of the browser left out",
    true,
    one(isTsconfig, /, "dom"(?:, "dom.iterable")?/gi, () => ""),
  ),
  mutation(
    "settings",
    "truth as a text in tsconfig",
    true,
    one(isTsconfig, /"(noEmit|skipLibCheck|strict)": true/g, (m) => `"${m[1]}": "true"`),
  ),
  mutation(
    "settings",
    "sources in a folder that is not there",
    true,
    one(isTsconfig, /"include": \["src"/g, () => '"include": ["source"'),
  ),
  mutation(
    "settings",
    "last brace of a file of JSON left out",
    true,
    one(
      (path) => isTsconfig(path) || isManifest(path),
      /\}\s*$/g,
      () => "\n",
    ),
  ),
  mutation(
    "settings",
    "single quotes in package.json",
    true,
    one(isManifest, /"(name|type)": "(\w+)"/g, (m) => `'${m[1]}': '${m[2]}'`),
  ),
  mutation(
    "settings",
    "type of the modules left out",
    true,
    one(isManifest, / *"type": "module",\n/g, () => ""),
  ),
  mutation(
    "settings",
    "scripts mistyped",
    true,
    one(isManifest, /"scripts"/g, () => '"script"'),
  ),
  mutation(
    "settings",
    "package mistyped in package.json",
    true,
    one(
      isManifest,
      /"(react|react-dom|vite)": "/g,
      (m) => `"${m[1].replace("r", "rr").replace("vite", "viite")}": "`,
    ),
  ),
  mutation(
    "settings",
    "version that there is not",
    true,
    one(isManifest, /"(react|react-dom|vite|typescript)": "[^"]*"/g, (m) => `"${m[1]}": "^99.0.0"`),
  ),
  mutation(
    "settings",
    "output into another folder",
    true,
    one(isVite, /defineConfig\(\{\n/g, (m) => `${m[0]}  build: { outDir: "build" },\n`),
  ),
  mutation(
    "settings",
    "plugins mistyped",
    true,
    one(isVite, /plugins: \[/g, () => "plugin: ["),
  ),
  mutation(
    "settings",
    "plugin that is not installed",
    true,
    one(isVite, /^import /gm, (m) => `import svgr from "vite-plugin-svgr";\n${m[0]}`),
  ),
  mutation("settings", "settings of PostCSS from Tailwind 3", true, (tree) => ({
    ...tree,
    "postcss.config.js":
      "export default {\n  plugins: {\n    tailwindcss: {},\n    autoprefixer: {},\n  },\n};\n",
  })),
  mutation(
    "settings",
    "entry with another extension in index.html",
    true,
    one(
      (path) => path === "index.html",
      /src="\/src\/(\w+)\.[tj]sx"/g,
      (m) => `src="/src/${m[1]}.js"`,
    ),
  ),
  mutation(
    "settings",
    "comment of another language in a style sheet",
    true,
    one(isCss, /\n(?=[.\w][^\n]*\{\n)/g, () => "\n// The next part\n"),
  ),
  mutation(
    "settings",
    "semicolon of a declaration left out",
    true,
    one(isCss, /(\n +[\w-]+: [^;{}\n]+);(?=\n +[\w-]+: )/g, (m) => m[1]),
  ),
  mutation(
    "settings",
    "comment of a style sheet without its end",
    true,
    one(isCss, /\n(?=[.\w][^\n]*\{\n)/g, () => "\n/* The next part\n"),
  ),
  mutation(
    "settings",
    "parenthesis in a style sheet left out",
    true,
    one(isCss, /(var\(--[\w-]+)\)(?=;)/g, (m) => m[1]),
  ),
  mutation(
    "settings",
    "picture of a style sheet that is not there",
    false,
    one(
      isCss,
      /\n( +)(?:display|margin|padding)[\w-]*: [^\n]*;/g,
      (m) => `${m[0]}\n${m[1]}background-image: url("./nowhere.png");`,
    ),
  ),
  mutation(
    "settings",
    "transform of old in tsconfig",
    true,
    one(isTsconfig, /"jsx": "react-jsx"/g, () => '"jsx": "react"'),
  ),
  mutation("settings", "tsconfig that others are named in is gone", true, (tree) => {
    const { "tsconfig.json": gone, ...rest } = tree;
    return gone === undefined || !("tsconfig.app.json" in tree) ? undefined : rest;
  }),
  mutation(
    "settings",
    "base of tsconfig that is not installed",
    true,
    one(
      isTsconfig,
      /"compilerOptions": \{/g,
      () => '"extends": "@tsconfig/react/tsconfig.json",\n  "compilerOptions": {',
    ),
  ),
  mutation(
    "settings",
    "plugins that nobody calls",
    true,
    one(isVite, /(react|tailwind|pages)\(\)/g, (m) => m[1]),
  ),
];
