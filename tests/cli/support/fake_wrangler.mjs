#!/usr/bin/env node
// Stands in for wrangler: keeps an account in a JSON file (FAKE_ACCOUNT), writes every call to FAKE_CALLS.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const account = process.env["FAKE_ACCOUNT"] ?? "";
const args = process.argv.slice(2);
/** @type {{ d1: string[], buckets: string[], queues: string[], workers: string[] }} */
const state = existsSync(account)
  ? JSON.parse(readFileSync(account, "utf8"))
  : { d1: [], buckets: [], queues: [], workers: [] };
const before = JSON.stringify(state);
const input = args[0] === "secret" ? readFileSync(0, "utf8") : "";
const after = (/** @type {string} */ flag) => args[args.indexOf(flag) + 1] ?? "";
const config = args.includes("-c") ? JSON.parse(readFileSync(after("-c"), "utf8")) : undefined;
appendFileSync(
  process.env["FAKE_CALLS"] ?? "",
  `${JSON.stringify({ args, input, config, sawToken: process.env["API_TOKEN"] !== undefined })}\n`,
);

const verb = args.join(" ");
let code = 0;
if (verb.startsWith("d1 list"))
  console.log(JSON.stringify(state.d1.map((name) => ({ name, uuid: `id-of-${name}` }))));
else if (verb.startsWith("r2 bucket list"))
  for (const name of state.buckets) console.log(`name:           ${name}`);
else if (verb.startsWith("queues list")) {
  const page = Number(after("--page"));
  for (const name of state.queues.slice((page - 1) * 5, page * 5))
    console.log(`│ 0123abcd │ ${name} │ 1 │`);
} else if (verb.startsWith("deployments list"))
  code = state.workers.includes(after("--name")) ? 0 : 1;
else if (verb.startsWith("d1 create")) state.d1.push(args[2] ?? "");
else if (verb.startsWith("r2 bucket create")) state.buckets.push(args[3] ?? "");
else if (verb.startsWith("queues create")) state.queues.push(args[2] ?? "");
else if (args[0] === "deploy" && !args.includes("--dry-run")) {
  const targets = [
    ...(config.services ?? []).map((/** @type {{ service: string }} */ one) => one.service),
    ...(config.durable_objects?.bindings ?? []).map(
      (/** @type {{ script_name?: string }} */ one) => one.script_name ?? config.name,
    ),
  ];
  const lacking = targets.filter((name) => name !== config.name && !state.workers.includes(name));
  if (lacking.length > 0) {
    console.error(`could not resolve ${lacking.join()}`);
    code = 1;
  } else if (!state.workers.includes(config.name)) state.workers.push(config.name);
}
if (process.env["FAKE_FAILS"] && verb.startsWith(process.env["FAKE_FAILS"])) {
  console.error("quota exceeded");
  code = 1;
}
const text = JSON.stringify(state);
if (text !== before) {
  writeFileSync(`${account}.new`, text);
  renameSync(`${account}.new`, account);
}
process.exit(code);
