#!/usr/bin/env node
// Fails when a file in wasm/ includes a folder that cmake/layers.cmake does not let it use.
// The link graph catches what needs a symbol; this catches headers too, and names the line.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Folders above all layers: they wire the rest together and may include anything. */
const unbound = new Set(["abi"]);

/**
 * @param {string} text of cmake/layers.cmake
 * @returns {Map<string, Set<string>>} folder -> what it may include, itself and what its uses use included
 */
export function allowedIncludes(text) {
  /** @type {Map<string, Set<string>>} */
  const allowed = new Map();
  for (const [, words = ""] of text.matchAll(/^sitewright_layer\(([^)]*)\)/gm)) {
    const [folder = "", ...uses] = words.trim().split(/\s+/);
    const reach = new Set([folder]);
    for (const use of uses) for (const one of allowed.get(use) ?? []) reach.add(one);
    allowed.set(folder, reach);
  }
  return allowed;
}

/**
 * @param {string} file relative to the root, for the message
 * @param {string} text
 * @param {Map<string, Set<string>>} allowed
 * @returns {string[]} one message per wrong include
 */
export function wrongIncludes(file, text, allowed) {
  const own = /^wasm\/([^/]+)\//.exec(file)?.[1] ?? "";
  if (unbound.has(own)) return [];
  const reach = allowed.get(own);
  if (!reach) return [`${file}:1: wasm/${own} is not a layer; add it to cmake/layers.cmake`];
  const messages = [];
  for (const [index, line] of text.split("\n").entries()) {
    const folder = /^\s*#\s*include\s+["<]([a-z_]+)\//.exec(line)?.[1];
    if (folder === undefined || reach.has(folder)) continue;
    const isOurs = allowed.has(folder) || unbound.has(folder);
    if (isOurs)
      messages.push(`${file}:${index + 1}: ${own} may not include ${folder} (cmake/layers.cmake)`);
  }
  return messages;
}

/**
 * @param {string} root
 * @returns {string[]}
 */
export function checkLayers(root) {
  const allowed = allowedIncludes(readFileSync(path.join(root, "cmake", "layers.cmake"), "utf8"));
  return readdirSync(path.join(root, "wasm"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(hpp|cpp|inc)$/.test(file))
    .map((file) => path.join("wasm", file))
    .sort()
    .flatMap((file) => wrongIncludes(file, readFileSync(path.join(root, file), "utf8"), allowed));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const messages = checkLayers(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
  for (const message of messages) console.error(message);
  console.log(
    messages.length === 0
      ? "layers: every include is allowed"
      : `layers: ${messages.length} wrong includes`,
  );
  process.exitCode = messages.length === 0 ? 0 : 1;
}
