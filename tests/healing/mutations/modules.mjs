// What one file takes from another, from packages and from settings, as hurried people and models get it wrong.
import { posix } from "node:path";
import {
  isMarkup,
  isScript,
  isTyped,
  mutation,
  one,
  relativeImport,
  withSpecifier,
} from "./edits.mjs";

const isTsconfig = (path) => /^tsconfig(\.app)?\.json$/.test(path);

const isManifest = (path) => path === "package.json";

const isVite = (path) => path.startsWith("vite.config.");

const isTypedMarkup = (path) => isMarkup(path) && isTyped(path);

const capital = (word) => word[0].toUpperCase() + word.slice(1);

const stemOf = (path) => posix.basename(path).replace(/\.[jt]sx?$/, "");

/** A line in front of the file that another break has changed. */
const withImport = (line, make) => (tree, choose) => {
  const broken = make(tree, choose);
  const path = Object.keys(broken ?? {}).find((name) => broken[name] !== tree[name]);
  return path === undefined ? undefined : { ...broken, [path]: `${line}\n${broken[path]}` };
};

/** Whether another file takes the name by braces, from a list of exports or for itself. */
const isTakenByName = (tree, own, name) =>
  Object.entries(tree).some(
    ([path, text]) =>
      path !== own &&
      typeof text === "string" &&
      isScript(path) &&
      new RegExp(`(?:import|export) \\{[^}]*\\b${name}\\b[^}]*\\} from ["']\\.`).test(text),
  );

