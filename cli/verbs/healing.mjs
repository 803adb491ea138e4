// sitewright healing: real sites broken in many ways, built, repaired without a model, built again.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { usageFailure } from "../failure.mjs";
import { buildDirectory, inRoot, nodeBinary, root, typedIn } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { setUp } from "../setup/setup.mjs";
import { dim, say, seconds } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "break real sites in many ways and count what is healed without a model",
  words: "[part of a way's name]",
  options: {
    json: {
      type: "string",
      value: "FILE",
      help: "write {total, healed, share, byClass, contentLost, …}",
    },
    sample: {
      type: "string",
      value: "N",
      help: "only N broken builds, spread over sites and ways",
    },
    site: { type: "string", value: "NAME", help: "only sites with this in their names" },
    round: { type: "string", value: "N", help: "other places are broken with another number" },
  },
  about:
    "Sites are kept in build/healing. Two builds run at a time; all cases take about an hour. The exit code is 1 when less than 90 % is healed, or any repair lost content.",
  async run({ flags, words, env }) {
    stopOnSignals({ exitCode: 130 });
    const sample = countOf(flags["sample"], "--sample");
    const round = countOf(flags["round"], "--round") ?? 0;
    const since = Date.now();
    await setUp(
      { state: path.join(buildDirectory, "healing"), tests: false, env },
      { only: ["system", "packages", "runner"] },
    );
    await buildPrograms(env);
    process.env["RUNNER_NODE"] ??= nodeBinary();
    const { figuresOf, runSuite } = await import(
      inRoot("tests", "healing", "support", "suite.mjs")
    );
    const outcomes = await runSuite({
      state: path.join(buildDirectory, "healing"),
      ...(sample === undefined ? {} : { sample }),
      round,
      only: words.join(" "),
      site: typeof flags["site"] === "string" ? flags["site"] : "",
      onOutcome: tell,
    });
    const figures = figuresOf(outcomes);
    process.stdout.write(`${table(figures)}\n`);
    say(`${outcomes.length} cases in ${seconds(Date.now() - since)}`);
    if (typeof flags["json"] === "string") {
      const file = path.resolve(typedIn(env), flags["json"]);
      writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
      say(`Figures are in ${file}`);
    }
    return figures.share >= 0.9 && figures.contentLost === 0 ? 0 : 1;
  },
};

/** @param {unknown} value @param {string} name */
function countOf(value, name) {
  if (typeof value !== "string") return undefined;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw usageFailure(`${name} takes a number`);
  return count;
}

/** @param {NodeJS.ProcessEnv} env */
async function buildPrograms(env) {
  const onLine = () => {};
  const options = { name: "healing", cwd: root, env, onLine };
  await run("cmake", ["--preset", "native"], options);
  await run(
    "cmake",
    ["--build", "build/native", "--target", "healing_cli", "builtin_cli"],
    options,
  );
}

/**
 * @param {{ site: string, group: string, name: string, end: string, lost: string[], problems: { code: string, file: string, line: number }[] }} outcome
 * @param {number} done
 */
function tell(outcome, done) {
  if (outcome.end === "builds") return;
  const way = `${outcome.site}, ${outcome.group}: ${outcome.name}`;
  if (outcome.end === "healed") {
    say(dim(`${done} healed  ${way}`));
    return;
  }
  const left = outcome.problems[0];
  const why =
    outcome.end === "lost" ? outcome.lost[0] : left && `${left.code} ${left.file}:${left.line}`;
  say(`${done} ${outcome.end}  ${way} (${why})`);
}

/** @param {{ total: number, healed: number, share: number, shareOfUnique: number, contentLost: number, beyondRepair: number, byClass: Record<string, { healed: number, total: number, unique: boolean }> }} figures */
function table(figures) {
  const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;
  const rows = Object.entries(figures.byClass).map(
    ([name, row]) => `${row.healed}/${row.total}`.padStart(8) + (row.unique ? "   " : " * ") + name,
  );
  return [
    ...rows,
    "",
    `${figures.healed} of ${figures.total} healed: ${percent(figures.share)}; of those with one repair ${percent(figures.shareOfUnique)}; content lost: ${figures.contentLost}, also of ${figures.beyondRepair} that nothing could heal`,
    "* more than one repair makes sense",
  ].join("\n");
}
