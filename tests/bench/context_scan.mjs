// Imports and exports: ours against es-module-lexer/js (the one of its builds that Workers can run) and TypeScript's
// preProcessFile, in this process; and what TypeScript's parser finds in the same files.

import { buildBenchModule } from "./inputs/bench_module.mjs";
import { mediumCorpus, smallCorpus } from "./inputs/corpus.mjs";
import { fetchPeers, peer } from "./inputs/peers.mjs";
import { sideBySide } from "./inputs/side_by_side.mjs";
import { parsedImports, scannedImports } from "./inputs/typescript_imports.mjs";
import { languageOf, WasmScanner } from "./inputs/wasm_scanner.mjs";

const runs = 15;
const isScript = (/** @type {{ path: string }} */ file) => languageOf(file.path) < 4;

/**
 * @param {string} corpus
 * @param {{ path: string, text: string }[]} files
 * @param {WasmScanner} scanner
 * @param {any} lexer
 * @param {any} ts
 */
function measured(corpus, files, scanner, lexer, ts) {
  const known = files.map((file) => ({ ...file, language: languageOf(file.path) }));
  const resident = new WasmScanner(scanner.file);
  const { table, count } = resident.putAll(
    files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })),
  );
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const times = sideBySide(
    {
      strings: () => {
        for (const { text, language } of known) scanner.scan(text, language);
      },
      resident: () => resident.wasm.scan_all(table, count),
      "es-module-lexer/js": () => {
        for (const { text } of known) {
          try {
            lexer.parse(text);
          } catch {} // it stops at the first JSX
        }
      },
      preProcessFile: () => {
        for (const { text } of known) ts.preProcessFile(text, true, true);
      },
    },
    { rounds: runs, warmUp: 3 },
  );
  const bars = { "es-module-lexer/js": [5, 8], preProcessFile: [10, 15] };
  const figures = Object.entries(bars).flatMap(([name, [strings, whole]]) =>
    [
      { way: "strings", bar: strings },
      { way: "resident", bar: whole },
    ].map(({ way, bar }) => ({
      name: `scan_${corpus}_${way}_vs_${name}`,
      value: times[way] ?? Number.NaN,
      unit: "ms",
      runs,
      peer: name,
      peer_value: times[name] ?? Number.NaN,
      ratio: (times[name] ?? Number.NaN) / (times[way] ?? Number.NaN),
      ...(corpus === "medium" ? { bar: bar ?? 0 } : {}),
    })),
  );
  const unequal = known.filter(
    ({ path, text }) => scannedImports(scanner, path, text) !== parsedImports(ts, path, text),
  );
  return [
    {
      name: `scan_${corpus}_resident`,
      value: bytes / 1e6 / (times["resident"] ?? Number.NaN),
      unit: "GB/s",
      runs,
    },
    { name: `scan_${corpus}_files_unequal`, value: unequal.length, unit: "files", runs: 1 },
    ...figures,
  ];
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context scan",
  async run() {
    await fetchPeers();
    const scanner = new WasmScanner(await buildBenchModule("context_scan"));
    const lexer = await peer("es-module-lexer/js");
    const ts = (await peer("typescript")).default;
    const medium = (await mediumCorpus()).filter(isScript);
    const small = (await smallCorpus()).filter(isScript);
    return [
      ...measured("medium", medium, scanner, lexer, ts),
      ...measured("small", small, scanner, lexer, ts),
    ];
  },
};