/** @type {import("./edits.mjs").Mutation[]} */
export const modules = [
  mutation(
    "modules",
    "file name in kebab case",
    true,
    one(
      isScript,
      relativeImport,
      withSpecifier((s) => {
        const at = s.lastIndexOf("/") + 1;
        const name = s.slice(at).replace(/\.[jt]sx?$/, "");
        const kebab = name.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `-${c}`).toLowerCase();
        if (!kebab.includes("-") || name.includes("-") || name.includes(".")) return undefined;
        return s.slice(0, at) + s.slice(at).replace(name, kebab);
      }),
    ),
  ),
  mutation(
    "modules",
    "backslashes of Windows in a path",
    true,
    one(
      isScript,
      relativeImport,
      withSpecifier((s) => s.replaceAll("/", "\\")),
    ),
  ),
  mutation(
    "modules",
    "names of two modules from one",
    true,
    one(
      isScript,
      /^import \{ ([\w, ]+) \} from (["'])(\.[^"'\n]+)\2(;?)\nimport \{ ([\w, ]+) \} from \2\.[^"'\n]+\2\4$/gm,
      (m) => `import { ${m[1]}, ${m[5]} } from ${m[2]}${m[3]}${m[2]}${m[4]}`,
    ),
  ),
  mutation(
    "modules",
    "type looked for in react",
    true,
    one(
      isTyped,
      /^import type \{ ([\w, ]+) \} from (["'])\.[^"'\n]+\2/gm,
      (m) => `import type { ${m[1]} } from ${m[2]}react${m[2]}`,
    ),
  ),
  mutation(
    "modules",
    "named export made the default",
    true,
    one(isScript, /^export (function ([A-Za-z]\w*)\()/gm, (m, path, tree) =>
      !/^export default /m.test(String(tree[path])) && isTakenByName(tree, path, m[2])
        ? `export default ${m[1]}`
        : undefined,
    ),
  ),
  mutation(
    "modules",
    "last name of an import left out",
    true,
    one(
      isTyped,
      /^(import \{ (?:type )?\w+(?:, (?:type )?\w+)*), ((?:type )?\w+) \} from (["'](?:\.[^"'\n]+|react)["'])/gm,
      (m) => `${m[1]} } from ${m[3]}`,
    ),
  ),
  mutation(
    "modules",
    "braces around the default of a plugin",
    true,
    one(
      isVite,
      /^import (\w+) from (["']@[^"'\n]+["'])/gm,
      (m) => `import { ${m[1]} } from ${m[2]}`,
    ),
  ),
  mutation(
    "modules",
    "handler by the name of its kind",
    true,
    one(isMarkup, / (on[A-Z]\w*)=\{([a-z]\w*)\}/g, (m, path, tree) => {
      const declared = new RegExp(`(?:function |const )${m[2]}\\b`).test(String(tree[path]));
      if (!declared) return undefined;
      const other = m[2].startsWith("handle") ? `on${m[2].slice(6)}` : `handle${capital(m[2])}`;
      return ` ${m[1]}={${other}}`;
    }),
  ),
  mutation(
    "modules",
    "types of properties of React 15",
    true,
    withImport(
      'import PropTypes from "prop-types";',
      one(isMarkup, /^[\s\S]+$/g, (m) => {
        const found = m[0].match(
          /^(?:export )?(?:default )?(?:function ([A-Z]\w*)\(|const ([A-Z]\w*) = \()\{ (\w+)/m,
        );
        if (found === null) return undefined;
        const name = found[1] ?? found[2];
        return `${m[0].trimEnd()}\n\n${name}.propTypes = {\n  ${found[3]}: PropTypes.any,\n};\n`;
      }),
    ),
  ),
  mutation(
    "modules",
    "list walked over by lodash",
    true,
    withImport(
      'import _ from "lodash";',
      one(isMarkup, /\{([a-z]\w*(?:\.\w+)*)\.map\(\(/g, (m) => `{_.map(${m[1]}, (`),
    ),
  ),
  mutation(
    "modules",
    "head of the page by Helmet",
    false,
    withImport(
      'import { Helmet } from "react-helmet";',
      one(
        isMarkup,
        /\n( +)return \(\n( +)<(?:\w+[^<>]*)?>\n/g,
        (m) =>
          `${m[0]}${m[2]}  <Helmet>\n${m[2]}    <meta name="robots" content="all" />\n${m[2]}  </Helmet>\n`,
      ),
    ),
  ),
  mutation(
    "modules",
    "React imported as it had to be",
    true,
    one(isTypedMarkup, /^(?=\S)(?![\s\S]*\bReact\b)/g, () => 'import React from "react";\n'),
  ),
  mutation(
    "modules",
    "place of an item that nobody uses",
    true,
    one(isTyped, /\.map\(\((\w+)\) =>/g, (m) =>
      m[1] === "index" ? undefined : `.map((${m[1]}, index) =>`,
    ),
  ),
  mutation(
    "modules",
    "properties taken apart again",
    true,
    one(
      isMarkup,
      /^(?:export )?(?:default )?(?:function [A-Z]\w*\(\{ (\w+)[^\n]*\) \{|const [A-Z]\w* = \(\{ (\w+)[^\n]*\) => \{)\n/gm,
      (m) => `${m[0]}  const { ${m[1] ?? m[2]} } = props;\n`,
    ),
  ),
  mutation(
    "modules",
    "component that imports itself",
    true,
    one(isMarkup, /^[\s\S]+$/g, (m, path) => {
      const name = stemOf(path);
      if (!new RegExp(`(?:function|const) ${name}\\b`).test(m[0])) return undefined;
      const taken = new RegExp(`export default (?:function )?${name}\\b`).test(m[0])
        ? name
        : `{ ${name} }`;
      return `import ${taken} from "./${name}";\n${m[0]}`;
    }),
  ),
  mutation(
    "modules",
    "page shown as React 17 did",
    true,
    one(isScript, /^[\s\S]+$/g, (m) => {
      const client = /import \{ (hydrate|create)Root \} from (["'])react-dom\/client\2/;
      const imported = m[0].match(client);
      if (imported === null) return undefined;
      const old = imported[1] === "hydrate" ? "hydrate" : "render";
      const call =
        old === "hydrate"
          ? /hydrateRoot\(\s*(\w+),\s*([\s\S]*?),?\s*\)(?=;?\n)/
          : /createRoot\((\w+|document\.getElementById\([^()]*\)!?)\)\.render\(\s*([\s\S]*?),?\s*\)(?=;?\s*$)/m;
      if (!call.test(m[0])) return undefined;
      return m[0]
        .replace(client, (_, __, quote) => `import { ${old} } from ${quote}react-dom${quote}`)
        .replace(call, (_, root, shown) => `${old}(\n  ${shown},\n  ${root},\n)`);
    }),
  ),
  mutation(
    "modules",
    "exact route with a component",
    true,
    one(
      isMarkup,
      /<Route path=("[^"]*") element=\{<(\w+) \/>\} \/>/g,
      (m) => `<Route exact path=${m[1]} component={${m[2]}} />`,
    ),
  ),
  mutation(
    "modules",
    "reference by its name",
    true,
    one(isTypedMarkup, /(?<=\s)ref=\{(\w+)\}/g, (m) => `ref="${m[1]}"`),
  ),
  mutation(
    "modules",
    "alias beside what resolves it",
    true,
    one(isVite, /defineConfig\(\{\n/g, (m) => `${m[0]}  alias: { "@": "/src" },\n`),
  ),
  mutation(
    "modules",
    "alias by a module that is not imported",
    true,
    one(
      isVite,
      /defineConfig\(\{\n/g,
      (m) => `${m[0]}  resolve: {\n    alias: { "@": path.resolve(__dirname, "./src") },\n  },\n`,
    ),
  ),
  mutation(
    "modules",
    "types of tests that are not installed",
    true,
    one(
      isTsconfig,
      /"types": \["vite\/client"/g,
      () => '"types": ["vitest/globals", "vite/client"',
    ),
  ),
  mutation(
    "modules",
    "version as a number",
    true,
    one(
      isManifest,
      /"(react|react-dom|vite|typescript)": "[\^~]?(\d+)[^"]*"/g,
      (m) => `"${m[1]}": ${m[2]}`,
    ),
  ),
];
