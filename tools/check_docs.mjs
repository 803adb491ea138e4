#!/usr/bin/env node
// Fails when a document names a path that does not exist, when a drawer folder (utils, common, …) appears, or when
// two migrations or decisions share a number. Reports files over 400 lines without failing.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const drawers = new Set(["utils", "util", "helpers", "common", "misc", "shared", "base", "lib"]);
const longLines = 400;
const sources = /\.(cpp|hpp|mjs|ts|tsx|css|sql)$/;
const made = /(^|\/)generated\/|package-lock\.json$/;

/**
 * @param {string} root
 * @returns {string[]} files that git tracks or would track
 */
function projectFiles(root) {
  const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return list.split("\n").filter((file) => file !== "" && existsSync(path.join(root, file)));
}

/**
 * The paths that a Markdown text names: links, and code that begins with one of the root's folders.
 * @param {string} text
 * @param {Set<string>} folders of the root
 * @returns {{ line: number, path: string, isLink: boolean }[]}
 */
export function namedPaths(text, folders) {
  const named = [];
  let fenced = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (fenced) continue;
    for (const [, target = ""] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (!/^(https?:|mailto:|#)/.test(target))
        named.push({ line: index + 1, path: target.replace(/#.*$/, ""), isLink: true });
    }
    for (const [, code = ""] of line.matchAll(/`([^`\s]+)`/g)) {
      const isPath =
        code.includes("/") &&
        folders.has(code.split("/")[0] ?? "") &&
        /^[\w./<>*{},-]+$/.test(code);
      if (isPath) named.push({ line: index + 1, path: code, isLink: false });
    }
  }
  return named;
}

/**
 * The part of a path before anything variable: `tests/<suite>/x` -> `tests`.
 * @param {string} name
 */
export function fixedPart(name) {
  const parts = name.replace(/:\d+$/, "").split("/");
  const variable = parts.findIndex((part) => /[<>*{}]|NNNN|…/.test(part));
  return (variable < 0 ? parts : parts.slice(0, variable)).join("/");
}

/** Made by set-up or at run time, so absent from a clone. */
const madeLater = /^(build|node_modules|\.sitewright|\.wrangler)(\/|$)|(^|\/)dist(\/|$)/;

/**
 * @param {string} root
 * @param {string[]} files
 */
function missingPaths(root, files) {
  const folders = new Set(
    files.filter((file) => file.includes("/")).map((file) => file.split("/")[0] ?? ""),
  );
  return files
    .filter((file) => file.endsWith(".md") && !file.startsWith("templates/"))
    .flatMap((file) =>
      namedPaths(readFileSync(path.join(root, file), "utf8"), folders)
        .filter(({ path: name, isLink }) => {
          const fixed = fixedPart(name);
          if (fixed === "" || madeLater.test(fixed)) return false;
          return !existsSync(
            isLink ? path.join(root, path.dirname(file), fixed) : path.join(root, fixed),
          );
        })
        .map(({ line, path: name }) => `${file}:${line}: names ${name}, which does not exist`),
    );
}

/** @param {string[]} files */
function drawerFolders(files) {
  const found = new Set(
    files.flatMap((file) =>
      path
        .dirname(file)
        .split("/")
        .map((part, index, all) => (drawers.has(part) ? all.slice(0, index + 1).join("/") : "")),
    ),
  );
  found.delete("");
  return [...found].map(
    (folder) =>
      `${folder}: a folder named "${path.basename(folder)}" says nothing about what is in it`,
  );
}

/** @param {string[]} files */
function sharedNumbers(files) {
  /** @type {Map<string, string>} */
  const seen = new Map();
  const messages = [];
  for (const file of files) {
    const match = /^(schemas\/d1|docs\/decisions)\/(\d{4})[-_]/.exec(file);
    if (!match) continue;
    const key = `${match[1]}/${match[2]}`;
    const other = seen.get(key);
    if (other) messages.push(`${file}: has the same number as ${other}`);
    seen.set(key, file);
  }
  return messages;
}

/**
 * @param {string} root
 * @returns {{ wrong: string[], long: string[] }}
 */
export function checkDocs(root) {
  const files = projectFiles(root);
  const long = files
    .filter((file) => sources.test(file) && !made.test(file))
    .map((file) => ({
      file,
      lines: readFileSync(path.join(root, file), "utf8").split("\n").length - 1,
    }))
    .filter(({ lines }) => lines > longLines)
    .sort((a, b) => b.lines - a.lines)
    .map(({ file, lines }) => `${file}: ${lines} lines`);
  return {
    wrong: [...missingPaths(root, files), ...drawerFolders(files), ...sharedNumbers(files)],
    long,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { wrong, long } = checkDocs(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
  for (const message of wrong) console.error(message);
  if (long.length > 0) console.log(`files over ${longLines} lines:\n  ${long.join("\n  ")}`);
  console.log(
    wrong.length === 0 ? "docs: every named path exists" : `docs: ${wrong.length} faults`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
