// The static checks, fast ones first. Each says everything it found; one that fails does not stop the others.
import { existsSync } from "node:fs";
import path from "node:path";
import { inRoot, nodeBinary, root } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { projectFiles } from "./project_files.mjs";
import { runTidy } from "./tidy.mjs";

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<{ ok: boolean, output: string, note?: string }>} run
 */

/** @param {string} command @param {string[]} args */
async function passes(command, args) {
  const { code, output } = await run(command, args, { cwd: root });
  return { ok: code === 0, output };
}

/** @param {string[]} args */
const node = (...args) => passes(nodeBinary(), ["--no-warnings", ...args]);

/** @param {string} name */
const bin = (name) => inRoot("node_modules", ".bin", name);

/** Projects with their own node_modules are checked by their own tests. @param {string} file */
const isOurs = (file) => path.basename(file) === "tsconfig.json" && !file.startsWith("templates/");

/**
 * @param {object} options
 * @param {boolean} options.everything clang-tidy without a time limit
 * @returns {Check[]}
 */
export function staticChecks({ everything }) {
  const files = projectFiles();
  const cpp = files.filter((file) => /\.(cpp|hpp)$/.test(file) && !/(^|\/)generated\//.test(file));
  const generator = inRoot("schemas", "codegen", "generate.mjs");
  return [
    { name: "layers", run: () => node("tools/check_layers.mjs") },
    { name: "docs", run: () => node("tools/check_docs.mjs") },
    ...(existsSync(generator)
      ? [{ name: "schema drift", run: () => node(generator, "--check") }]
      : []),
    { name: "lock file", run: () => node("tools/complete_lock.mjs", "--check") },
    { name: "biome", run: () => passes(bin("biome"), ["ci", "--max-diagnostics=50", "."]) },
    {
      name: "clang-format",
      run: () => passes("clang-format-19", ["--dry-run", "-Werror", ...cpp]),
    },
    ...files.filter(isOurs).map((file) => ({
      name: `types ${path.dirname(file)}`,
      run: () => passes(bin("tsc"), ["-p", file]),
    })),
    {
      name: "clang-tidy",
      run: () =>
        runTidy(
          cpp.filter((file) => file.endsWith(".cpp")),
          { everything },
        ),
    },
  ];
}
