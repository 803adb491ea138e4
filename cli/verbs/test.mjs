// sitewright test: set up, run every suite, end with one line of totals.
import { usageFailure } from "../failure.mjs";
import { stateDirectory } from "../paths.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { setUp } from "../setup/setup.mjs";
import { runSuites, suiteNames } from "../suites/run_suites.mjs";
import { say, seconds } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "set up the same way, then run every suite",
  words: "[part of a suite's name]",
  options: {},
  about:
    "Native suites run under AddressSanitizer and UBSan. Suites are found by convention: see tests/suites.mjs.\nWhole outputs are kept in build/test-logs/. The last line is `N passed, N failed`; the exit code is 1 when any failed.",
  async run({ words, env }) {
    const since = Date.now();
    const filter = words.join(" ");
    const names = await suiteNames(env);
    if (!names.some((name) => name.includes(filter))) {
      throw usageFailure(
        `test: no suite has "${filter}" in its name`,
        `There are ${names.join(", ")}.`,
      );
    }
    stopOnSignals({ exitCode: 130 });
    await setUp({ state: stateDirectory(env), tests: true, env });
    const sum = await runSuites(filter, env);
    say(
      `${sum.suites} suites in ${seconds(Date.now() - since)}${sum.skipped > 0 ? `, ${sum.skipped} tests skipped` : ""}`,
    );
    process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
    return sum.failed === 0 && sum.suites > 0 ? 0 : 1;
  },
};
