// A build after an edit, on a warm runner that knows the lock file, beside what a person types:
// `vite build`, and `npm ci && tsc && vite build`. All in one run, in turns. The bundle is compared
// with nothing beside it, as its peer is; in a whole job the type checker runs beside it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median } from "../../cli/benchmarks/benchmark.mjs";
import { inRoot, nodeBinary } from "../../cli/paths.mjs";

// The tests of the runner start it the same way.
const support = (/** @type {string} */ name) => import(inRoot("tests", "runner", "support", name));
const { readProject, starterDirectory } = await support("projects.mjs");
const { build, freshState, prepared, programPath, startRunner } = await support("runner.mjs");
const { tarOf } = await support("tar.mjs");

const runs = 7;
const wholeRuns = 3;

/** @param {() => void} work */
function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** @param {string} folder @param {string} program @param {string[]} words */
const call = (folder, program, ...words) => {
  const node = path.dirname(nodeBinary());
  const env = { ...process.env, PATH: `${node}:${process.env["PATH"]}` };
  execFileSync(program, words, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
};

/** @param {string} folder */
const viteBuild = (folder) =>
  call(folder, "node", "node_modules/.bin/vite", "build", "--configLoader", "native");

/** The starter, and a folder of its own for a command line to build it in. */
function starterIn(/** @type {string} */ scratch, /** @type {string} */ name) {
  const folder = path.join(scratch, name);
  cpSync(starterDirectory, folder, {
    recursive: true,
    filter: (from) => !/[\\/](?:node_modules|dist)$/.test(from),
  });
  return folder;
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "build",
  async run({ note }) {
    const scratch = mkdtempSync(path.join(tmpdir(), "sitewright-bench-build-"));
    note("installing once");
    const state = freshState();
    const words = ["--state", state, "--node", nodeBinary(), "--warm", starterDirectory];
    execFileSync(programPath(), words, { stdio: "ignore" });
    const runner = await startRunner({ state, node: nodeBinary(), flags: ["--jobs", "1"] });
    const bundlerWaits = () => prepared(runner, "bundlers");
    try {
      const site = readProject(starterDirectory);
      const page = String(site["src/pages/home.tsx"]);
      const { "tsconfig.json": _, ...untyped } = site;
      const edited = async (/** @type {number} */ edit, of = site) => {
        const files = { ...of, "src/pages/home.tsx": `${page}\n// edit ${edit}\n` };
        await bundlerWaits();
        const outcome = await build(runner, tarOf(files), { timeoutMs: 120_000 });
        if (outcome.done.status !== "succeeded") throw new Error(JSON.stringify(outcome.errors));
        const bundle = outcome.stages.find(
          (/** @type {{ stage: string, status: string }} */ { stage, status }) =>
            stage === "build" && status === "finished",
        );
        return {
          whole: outcome.done.durationMs,
          bundle: bundle.ms,
          memory: outcome.usage.peakMemoryBytes / 2 ** 20,
        };
      };
      await edited(0);
      const store = path.join(runner.state, "store");
      const key = readdirSync(store).find((name) => /^[0-9a-f]{64}$/.test(name)) ?? "";
      const warm = starterIn(scratch, "warm");
      symlinkSync(path.join(store, key, "node_modules"), path.join(warm, "node_modules"));
      viteBuild(warm);
      /** @type {Awaited<ReturnType<typeof edited>>[]} */
      const ours = [];
      const alone = [];
      const bundles = [];
      const wholes = [];
      for (let i = 1; i <= runs; i++) {
        note(`round ${i} of ${runs}`);
        ours.push(await edited(i));
        alone.push((await edited(i, untyped)).bundle);
        await bundlerWaits(); // the next one gets ready, and is not to be measured with its peer
        bundles.push(timed(() => viteBuild(warm)));
        if (i > wholeRuns) continue;
        const fresh = starterIn(scratch, `fresh-${i}`);
        wholes.push(
          timed(() => {
            call(fresh, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
            call(fresh, "node", "node_modules/.bin/tsc", "--noEmit");
            viteBuild(fresh);
          }),
        );
        rmSync(fresh, { recursive: true, force: true });
      }
      const of = (/** @type {"whole" | "bundle" | "memory"} */ name) =>
        median(ours.map((one) => one[name]));
      const against = (
        /** @type {string} */ name,
        /** @type {number} */ value,
        /** @type {string} */ peer,
        /** @type {number} */ theirs,
      ) => ({
        name: `${name}_after_an_edit`,
        value,
        unit: "ms",
        runs,
        peer,
        peer_value: theirs,
        ratio: theirs / value,
      });
      const [vite, byHand] = [median(bundles), median(wholes)];
      return [
        { ...against("bundle", median(alone), "vite build", vite), bar: 2 },
        against("bundle_beside_typecheck", of("bundle"), "vite build", vite),
        { ...against("whole", of("whole"), "npm ci + tsc + vite build", byHand), bar: 4 },
        { name: "peak_memory", value: of("memory"), unit: "MiB", runs, bar: 300 },
      ];
    } finally {
      await runner.stop();
      rmSync(scratch, { recursive: true, force: true });
    }
  },
};
