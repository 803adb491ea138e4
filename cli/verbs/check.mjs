// sitewright check: everything that CI runs.
import { staticChecks } from "../checks/checks.mjs";
import { stateDirectory } from "../paths.mjs";
import { tail } from "../process/run.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { createProgress } from "../setup/progress.mjs";
import { setUp } from "../setup/setup.mjs";
import { runSuites } from "../suites/run_suites.mjs";
import { red, say, seconds } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary:
    "format, lint, types, layer order, schema drift, documents, then every suite: what CI runs",
  options: {
    static: { type: "boolean", help: "without the suites" },
    all: { type: "boolean", help: "clang-tidy over every file, however long it takes" },
  },
  about:
    "Every failure is reported; nothing stops at the first. To put formatting right: npm run format",
  async run({ flags, env }) {
    const since = Date.now();
    stopOnSignals({ exitCode: 130 });
    const only = flags["static"] === true ? ["system", "packages"] : undefined;
    await setUp({ state: stateDirectory(env), tests: true, env }, only ? { only } : {});
    const failed = await runChecks(flags["all"] === true);
    const sum = flags["static"] === true ? { passed: 0, failed: 0 } : await runSuites("", env);
    if (failed.length > 0) say(`${red("✗")} checks that failed: ${failed.join(", ")}`);
    say(`all of it in ${seconds(Date.now() - since)}`);
    process.stdout.write(
      `${failed.length === 0 ? "static checks passed" : `${failed.length} static checks failed`}; ${sum.passed} passed, ${sum.failed} failed\n`,
    );
    return failed.length === 0 && sum.failed === 0 ? 0 : 1;
  },
};

/**
 * @param {boolean} everything
 * @returns {Promise<string[]>} names of what failed
 */
async function runChecks(everything) {
  const progress = createProgress();
  /** @type {string[]} */
  const failed = [];
  for (const check of staticChecks({ everything })) {
    progress.begin(check.name, check.name);
    const { ok, output, note } = await check.run();
    progress.end(check.name, ok, note);
    if (ok) continue;
    failed.push(check.name);
    say(tail(output, 80));
  }
  progress.close();
  return failed;
}
