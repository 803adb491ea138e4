// A project as a zip archive: ours against fflate at its usual level, in this process, bytes in and bytes out. A faster
// way that packs a little worse has to be faster still.
import { readFileSync } from "node:fs";
import { buildBenchModule } from "./inputs/bench_module.mjs";
import { mediumCorpus } from "./inputs/corpus.mjs";
import { fetchPeers, peer } from "./inputs/peers.mjs";
import { sideBySide } from "./inputs/side_by_side.mjs";

const runs = 9;

/** @param {Uint8Array<ArrayBuffer>} wasm */
async function newArchiver(wasm) {
  const refused = () => 52; // ENOSYS: nothing is printed
  const imports = new Proxy({}, { get: () => refused });
  const { instance } = await WebAssembly.instantiate(wasm, { wasi_snapshot_preview1: imports });
  const exports = /** @type {any} */ (instance.exports);
  exports._initialize();
  const encoder = new TextEncoder();
  return (/** @type {Record<string, Uint8Array>} */ files) => {
    exports.begin();
    for (const [name, content] of Object.entries(files)) {
      const path = encoder.encode(name);
      const at = exports.reserve(path.length + content.length);
      const memory = new Uint8Array(exports.memory.buffer);
      memory.set(path, at);
      memory.set(content, at + path.length);
      if (exports.add(path.length) !== 0) throw new Error(`${name} is refused`);
    }
    const at = exports.finish();
    return new Uint8Array(exports.memory.buffer).slice(at, at + exports.archive_size());
  };
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "archive",
  async run() {
    await fetchPeers();
    const ours = await newArchiver(readFileSync(await buildBenchModule("archive")));
    const { unzipSync, zipSync } = await peer("fflate");
    const encoder = new TextEncoder();
    const files = Object.fromEntries(
      (await mediumCorpus()).map(({ path, text }) => [path, encoder.encode(text)]),
    );
    const theirs = () => zipSync(files, { level: 6 });
    const archive = ours(files);
    const unpacked = unzipSync(archive);
    for (const [name, content] of Object.entries(files))
      if (Buffer.compare(unpacked[name], content) !== 0) throw new Error(`${name} is not itself`);
    const size = archive.length / theirs().length;
    const times = sideBySide({ ours: () => ours(files), theirs }, { rounds: runs, warmUp: 3 });
    const { ours: value = Number.NaN, theirs: peer_value = Number.NaN } = times;
    return [
      {
        name: "archive_zip",
        value,
        unit: "ms",
        runs,
        peer: "fflate",
        peer_value,
        ratio: peer_value / value,
        bar: size <= 1 ? 1.8 : 3,
      },
      { name: "archive_zip_size_vs_fflate", value: size, unit: "share", runs: 1, bar: 1.03 },
    ];
  },
};
