// A whole context for a step, in workerd: ours against the same made of npm packages, warm and as a Worker's first
// request.
import { readFileSync } from "node:fs";
import path from "node:path";
import { wasmDirectory } from "../../cli/paths.mjs";
import { smallCorpus } from "./inputs/corpus.mjs";
import { packedTable } from "./inputs/page_module.mjs";
import { fetchPeers, peerDirectory } from "./inputs/peers.mjs";
import { coldStarts, makeWorker, startWorker, warmTimes } from "./inputs/workerd.mjs";

const coldRuns = 15;
const warmRuns = 11;
const task = "Show the total of the selected rows in the list's toolbar and make the button a link";

async function makeWorkers() {
  await fetchPeers();
  const corpus = JSON.stringify({ task, budget: 8000, files: await smallCorpus() });
  const wasm = (/** @type {string} */ name) => readFileSync(path.join(wasmDirectory, name));
  return {
    empty: await makeWorker({ name: "empty", source: "empty.mjs" }),
    ours: await makeWorker({
      name: "ours",
      source: "assemble.mjs",
      data: {
        "context.wasm": wasm("context.wasm"),
        "corpus.json": corpus,
        "o200k_base.tokens": packedTable("o200k_base"),
      },
    }),
    peer: await makeWorker({
      name: "peer",
      source: "assemble_peer.mjs",
      alias: {
        "es-module-lexer/js": path.join(peerDirectory, "es-module-lexer/dist/lexer.asm.js"),
        "gpt-tokenizer/encoding/o200k_base": path.join(
          peerDirectory,
          "gpt-tokenizer/esm/encoding/o200k_base.js",
        ),
      },
      data: { "corpus.json": corpus },
    }),
  };
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context assembly",
  async run({ note }) {
    const workers = await makeWorkers();
    note("warm");
    const ours = await startWorker(workers.ours);
    const peer = await startWorker(workers.peer);
    const where = (/** @type {number} */ times) => `/?times=${times}`;
    const warm = await warmTimes(
      {
        ours: { worker: ours, path: where, times: 20 },
        peer: { worker: peer, path: where, times: 5 },
      },
      warmRuns,
    );
    await Promise.all([ours.stop(), peer.stop()]);
    note("cold");
    const once = where(1);
    const cold = await coldStarts(
      {
        empty: { config: workers.empty, path: once },
        ours: { config: workers.ours, path: once },
        peer: { config: workers.peer, path: once },
      },
      coldRuns,
    );
    const added = (/** @type {string} */ name) =>
      (cold[name] ?? Number.NaN) - (cold["empty"] ?? Number.NaN);
    const name = "gpt-tokenizer + es-module-lexer/js + BM25";
    return [
      {
        name: "context_assembly_warm",
        value: warm["ours"] ?? Number.NaN,
        unit: "ms",
        runs: warmRuns,
        peer: name,
        peer_value: warm["peer"] ?? Number.NaN,
        ratio: (warm["peer"] ?? Number.NaN) / (warm["ours"] ?? Number.NaN),
        bar: 8,
      },
      {
        name: "context_assembly_cold",
        value: added("ours"),
        unit: "ms",
        runs: coldRuns,
        peer: name,
        peer_value: added("peer"),
        ratio: added("peer") / added("ours"),
        bar: 4,
      },
    ];
  },
};
