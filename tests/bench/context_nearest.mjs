// The ten nearest of 10,000 vectors, in workerd: ours as floats and as bytes against the best that JavaScript can do, a
// flat Float32Array with four sums; and how many of the ten the bytes find. The vectors are made: 200 topics with
// scatter, since embeddings of real texts lie in clusters and random ones do not.
import { readFileSync } from "node:fs";
import { buildBenchModule } from "./inputs/bench_module.mjs";
import { makeWorker, startWorker, warmTimes } from "./inputs/workerd.mjs";

const runs = 9;

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context nearest",
  async run() {
    const wasm = readFileSync(await buildBenchModule("context_nearest"));
    const config = await makeWorker({
      name: "nearest",
      source: "nearest.mjs",
      data: { "context_nearest.wasm": wasm },
    });
    const worker = await startWorker(config);
    const recall = Number(await worker.ask("/recall?times=20"));
    const where = (/** @type {string} */ way) => (/** @type {number} */ times) =>
      `/${way}?times=${times}`;
    const times = await warmTimes(
      {
        javascript: { worker, path: where("javascript"), times: 20 },
        floats: { worker, path: where("floats"), times: 60 },
        bytes: { worker, path: where("bytes"), times: 60 },
      },
      runs,
    );
    await worker.stop();
    const compared = (/** @type {string} */ way, /** @type {number} */ bar) => ({
      name: `nearest_${way}`,
      value: times[way] ?? Number.NaN,
      unit: "ms",
      runs,
      peer: "Float32Array",
      peer_value: times["javascript"] ?? Number.NaN,
      ratio: (times["javascript"] ?? Number.NaN) / (times[way] ?? Number.NaN),
      bar,
    });
    return [
      compared("floats", 4),
      compared("bytes", 10),
      { name: "nearest_bytes_recall_at_10", value: recall, unit: "share", runs: 20, bar: 0.98 },
    ];
  },
};
