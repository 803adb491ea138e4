// The dashboard's WebAssembly module by Emscripten, where that is installed; elsewhere the Workers' compiler has
// made the same module already (docs/decisions/0015).
import { existsSync } from "node:fs";
import { setupFailure } from "../../failure.mjs";
import { inRoot, root, stampDirectory } from "../../paths.mjs";
import { fingerprint, Stamps } from "../stamps.mjs";

const inputs = [
  "wasm/abi/browser.cpp",
  "wasm/context/diff",
  "wasm/context/tokens",
  "wasm/project",
  "wasm/result",
  "cmake/browser.cmake",
  "CMakeLists.txt",
  "CMakePresets.json",
];
const toolchain = "/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake";
export const pageModule = inRoot("build", "browser", "browser.wasm");

/** @type {import("../part.mjs").Part} */
export const page = {
  name: "page",
  title: "Dashboard: C++ by Emscripten",
  needs: ["system"],
  isUpToDate: () =>
    !existsSync(toolchain) ||
    new Stamps(stampDirectory).matches("page", fingerprint(root, inputs), [pageModule]),
  async make({ run }) {
    // Known only after the system's packages are there.
    if (!existsSync(toolchain)) return;
    const before = fingerprint(root, inputs);
    for (const args of [
      ["--preset", "browser"],
      ["--build", "build/browser"],
    ]) {
      const outcome = await run("cmake", args);
      if (outcome.code !== 0) {
        throw setupFailure("the dashboard's C++ did not build", {
          next: "The compiler's words are above and in build/setup.log. A stale build folder is cured by: rm -rf build/browser",
        });
      }
    }
    new Stamps(stampDirectory).write("page", before);
  },
};
