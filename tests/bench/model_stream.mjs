// What it costs to read the stream of a model's answer: ours against eventsource-parser with JSON.parse, in Node and in
// workerd, 8,000 events in pieces of 1,400 bytes; and the whole of 100 KB of answer in wasm.
import { readFileSync } from "node:fs";
import { buildBenchModule } from "./inputs/bench_module.mjs";
import {
  anthropicStream,
  chatStream,
  cut,
  formats,
  javascriptReader,
  responsesStream,
  wasmReader,
} from "./inputs/model_stream.mjs";
import { sideBySide } from "./inputs/side_by_side.mjs";
import { makeWorker, startWorker, warmTimes } from "./inputs/workerd.mjs";

const runs = 15;
const events = 8000;

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function instance(bytes) {
  const module = await WebAssembly.compile(bytes);
  /** @type {WebAssembly.Imports} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  /** @type {any} */
  const wasm = (await WebAssembly.instantiate(module, imports)).exports;
  wasm._initialize();
  return wasmReader(wasm);
}

/** @param {string} where @param {Record<string, number>} times in ms */
function figures(where, times) {
  const perEvent = (/** @type {string} */ way) => ((times[way] ?? Number.NaN) * 1e6) / events;
  const compared = ["parse", "frame", "responses"].map((way) => ({
    name: `model_stream_${way}_${where}`,
    value: perEvent(`wasm-${way}`),
    unit: "ns per event",
    runs,
    peer: "eventsource-parser + JSON.parse",
    peer_value: perEvent(`javascript-${way}`),
    ratio: perEvent(`javascript-${way}`) / perEvent(`wasm-${way}`),
    bar: 5,
  }));
  return [
    ...compared,
    {
      name: `model_stream_100_kb_answer_${where}`,
      value: times["wasm-answer"] ?? Number.NaN,
      unit: "ms",
      runs,
      bar: 1,
    },
  ];
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "model stream",
  async run() {
    const bytes = readFileSync(await buildBenchModule("model_stream"));
    const ours = await instance(bytes);
    const chat = cut(chatStream(), 1400);
    const responses = cut(responsesStream(), 1400);
    const answer = cut(anthropicStream(100_000), 1400);
    const alike =
      ours.parse(chat, formats.chat) === javascriptReader.parse(chat) &&
      ours.frame(chat, formats.chat) === javascriptReader.frame(chat) &&
      ours.parse(responses, formats.responses) === javascriptReader.parseResponses(responses);
    if (!alike) throw new Error("the two readers do not read the same text");
    const inNode = sideBySide(
      {
        "wasm-parse": () => ours.parse(chat, formats.chat),
        "javascript-parse": () => javascriptReader.parse(chat),
        "wasm-frame": () => ours.frame(chat, formats.chat),
        "javascript-frame": () => javascriptReader.frame(chat),
        "wasm-responses": () => ours.parse(responses, formats.responses),
        "javascript-responses": () => javascriptReader.parseResponses(responses),
        "wasm-answer": () => ours.parse(answer, formats.anthropic),
      },
      { rounds: runs, warmUp: 3 },
    );
    const config = await makeWorker({
      name: "model_stream",
      source: "model_stream.mjs",
      data: { "model_stream.wasm": bytes },
    });
    const worker = await startWorker(config);
    const path = (/** @type {string} */ way) => (/** @type {number} */ times) =>
      `/${way}?times=${times}`;
    const inWorkerd = await warmTimes(
      {
        "wasm-parse": { worker, path: path("wasm-parse"), times: 20 },
        "javascript-parse": { worker, path: path("javascript-parse"), times: 5 },
        "wasm-frame": { worker, path: path("wasm-frame"), times: 20 },
        "javascript-frame": { worker, path: path("javascript-frame"), times: 5 },
        "wasm-responses": { worker, path: path("wasm-responses"), times: 20 },
        "javascript-responses": { worker, path: path("javascript-responses"), times: 5 },
        "wasm-answer": { worker, path: path("wasm-answer"), times: 50 },
      },
      runs,
    );
    await worker.stop();
    return [...figures("node", inNode), ...figures("workerd", inWorkerd)];
  },
};
