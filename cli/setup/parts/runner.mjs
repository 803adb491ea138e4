// The build runner: the native server that builds generated sites.
import { setupFailure } from "../../failure.mjs";
import { root, runnerBinary, stampDirectory } from "../../paths.mjs";
import { fingerprint, Stamps } from "../stamps.mjs";

// `wasm` as well: the runner links some of its pure folders, and ninja knows which.
const inputs = ["build-runner", "wasm", "cmake", "CMakeLists.txt", "CMakePresets.json", "schemas"];

/** @type {import("../part.mjs").Part} */
export const runner = {
  name: "runner",
  title: "Build runner",
  needs: ["system", "packages"],
  isUpToDate: () =>
    new Stamps(stampDirectory).matches("runner", fingerprint(root, inputs), [runnerBinary]),
  async make({ run }) {
    const before = fingerprint(root, inputs);
    for (const args of [
      ["--preset", "native"],
      ["--build", "build/native", "--target", "build_runner"],
    ]) {
      const outcome = await run("cmake", args);
      if (outcome.code !== 0) {
        throw setupFailure("the build runner did not build", {
          next: "The compiler's words are above and in build/setup.log. A stale build folder is cured by: rm -rf build/native",
        });
      }
    }
    new Stamps(stampDirectory).write("runner", before);
  },
};
