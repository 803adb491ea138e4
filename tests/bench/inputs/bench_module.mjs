// A part of our libraries as a wasm module of its own (cmake/workers.cmake), built when it is asked for.
import path from "node:path";
import { buildDirectory, root } from "../../../cli/paths.mjs";
import { run } from "../../../cli/process/run.mjs";

/**
 * @param {"archive" | "context_scan" | "context_nearest" | "model_stream"} name
 * @returns {Promise<string>} its file
 */
export async function buildBenchModule(name) {
  for (const args of [
    ["--preset", "wasm"],
    ["--build", "build/wasm", "--target", name],
  ]) {
    const outcome = await run("cmake", args, { cwd: root });
    if (outcome.code !== 0) throw new Error(`${name} did not build: ${outcome.output}`);
  }
  return path.join(buildDirectory, "wasm", "bench", `${name}.wasm`);
}
