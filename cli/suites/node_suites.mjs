// The node:test suites: one per folder of tests/ that holds *.test.mjs.
import { readdirSync } from "node:fs";
import path from "node:path";
import { inRoot, nodeBinary, root } from "../paths.mjs";
import { spawnGroup, stopGroup } from "../process/groups.mjs";
import { judged, nodeTotals } from "./totals.mjs";

const reporter = inRoot("cli", "suites", "node_reporter.mjs");
const otherMinutes = 4;

/**
 * @param {string} testsDirectory
 * @returns {{ name: string, files: string[] }[]}
 */
export function discover(testsDirectory) {
  return readdirSync(testsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, files: testFiles(path.join(testsDirectory, entry.name)) }))
    .filter((suite) => suite.files.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** @param {string} directory */
function testFiles(directory) {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.test\.(mjs|ts)$/.test(file) && !file.includes("node_modules"))
    .map((file) => path.join(directory, file))
    .sort();
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import("./suite.mjs").Suite[]>}
 */
export async function nodeSuites(env) {
  const { suites } = await import("../../tests/suites.mjs");
  return discover(inRoot("tests")).map(({ name, files }) => ({
    name,
    lane: suites[name]?.alone ? "alone" : "host",
    run: (note) => runFiles(name, files, suites[name]?.minutes ?? otherMinutes, env, note),
  }));
}

/**
 * @param {string} name
 * @param {string[]} files
 * @param {number} minutes
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} note
 * @returns {Promise<import("./suite.mjs").SuiteResult>}
 */
async function runFiles(name, files, minutes, env, note) {
  /** @type {string[]} */
  const lines = [];
  const { NODE_TEST_CONTEXT: _context, ...clean } = env;
  const group = spawnGroup(
    nodeBinary(),
    [
      "--no-warnings",
      "--test",
      `--test-reporter=${reporter}`,
      "--test-reporter-destination=stdout",
      ...files,
    ],
    {
      name: `tests/${name}`,
      cwd: root,
      // A browser looks at sites only in the suites that are about it.
      env: { ...clean, SITEWRIGHT_SMOKE: clean["SITEWRIGHT_SMOKE"] ?? "static" },
      input: "",
      onLine: (line) => {
        lines.push(line);
        note(line);
      },
    },
  );
  const timer = setTimeout(() => {
    lines.push(`✗ ${name} did not end within ${minutes} minutes and was stopped`);
    void stopGroup(group);
  }, minutes * 60_000);
  const code = await group.ended;
  clearTimeout(timer);
  // What a test left running must not disturb the next suite.
  await stopGroup(group, 500);
  const output = lines.join("\n");
  return { totals: judged(nodeTotals(output), code), output };
}
