// Line diffs and JSON patches: ours against the npm packages, in this process, texts and bytes as JavaScript has them.
import { mediumCorpus } from "./inputs/corpus.mjs";
import { newPageModule } from "./inputs/page_module.mjs";
import { fetchPeers, peer } from "./inputs/peers.mjs";
import { sideBySide } from "./inputs/side_by_side.mjs";

const runs = 11;

/** @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** One to four small changes. @param {string} text @param {(below: number) => number} roll */
function edited(text, roll) {
  const lines = text.split("\n");
  for (let left = 1 + roll(4); left > 0; left -= 1) {
    const at = roll(lines.length);
    const what = roll(3);
    if (what === 0) lines.splice(at, 1 + roll(3));
    else if (what === 1) lines.splice(at, 0, `  const added${roll(1000)} = ${roll(1000)};`);
    else lines[at] = `${lines[at]} // changed ${roll(1000)}`;
  }
  return lines.join("\n");
}

/** Two of five lines changed. @param {string} text @param {(below: number) => number} roll */
const rewritten = (text, roll) =>
  text
    .split("\n")
    .map((line) => (roll(5) < 2 ? `${line.slice(0, roll(20))} rewritten ${roll(1000)}` : line))
    .join("\n");

/** @typedef {{ path: string, before: string, after: string }} Pair */

/** @param {any} fast @returns {(pair: Pair) => number} */
const fastMyers = (fast) => (pair) => {
  /** @type {Map<string, number>} */
  const ids = new Map();
  const numbered = (/** @type {string} */ text) =>
    text.split("\n").map((line) => {
      const id = ids.get(line) ?? ids.size;
      ids.set(line, id);
      return id;
    });
  let changes = 0;
  for (const _ of fast.diff(numbered(pair.before), numbered(pair.after))) changes += 1;
  return changes;
};

/**
 * @param {string} name
 * @param {Record<string, number>} times
 * @param {Record<string, number>} bars
 * @returns {import("../../cli/benchmarks/benchmark.mjs").Figure[]}
 */
const compared = (name, times, bars) =>
  Object.entries(bars).map(([other, bar]) => ({
    name: `${name}_vs_${other}`,
    value: times["ours"] ?? Number.NaN,
    unit: "ms",
    runs,
    peer: other,
    peer_value: times[other] ?? Number.NaN,
    ratio: (times[other] ?? Number.NaN) / (times["ours"] ?? Number.NaN),
    bar,
  }));

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context diff",
  async run() {
    await fetchPeers();
    const module = newPageModule();
    const { diffLines } = await peer("diff");
    const fast = fastMyers(await peer("fast-myers-diff"));
    const jsonPatch = await peer("fast-json-patch");
    const files = await mediumCorpus();
    const roll = dice(20_261_120);

    /** @param {Pair[]} pairs */
    const timed = (pairs) =>
      sideBySide(
        {
          ours: () => pairs.map((one) => module.diffLines(one.before, one.after)),
          diffLines: () => pairs.map((one) => diffLines(one.before, one.after)),
          "fast-myers-diff": () => pairs.map(fast),
        },
        { rounds: runs, warmUp: 3 },
      );
    const edits = files
      .filter((_, index) => index % 5 === 0)
      .map(({ path, text }) => ({ path, before: text, after: edited(text, roll) }));
    const rewrites = files
      .filter((_, index) => index % 55 === 0)
      .map(({ path, text }) => ({ path, before: text, after: rewritten(text, roll) }));

    const changed = new Map(edits.map((one) => [one.path, one.after]));
    const bytesOf = (/** @type {(file: { path: string, text: string }) => string} */ text) =>
      new TextEncoder().encode(
        JSON.stringify(Object.fromEntries(files.map((file) => [file.path, text(file)]))),
      );
    const before = bytesOf(({ text }) => text);
    const after = bytesOf(({ path, text }) => changed.get(path) ?? text);
    const decoder = new TextDecoder();
    const parsed = (/** @type {Uint8Array} */ bytes) => JSON.parse(decoder.decode(bytes));
    const compare = jsonPatch.compare ?? jsonPatch.default.compare;
    const patches = sideBySide(
      {
        ours: () => module.jsonPatch(before, after),
        "parse_and_fast-json-patch": () => compare(parsed(before), parsed(after)),
      },
      { rounds: runs, warmUp: 3 },
    );
    return [
      ...compared("diff_edits", timed(edits), { diffLines: 8, "fast-myers-diff": 4 }),
      ...compared("diff_rewrites", timed(rewrites), { diffLines: 15, "fast-myers-diff": 4 }),
      ...compared("json_patch_from_bytes", patches, { "parse_and_fast-json-patch": 5 }),
    ];
  },
};
