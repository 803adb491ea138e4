// What a Worker's wasm adds to a cold start, in workerd: to a new isolate of a process that runs, as the platform starts
// one, and to a process of its own, as a developer's machine does. The empty Worker's own times tell how fast the host is,
// and a foreign module what bytes of wasm cost on it (docs/decisions/0052).
import { readFileSync } from "node:fs";
import path from "node:path";
import { wasmDirectory } from "../../cli/paths.mjs";
import { fetchPeers, peerDirectory } from "./inputs/peers.mjs";
import { coldIsolates, coldStarts, makeLoader, makeWorker } from "./inputs/workerd.mjs";

const runs = 15;
const wasm = (/** @type {string} */ name) => readFileSync(path.join(wasmDirectory, name));
const foreign = "sqlite";
const sqlite = path.join(peerDirectory, "node-sqlite3-wasm", "dist", "node-sqlite3-wasm.wasm");

/** As they are deployed, without the data beside them. @returns {import("./inputs/workerd.mjs").WorkerParts[]} */
const workers = () => [
  { name: "empty", source: "empty.mjs" },
  { name: "core_api", source: "module.mjs", data: { "module.wasm": wasm("core_api.wasm") } },
  {
    name: "ai_app_worker",
    source: "module.mjs",
    data: { "module.wasm": wasm("ai_app_worker.wasm") },
  },
  {
    name: "build_service",
    source: "module.mjs",
    data: { "module.wasm": wasm("build_service.wasm") },
  },
  // The context engine by itself, as the command line has it.
  { name: "context", source: "module.mjs", data: { "module.wasm": wasm("context.wasm") } },
  { name: foreign, source: "module.mjs", data: { "module.wasm": readFileSync(sqlite) } },
];

/** @param {string} what @param {Record<string, number>} times */
const rows = (what, { empty = Number.NaN, ...others }) => [
  { name: `cold_${what}_empty`, value: empty, unit: "ms", runs },
  ...Object.entries(others).map(([name, time]) => ({
    name: `cold_${what}_added_by_${name}`,
    value: time - empty,
    unit: "ms",
    runs,
    ...(name === foreign ? {} : { bar: 5 }),
  })),
];

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "cold start",
  async run({ note }) {
    await fetchPeers();
    const all = workers();
    const configs = await Promise.all(
      all.map(async (parts) => [parts.name, { config: await makeWorker(parts), path: "/" }]),
    );
    note("isolates");
    const names = all.map(({ name }) => name);
    const isolates = await coldIsolates(await makeLoader(all), names, runs);
    note("processes");
    const processes = await coldStarts(Object.fromEntries(configs), runs);
    return [...rows("isolate", isolates), ...rows("start", processes)];
  },
};
