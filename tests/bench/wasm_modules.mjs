// Size of each Worker's module and the time to instantiate it, here in Node's V8 with imports that do nothing.
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { median } from "../../cli/benchmarks/benchmark.mjs";
import { wasmDirectory } from "../../cli/paths.mjs";
import { wasmModules } from "../../cli/setup/parts/wasm.mjs";

const runs = 50;

/** @param {WebAssembly.Module} module @returns {WebAssembly.Imports} */
function idleImports(module) {
  /** @type {Record<string, Record<string, () => number>>} */
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind !== "function") continue;
    const group = imports[from] ?? {};
    group[name] = () => 0;
    imports[from] = group;
  }
  return imports;
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "wasm modules",
  async run() {
    return wasmModules()
      .sort()
      .flatMap((file) => {
        const bytes = readFileSync(path.join(wasmDirectory, file));
        const module = new WebAssembly.Module(bytes);
        const imports = idleImports(module);
        const times = Array.from({ length: runs }, () => {
          const since = performance.now();
          new WebAssembly.Instance(module, imports);
          return performance.now() - since;
        });
        const name = `wasm_${path.basename(file, ".wasm")}`;
        return [
          { name: `${name}_raw`, value: bytes.length / 1000, unit: "KB", runs: 1 },
          {
            name: `${name}_gzip`,
            value: gzipSync(bytes, { level: 9 }).length / 1000,
            unit: "KB",
            runs: 1,
            bar: 400,
          },
          { name: `${name}_instantiate`, value: median(times), unit: "ms", runs },
        ];
      });
  },
};
