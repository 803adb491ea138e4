// Import lists of the packages beside the checkout, against TypeScript's parser and its preProcessFile. Every
// difference is noted with its reason (inputs/import_differences.mjs); one without a reason fails the bench.
// docs/context-imports.md has the table.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "../../cli/paths.mjs";
import { buildBenchModule } from "./inputs/bench_module.mjs";
import { differencesOf, reasons } from "./inputs/import_differences.mjs";
import { fetchPeers, peer } from "./inputs/peers.mjs";
import { importsScanned } from "./inputs/typescript_imports.mjs";
import { languageOf, WasmScanner } from "./inputs/wasm_scanner.mjs";

const packages = (
  "@anthropic-ai/sdk @google/genai @tailwindcss @types/node @types/react @vitejs ajv axe-core enhanced-resolve " +
  "eventsource-parser graceful-fs lucide-react magic-string miniflare openai path-to-regexp picomatch " +
  "playwright-core postcss protobufjs react react-aria react-aria-components react-dom react-stately semver " +
  "smol-toml tailwindcss tinyglobby undici unenv vite wrangler ws youch"
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
    return entry.isFile() && languageOf(file) < 4 && statSync(file).size < largest ? [file] : [];
  });
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "context scan of packages",
  async run({ note }) {
    await fetchPeers();
    const scanner = new WasmScanner(await buildBenchModule("context_scan"));
    const ts = (await peer("typescript")).default;
    const all = { files: 0, imports: 0 };
    const unequal = { parser: 0, preProcessFile: 0 };
    const counts = new Map(["unexplained", ...reasons].map((reason) => [reason, 0]));
    for (const name of packages) {
      const here = { files: 0, imports: 0, parser: 0, preProcessFile: 0 };
      for (const file of scripts(path.join(root, "node_modules", name))) {
        const text = readFileSync(file, "utf8");
        here.files += 1;
        here.imports += importsScanned(scanner, file, text).length;
        const found = differencesOf(ts, scanner, file, text);
        for (const against of /** @type {const} */ (["parser", "preProcessFile"])) {
          if (found.some((one) => one.against === against)) here[against] += 1;
        }
        for (const { against, only, found: one, reason } of found) {
          counts.set(reason, (counts.get(reason) ?? 0) + 1);
          note(
            `${path.relative(root, file)}:${one.at}: ${one.line}: ${only} against ${against}: ${reason}`,
          );
        }
      }
      note(
        `${name}: ${here.files} files, ${here.imports} imports; unequal to the parser ${here.parser}, to preProcessFile ${here.preProcessFile}`,
      );
      all.files += here.files;
      all.imports += here.imports;
      unequal.parser += here.parser;
      unequal.preProcessFile += here.preProcessFile;
    }
    for (const [reason, count] of counts) note(`${count}: ${reason}`);
    const unexplained = counts.get("unexplained") ?? 0;
    if (unexplained > 0) throw new Error(`${unexplained} imports differ for no known reason`);
    const figure = (/** @type {string} */ name, /** @type {number} */ value, unit = "files") => ({
      name: `scan_packages_${name}`,
      value,
      unit,
      runs: 1,
    });
    return [
      figure("read", all.files),
      figure("imports", all.imports, "imports"),
      figure("unequal_to_the_parser", unequal.parser),
      figure("unequal_to_preprocess", unequal.preProcessFile),
      figure("unexplained", unexplained, "imports"),
    ];
  },
};
