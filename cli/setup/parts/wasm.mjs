// The WebAssembly modules of the Workers, from wasm/ and templates/.
import { readdirSync } from "node:fs";
import { setupFailure } from "../../failure.mjs";
import { root, stampDirectory, wasmDirectory } from "../../paths.mjs";
import { fingerprint, Stamps } from "../stamps.mjs";

const inputs = [
  "wasm",
  "templates",
  "cmake",
  "CMakeLists.txt",
  "CMakePresets.json",
  "package-lock.json",
  "schemas",
];

/** @param {import("../part.mjs").Site} site */
const print = (site) => fingerprint(root, inputs, [site.env["WASI_SDK_PATH"] ?? ""]);

export function wasmModules() {
  try {
    return readdirSync(wasmDirectory).filter((name) => name.endsWith(".wasm"));
  } catch {
    return [];
  }
}

/** @type {import("../part.mjs").Part} */
export const wasm = {
  name: "wasm",
  title: "Workers: C++ to WebAssembly",
  needs: ["system", "packages"],
  isUpToDate: (site) =>
    wasmModules().length > 0 && new Stamps(stampDirectory).matches("wasm", print(site)),
  async make({ run, site }) {
    const before = print(site);
    for (const args of [
      ["--preset", "wasm"],
      ["--build", "build/wasm"],
    ]) {
      const outcome = await run("cmake", args);
      if (outcome.code !== 0) {
        throw setupFailure("the Workers' C++ did not build", {
          next: "The compiler's words are above and in build/setup.log. A stale build folder is cured by: rm -rf build/wasm",
        });
      }
    }
    new Stamps(stampDirectory).write("wasm", before);
  },
};
