// Runs suites in lanes, shows one line for each as it ends, and sums up.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { buildDirectory } from "../paths.mjs";
import { tail } from "../process/run.mjs";
import { createProgress } from "../setup/progress.mjs";
import { red, say, seconds } from "../terminal/print.mjs";
import { likelyNames, nativeSuites } from "./native_suites.mjs";
import { nodeSuites } from "./node_suites.mjs";

const shownLines = 120;

/**
 * Names of all suites, without building any.
 * @param {NodeJS.ProcessEnv} env
 */
export async function suiteNames(env) {
  return [...(await nodeSuites(env)).map(({ name }) => name), ...likelyNames()];
}

/**
 * @param {string} filter part of a suite's name; empty: all
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ passed: number, failed: number, skipped: number, suites: number }>}
 */
export async function runSuites(filter, env) {
  const isWanted = (/** @type {string} */ name) => name.includes(filter);
  const host = (await nodeSuites(env)).filter((suite) => isWanted(suite.name));
  const native = await nativeSuites(isWanted);
  const sum = { passed: 0, failed: 0, skipped: 0, suites: 0 };
  if (native.problem !== undefined) {
    sum.failed++;
    say(`${red("✗")} the native suites could not be configured\n${native.problem}`);
  }
  const all = [...host, ...native.suites];
  const progress = createProgress();
  const lane = async (/** @type {string} */ name, width = 1) => {
    const waiting = all.filter((one) => one.lane === name);
    const next = async () => {
      for (let suite = waiting.shift(); suite; suite = waiting.shift()) {
        await runOne(suite, progress, sum);
      }
    };
    await Promise.all(Array.from({ length: width }, next));
  };
  await Promise.all([lane("native"), lane("host")]);
  await lane("programs", cpus().length);
  await lane("alone");
  progress.close();
  return sum;
}

/**
 * @param {import("./suite.mjs").Suite} suite
 * @param {import("../setup/progress.mjs").Progress} progress
 * @param {{ passed: number, failed: number, skipped: number, suites: number }} sum
 */
async function runOne(suite, progress, sum) {
  const since = Date.now();
  progress.begin(suite.name, suite.name);
  const { totals, output } = await suite.run((line) => progress.note(suite.name, line));
  sum.suites++;
  sum.passed += totals.passed;
  sum.failed += totals.failed;
  sum.skipped += totals.skipped;
  const log = path.join(buildDirectory, "test-logs", `${suite.name.replace(/\W+/g, "-")}.log`);
  mkdirSync(path.dirname(log), { recursive: true });
  writeFileSync(log, `${output}\n(${seconds(Date.now() - since)})\n`);
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
  progress.end(
    suite.name,
    totals.failed === 0,
    `${totals.passed} passed, ${totals.failed} failed${skipped}`,
  );
  if (totals.failed > 0)
    say(`${tail(output, shownLines)}\n  (all of it: ${path.relative(process.cwd(), log)})`);
}
