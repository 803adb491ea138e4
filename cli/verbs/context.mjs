// sitewright context: the files of any project that a task needs, within a budget of tokens.
import { encodings } from "../context/context_module.mjs";
import { openProject } from "../context/open_project.mjs";
import { textOf } from "../context/project_files.mjs";
import { usageFailure } from "../failure.mjs";
import { bold, dim, say } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "choose what a model should see of a project for a task, within a budget of tokens",
  options: {
    root: { type: "string", value: "DIR", help: "the project (the folder you are in)" },
    task: { type: "string", value: "TEXT", help: "what is to be done, in words" },
    budget: { type: "string", value: "N", help: "tokens, never exceeded (16000)" },
    model: {
      type: "string",
      value: "NAME",
      help: `how tokens are counted: ${encodings.join(", ")}`,
    },
    files: { type: "string", value: "A,B", help: "files that the task is about" },
    pin: { type: "string", value: "A,B", help: "files to show whole, whatever else there is" },
    json: { type: "boolean", help: "print one JSON object" },
    text: { type: "boolean", help: "print the context itself, as it goes into a prompt" },
  },
  about:
    "Works on any TypeScript or JavaScript project. Files are what git would track; without git, all but node_modules and what is built.",
  async run({ flags, env }) {
    const task = String(flags["task"] ?? "").trim();
    if (task === "") {
      throw usageFailure(
        "context: what is the task?",
        'For example: npx sitewright context --task "add a dark theme switch to the header"',
      );
    }
    const model = String(flags["model"] ?? "o200k_base");
    if (!encodings.includes(model)) {
      throw usageFailure(`context: no model "${model}"`, `Known are ${encodings.join(" and ")}.`);
    }
    const request = {
      task,
      budget: budgetOf(flags["budget"]),
      focus: pathsIn(flags["files"]),
      pinned: pathsIn(flags["pin"]),
    };
    const { root, tooLong, paths, engine } = await openProject(flags["root"], env);
    refuseUnknown([...request.focus, ...request.pinned], paths);
    engine.loadTokens(model);
    for (const file of engine.wanted(request)) engine.keepText(file, textOf(root, file));
    const report = engine.assemble(request);
    for (const file of tooLong) report.omitted.push({ path: file, reason: "longer than 4 MiB" });
    if (flags["text"] === true) process.stdout.write(engine.contextText());
    else if (flags["json"] === true) process.stdout.write(`${JSON.stringify(report)}\n`);
    else print(report);
  },
};

/** @param {string | boolean | undefined} text */
function budgetOf(text) {
  const budget = Number(text ?? 16_000);
  if (!Number.isInteger(budget) || budget < 0 || budget > 100_000_000) {
    throw usageFailure(`context: "${String(text)}" is not a number of tokens`);
  }
  return budget;
}

/**
 * @param {string | boolean | undefined} text
 * @returns {string[]}
 */
function pathsIn(text) {
  if (typeof text !== "string") return [];
  return text
    .split(",")
    .map((file) => file.trim().replace(/^\.\//, ""))
    .filter((file) => file !== "");
}

/**
 * @param {string[]} named
 * @param {string[]} paths
 */
function refuseUnknown(named, paths) {
  const known = new Set(paths);
  const missing = named.filter((file) => !known.has(file));
  if (missing.length > 0) throw usageFailure(`context: not in the project: ${missing.join(", ")}`);
}

/** @param {import("../context/reports.mjs").ContextReport} report */
function print(report) {
  const width = Math.max(0, ...report.files.map(({ path }) => path.length));
  for (const { path, kind, tokens, score, reasons } of report.files) {
    const row = `${path.padEnd(width)}  ${kind.padEnd(8)} ${String(tokens).padStart(6)}  ${score.toFixed(2)}`;
    process.stdout.write(`${row}  ${reasons.join("; ")}\n`);
  }
  say(
    `${bold(`${report.totalTokens} of ${report.budget} tokens`)}, ${report.files.length} files, ${report.omitted.length} left out, ${report.ms.toFixed(1)} ms`,
  );
  for (const [reason, count] of counted(report.omitted)) say(dim(`  ${count} × ${reason}`));
}

/** @param {{ reason: string }[]} omitted */
function counted(omitted) {
  /** @type {Map<string, number>} */
  const reasons = new Map();
  for (const { reason } of omitted) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].sort((a, b) => b[1] - a[1]);
}
