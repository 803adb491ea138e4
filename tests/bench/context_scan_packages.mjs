// Import lists of the packages beside the checkout, against TypeScript's parser and its preProcessFile. Every file
// that differs is noted with the reason; one without a reason is counted as unexplained.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "../../cli/paths.mjs";
import { buildBenchModule } from "./inputs/bench_module.mjs";
import { fetchPeers, peer } from "./inputs/peers.mjs";
import { parsedImports, scannedImports } from "./inputs/typescript_imports.mjs";
import { languageOf, WasmScanner } from "./inputs/wasm_scanner.mjs";

const packages = (
  "ajv axe-core enhanced-resolve eventsource-parser graceful-fs lucide-react magic-string miniflare path-to-regexp " +
  "picomatch postcss react react-aria react-aria-components react-dom react-stately semver smol-toml tailwindcss " +
  "tinyglobby undici unenv vite ws youch @tailwindcss @types/node @types/react @vitejs"
).split(" ");
const largest = 3_000_000;

/**
 * @param {string} folder
 * @returns {string[]}
 */
function scripts(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return scripts(file);
    return languageOf(file) < 4 && statSync(file).size < largest ? [file] : [];
  });
}

/** What explains a line that only one of the two has. */
const reasons = [
  {
    why: "require.resolve is a require to us",
    holds: (/** @type {string} */ line, /** @type {string} */ text) =>
      line.startsWith("require ") && text.includes("require.resolve("),
  },
  {
    why: "an import() type that names no member reads like a call",
    holds: (/** @type {string} */ line) => /^import_(dynamic|type) /.test(line),
  },
];

/** @param {string} ours @param {string} theirs */
function difference(ours, theirs) {
  const mine = ours.split("\n");
  const other = theirs.split("\n");
  return [
    ...mine.filter((line) => !other.includes(line)),
    ...other.filter((line) => !mine.includes(line)),
  ].filter((line) => line !== "");
}

/** @param {string} list */
const specifiers = (list) => new Set(list.split("\n").map((line) => line.split(" ").at(-1)));

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context scan of packages",
  async run({ note }) {
    await fetchPeers();
    const scanner = new WasmScanner(await buildBenchModule("context_scan"));
    const ts = (await peer("typescript")).default;
    let files = 0;
    let explained = 0;
    let unexplained = 0;
    let missedByPreProcess = 0;
    for (const name of packages) {
      for (const file of scripts(path.join(root, "node_modules", name))) {
        const text = readFileSync(file, "utf8");
        files += 1;
        const ours = scannedImports(scanner, file, text);
        const theirs = parsedImports(ts, file, text);
        const pre = new Set(
          ts
            .preProcessFile(text, true, true)
            .importedFiles.map((/** @type {{ fileName: string }} */ one) => one.fileName),
        );
        if ([...specifiers(theirs)].some((one) => one !== "" && !pre.has(one)))
          missedByPreProcess += 1;
        if (ours === theirs) continue;
        const lines = difference(ours, theirs);
        const why = lines.map((line) => reasons.find(({ holds }) => holds(line, text))?.why);
        if (why.every((one) => one !== undefined)) explained += 1;
        else unexplained += 1;
        note(`${path.relative(root, file)}: ${why[0] ?? "unexplained"}: ${lines[0] ?? "order"}`);
      }
    }
    const figure = (/** @type {string} */ name, /** @type {number} */ value) => ({
      name: `scan_packages_${name}`,
      value,
      unit: "files",
      runs: 1,
    });
    return [
      figure("read", files),
      figure("unequal_explained", explained),
      figure("unequal_unexplained", unexplained),
      figure("preprocess_misses_what_the_parser_has", missedByPreProcess),
    ];
  },
};
