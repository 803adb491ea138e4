// Counting tokens of o200k_base: ours against the npm tokenizers, strings in, all in this process.
import { get_encoding } from "tiktoken";
import { median } from "../../cli/benchmarks/benchmark.mjs";
import { mediumCorpus, smallCorpus } from "./inputs/corpus.mjs";
import { newPageModule, packedTable } from "./inputs/page_module.mjs";
import { fetchPeers, peer } from "./inputs/peers.mjs";
import { sideBySide } from "./inputs/side_by_side.mjs";

const runs = 9;
const letters = "a".repeat(40_000);

/** @typedef {(text: string) => number} Count */

/** @returns {Promise<Record<string, Count>>} */
async function counters() {
  await fetchPeers();
  const module = newPageModule();
  module.loadTokens(packedTable("o200k_base"));
  const tiktoken = get_encoding("o200k_base");
  const gpt = await peer("gpt-tokenizer/encoding/o200k_base");
  const ai = await peer("ai-tokenizer");
  const aiTokenizer = new ai.Tokenizer(await peer("ai-tokenizer/encoding/o200k_base"));
  return {
    ours: (text) => module.countTokens(text),
    "ai-tokenizer": (text) => aiTokenizer.count(text),
    "gpt-tokenizer": (text) => gpt.countTokens(text),
    tiktoken: (text) => tiktoken.encode_ordinary(text).length,
  };
}

/**
 * @param {string} corpus
 * @param {{ text: string }[]} files
 * @param {Record<string, Count>} count
 * @param {Record<string, number>} bars
 */
function measured(corpus, files, count, bars) {
  const sum = (/** @type {Count} */ one) => files.reduce((all, { text }) => all + one(text), 0);
  const work = Object.entries(count).map(([name, one]) => [name, () => sum(one)]);
  const times = sideBySide(Object.fromEntries(work), { rounds: runs, warmUp: 2 });
  const ours = times["ours"] ?? Number.NaN;
  const bytes = files.reduce((all, { text }) => all + Buffer.byteLength(text), 0);
  const peers = Object.keys(bars).map((name) => ({
    name: `tokens_${corpus}_vs_${name}`,
    value: ours,
    unit: "ms",
    runs,
    peer: name,
    peer_value: times[name] ?? Number.NaN,
    ratio: (times[name] ?? Number.NaN) / ours,
    ...(bars[name] ? { bar: bars[name] } : {}),
  }));
  const differing = files.filter(({ text }) => count["ours"]?.(text) !== count["tiktoken"]?.(text));
  return [
    { name: `tokens_${corpus}`, value: bytes / 1e3 / ours, unit: "MB/s", runs },
    { name: `tokens_${corpus}_files_unequal`, value: differing.length, unit: "files", runs: 1 },
    ...peers,
  ];
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context tokens",
  async run() {
    const count = await counters();
    const table = packedTable("o200k_base");
    const loads = Array.from({ length: 2 * runs }, () => {
      const module = newPageModule();
      const since = performance.now();
      module.loadTokens(table);
      return performance.now() - since;
    });
    const hostile = sideBySide(
      { ours: () => count["ours"]?.(letters) },
      { rounds: runs, warmUp: 1 },
    );
    return [
      ...measured("medium", await mediumCorpus(), count, {
        "ai-tokenizer": 8,
        "gpt-tokenizer": 10,
        tiktoken: 50,
      }),
      ...measured("small", await smallCorpus(), count, { "ai-tokenizer": 6, "gpt-tokenizer": 0 }),
      { name: "tokens_table_ready", value: median(loads), unit: "ms", runs: loads.length, bar: 10 },
      { name: "tokens_40000_letters", value: hostile["ours"] ?? 0, unit: "ms", runs, bar: 60 },
    ];
  },
};
