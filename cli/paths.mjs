// Where things are. Everything derived from the repository's root or from SITEWRIGHT_STATE.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts);

export const buildDirectory = inRoot("build");
export const stampDirectory = path.join(buildDirectory, "stamps");
export const setupLog = path.join(buildDirectory, "setup.log");
export const runnerBinary = path.join(buildDirectory, "native", "build-runner", "build_runner");
export const wasmDirectory = path.join(buildDirectory, "wasm");

/**
 * Where the person typed the command: npm runs scripts in the root and keeps the place in INIT_CWD.
 * @param {NodeJS.ProcessEnv} env
 */
export function typedIn(env) {
  const byNpm = env["npm_lifecycle_event"] !== undefined && process.cwd() === path.resolve(root);
  return byNpm && env["INIT_CWD"] ? env["INIT_CWD"] : process.cwd();
}

/**
 * The folder of the local state, absolute.
 * @param {NodeJS.ProcessEnv} env
 */
export function stateDirectory(env) {
  const named = env["SITEWRIGHT_STATE"];
  return named ? path.resolve(typedIn(env), named) : inRoot(".sitewright");
}

/** The Node that the project pins; the one we run on until npm packages are there. */
export function nodeBinary() {
  const pinned = inRoot("node_modules", ".bin", "node");
  return existsSync(pinned) ? pinned : process.execPath;
}

/** The wrangler program, to be run by nodeBinary(). A test may put another in SITEWRIGHT_WRANGLER. */
export const wranglerScript = inRoot("node_modules", "wrangler", "wrangler-dist", "cli.js");
