#!/usr/bin/env node
// The `sitewright` command. A verb is a file in cli/verbs/; adding a file adds a verb.
// Needs nothing but Node >= 20 itself: `npm start` on a fresh machine begins here, before npm packages exist.
import { existsSync, readdirSync } from "node:fs";
import { helpOf, parseCall } from "./arguments.mjs";
import { Failure, usageFailure } from "./failure.mjs";
import { inRoot } from "./paths.mjs";
import { stopAllGroups } from "./process/groups.mjs";
import { printFailure } from "./terminal/print.mjs";

const order = [
  "start",
  "generate",
  "test",
  "check",
  "bench",
  "healing",
  "deploy",
  "dead-letters",
  "context",
  "graph",
  "tokens",
  "setup",
  "doctor",
];

function verbNames() {
  const found = readdirSync(inRoot("cli", "verbs"))
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => file.slice(0, -4));
  const rank = (/** @type {string} */ name) =>
    order.includes(name) ? order.indexOf(name) : order.length;
  return found.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/**
 * @param {string} name
 * @returns {Promise<import("./arguments.mjs").Verb>}
 */
async function loadVerb(name) {
  const module = await import(new URL(`verbs/${name}.mjs`, import.meta.url).href);
  return module.verb;
}

async function overview() {
  const rows = await Promise.all(
    verbNames().map(async (name) => `  ${name.padEnd(12)} ${(await loadVerb(name)).summary}`),
  );
  return [
    "One line of text in, a live static React site out.",
    "",
    "usage: sitewright <verb> [flags]",
    "",
    ...rows,
    "",
    "sitewright <verb> --help says more. The same verbs are npm scripts: npm start, npm test, npm run check, …",
  ].join("\n");
}

/** @param {string[]} argv */
async function main(argv) {
  const [name, ...rest] = argv;
  if (name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(`${await overview()}\n`);
    return 0;
  }
  if (name === undefined) throw usageFailure("which verb?", await overview());
  if (!/^[a-z][a-z-]*$/.test(name) || !existsSync(inRoot("cli", "verbs", `${name}.mjs`))) {
    throw usageFailure(`there is no verb "${name}"`, await overview());
  }
  const verb = await loadVerb(name);
  const call = parseCall(name, verb, rest, process.env);
  if (call.flags["help"] === true) {
    process.stdout.write(`${helpOf(name, verb)}\n`);
    return 0;
  }
  return (await verb.run(call)) ?? 0;
}

/** @param {NodeJS.ErrnoException} error of a reader that has seen enough, like `head` */
function forgiveGoneReader(error) {
  if (error.code !== "EPIPE") throw error;
}

/**
 * To a pipe Node writes while the program goes on, and what is left at its exit is lost.
 * @param {NodeJS.WriteStream} stream
 */
const written = (stream) => new Promise((resolve) => stream.write("", () => resolve(undefined)));

process.stdout.on("error", forgiveGoneReader);
process.stderr.on("error", forgiveGoneReader);
let exitCode = 1;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  printFailure(error);
  if (error instanceof Failure) exitCode = error.exitCode;
}
await stopAllGroups();
await Promise.all([process.stdout, process.stderr].map(written));
process.exit(exitCode);
