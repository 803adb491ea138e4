// The packages that a bench measures beside ours. They are no dependency of the project: the first run fetches
// them, exactly pinned, into build/bench/peers.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { buildDirectory, root } from "../../../cli/paths.mjs";
import { run } from "../../../cli/process/run.mjs";

const pinned = {
  "ai-tokenizer": "1.0.6",
  diff: "9.0.0",
  "es-module-lexer": "3.0.5",
  "fast-json-patch": "3.1.1",
  "fast-myers-diff": "3.2.0",
  fflate: "0.8.3",
  "gpt-tokenizer": "4.0.0",
  "node-sqlite3-wasm": "0.8.60",
  typescript: "5.9.3",
};

const directory = path.join(buildDirectory, "bench", "peers");
export const peerDirectory = path.join(directory, "node_modules");

/** @param {string} name */
function version(name) {
  const file = path.join(directory, "node_modules", name, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : undefined;
}

/** Fetches what is not there yet. */
export async function fetchPeers() {
  const missing = Object.entries(pinned).filter(([name, wanted]) => version(name) !== wanted);
  if (missing.length === 0) return;
  mkdirSync(directory, { recursive: true });
  const wanted = Object.entries(pinned).map(([name, one]) => `${name}@${one}`);
  const args = ["install", "--no-save", "--ignore-scripts", "--prefix", directory, ...wanted];
  const outcome = await run("npm", args, { cwd: root });
  if (outcome.code !== 0) throw new Error(`the peers could not be fetched: ${outcome.output}`);
}

/**
 * A module of a peer, fetched before.
 * @param {string} specifier
 * @returns {Promise<any>}
 */
export async function peer(specifier) {
  const require = createRequire(path.join(directory, "peers.mjs"));
  return import(require.resolve(specifier));
}
