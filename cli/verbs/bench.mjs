// sitewright bench: every benchmark of tests/bench, figures only; nothing fails because it is slow.
import { readdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { usageFailure } from "../failure.mjs";
import { startInstance } from "../instance/instance.mjs";
import { freePort } from "../instance/ports.mjs";
import { buildDirectory, inRoot, nodeBinary, typedIn } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { distribution } from "../setup/parts/system.mjs";
import { createProgress } from "../setup/progress.mjs";
import { setUp } from "../setup/setup.mjs";
import { say } from "../terminal/print.mjs";

/** @typedef {import("../benchmarks/benchmark.mjs").Bench} Bench */
/** @typedef {import("../benchmarks/benchmark.mjs").Figure} Figure */

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "every benchmark: a table, and with --json FILE the figures as JSON",
  words: "[part of a benchmark's name]",
  options: {
    json: { type: "string", value: "FILE", help: "write {name: {value, unit, runs, …}}" },
  },
  about:
    "Runs on a state folder of its own (build/bench-state). Figures only: slow is never an error.",
  async run({ flags, words, env }) {
    stopOnSignals({ exitCode: 130 });
    const benches = (await discover()).filter((bench) => bench.name.includes(words.join(" ")));
    if (benches.length === 0)
      throw usageFailure(`no benchmark has "${words.join(" ")}" in its name`);
    const state = path.join(buildDirectory, "bench-state");
    await setUp({ state, tests: false, env });
    const figures = await measure(benches, state, env);
    process.stdout.write(`${await machine()}\n${table(figures)}\n`);
    if (typeof flags["json"] === "string") {
      const file = path.resolve(typedIn(env), flags["json"]);
      writeFileSync(
        file,
        `${JSON.stringify(Object.fromEntries(figures.map(({ name, ...rest }) => [name, rest])), null, 2)}\n`,
      );
      say(`Figures are in ${file}`);
    }
  },
};

/** @returns {Promise<Bench[]>} */
async function discover() {
  const directory = inRoot("tests", "bench");
  const files = readdirSync(directory)
    .filter((file) => file.endsWith(".mjs"))
    .sort();
  return Promise.all(files.map(async (file) => (await import(path.join(directory, file))).bench));
}

/**
 * @param {Bench[]} benches
 * @param {string} state
 * @param {NodeJS.ProcessEnv} env
 */
async function measure(benches, state, env) {
  const needsInstance = benches.some((bench) => bench.needsInstance);
  const instance = needsInstance
    ? await startInstance({ state, port: await freePort(), env, quiet: true })
    : undefined;
  const progress = createProgress();
  /** @type {Figure[]} */
  const figures = [];
  for (const bench of benches) {
    progress.begin(bench.name, bench.name);
    try {
      figures.push(
        ...(await bench.run({
          origin: instance?.url ?? "",
          note: (line) => progress.note(bench.name, line),
        })),
      );
      progress.end(bench.name, true);
    } catch (error) {
      progress.end(bench.name, false, error instanceof Error ? error.message : String(error));
    }
  }
  progress.close();
  await instance?.stop();
  return figures;
}

async function machine() {
  const version = await run(nodeBinary(), ["--version"]);
  const one = cpus()[0]?.model.trim() ?? "unknown processor";
  return `${cpus().length} × ${one}, ${Math.round(totalmem() / 2 ** 30)} GB, ${distribution()}, Node ${version.stdout.replace(/^v/, "")}, ${new Date().toISOString().slice(0, 10)}`;
}

/** @param {Figure[]} figures */
function table(figures) {
  const rows = figures.map((figure) => [
    figure.name,
    `${rounded(figure.value)} ${figure.unit}`,
    `${figure.runs}`,
    figure.peer
      ? `${figure.peer} ${figure.peer_value === undefined ? "" : rounded(figure.peer_value)}`
      : "",
    figure.ratio === undefined ? "" : `${rounded(figure.ratio)}×`,
    figure.bar === undefined ? "" : `${rounded(figure.bar)}`,
  ]);
  const all = [["benchmark", "value", "runs", "peer", "ratio", "bar"], ...rows];
  const widths =
    all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** @param {number} value */
function rounded(value) {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
