// sitewright setup: everything that start, generate and test need, without starting anything.
import { stateDirectory } from "../paths.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { setUp } from "../setup/setup.mjs";
import { say } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "install and build what is missing, and nothing else",
  options: { tests: { type: "boolean", help: "also what only the tests and checks need" } },
  async run({ flags, env }) {
    stopOnSignals({ exitCode: 130 });
    await setUp({ state: stateDirectory(env), tests: flags["tests"] === true, env });
    say("Everything is set up.");
  },
};
