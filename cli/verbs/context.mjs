// sitewright context: the files of any project that a task needs, within a budget of tokens.
import path from "node:path";
import { countingOf, encodings, families, Refusal } from "../context/context_module.mjs";
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
      help: `whose tokens: ${encodings.join(", ")}, or estimated upward: ${families.join(", ")}`,
    },
    files: { type: "string", value: "A,B", help: "files that the task is about" },
    pin: { type: "string", value: "A,B", help: "files to show whole, whatever else there is" },
    reference: {
      type: "boolean",
      help: "also show passages of our reference for React 19, Tailwind 4, Vite 8 and TypeScript",
    },
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
    const { encoding, family } = countingOf("context", flags["model"]);
    if (flags["json"] === true && flags["text"] === true) {
      throw usageFailure("context: --json or --text, not both");
    }
    const budget = budgetOf(flags["budget"]);
    const { root, unread, paths, engine } = await openProject(flags["root"], env);
    for (const file of paths) engine.addFile(file, textOf(root, file));
    const request = {
      task,
      budget,
      focus: pathsIn("files", flags, root),
      pinned: pathsIn("pin", flags, root),
      ...(family === undefined ? {} : { family }),
    };
    refuseUnknown([...request.focus, ...request.pinned], paths, unread);
    engine.loadTokens(encoding);
    if (flags["reference"] === true) engine.loadReference();
    for (const file of engine.wanted(request)) engine.keepText(file, textOf(root, file));
    const report = assembled(engine, request);
    if (flags["text"] === true) process.stdout.write(engine.contextText());
    else if (flags["json"] === true) process.stdout.write(`${JSON.stringify(report)}\n`);
    else print(report);
  },
};

/** @param {string | boolean | undefined} text */
function budgetOf(text = "16000") {
  const budget = /^\d{1,9}$/.test(String(text)) ? Number(text) : Number.NaN;
  if (!(budget <= 100_000_000)) {
    throw usageFailure(
      `context: "${String(text)}" is not a number of tokens`,
      "Give a whole number from 0 to 100000000.",
    );
  }
  return budget;
}

/**
 * Paths are of the project; absolute ones are taken as well.
 * @param {"files" | "pin"} flag
 * @param {Record<string, string | boolean | undefined>} flags
 * @param {string} root
 * @returns {string[]}
 */
function pathsIn(flag, flags, root) {
  const text = flags[flag];
  if (typeof text !== "string") return [];
  const named = text
    .split(",")
    .map((file) => file.trim())
    .filter((file) => file !== "");
  if (named.length === 0) throw usageFailure(`context: --${flag} names no file`);
  return named.map((file) =>
    path.isAbsolute(file) ? path.relative(root, file) : path.normalize(file),
  );
}

/**
 * @param {string[]} named
 * @param {string[]} paths
 * @param {import("../context/project_files.mjs").Unread[]} unread
 */
function refuseUnknown(named, paths, unread) {
  const known = new Set(paths);
  const missing = named.filter((file) => !known.has(file));
  if (missing.length === 0) return;
  const notRead = unread.filter((file) => missing.includes(file.path));
  if (notRead.length > 0) {
    const rows = notRead.map((file) => `${file.path} (${file.reason})`);
    throw usageFailure(`context: not read: ${rows.join(", ")}`);
  }
  throw usageFailure(
    `context: not a file of the project: ${missing.join(", ")}`,
    "Paths begin at the project's folder; what git ignores is not part of it.",
  );
}

/**
 * @param {import("../context/context_module.mjs").ContextModule} engine
 * @param {{ task: string, budget: number, focus: string[], pinned: string[] }} request
 */
function assembled(engine, request) {
  try {
    return engine.assemble(request);
  } catch (error) {
    // The engine refuses what it was asked for: pinned files that do not fit, or are not text.
    if (!(error instanceof Refusal)) throw error;
    throw usageFailure(
      `context: ${error.message}`,
      "Pin fewer files and only text, or give a larger --budget.",
    );
  }
}

/** @param {import("../context/reports.mjs").ContextReport} report */
function print(report) {
  const width = Math.max(0, ...report.files.map((file) => file.path.length));
  for (const { path: file, kind, tokens, score, reasons } of report.files) {
    const row = `${file.padEnd(width)}  ${kind.padEnd(8)} ${String(tokens).padStart(6)}  ${score.toFixed(2)}`;
    process.stdout.write(`${row}  ${reasons.join("; ")}\n`);
  }
  for (const { source, heading, tokens, score, reasons } of report.passages ?? []) {
    const row = `${`${source}: ${heading}`.padEnd(width)}  ${"passage".padEnd(8)} ${String(tokens).padStart(6)}`;
    process.stdout.write(`${row}  ${score.toFixed(2)}  ${reasons.join("; ")}\n`);
  }
  say(
    `${bold(`${report.totalTokens} of ${report.budget} tokens`)}, ${report.files.length} shown, ${report.omitted.length} left out, ${report.ms.toFixed(1)} ms`,
  );
  if (report.estimate !== undefined) say(dim(`  ${estimateWords(report.estimate)}`));
  for (const [reason, count] of counted(report.omitted)) say(dim(`  ${count} × ${reason}`));
}

/** @param {import("../context/reports.mjs").TokenEstimate} estimate */
const estimateWords = ({ family, counted: exact, likely, atMost, error }) =>
  `tokens are estimates for ${family}: ${exact} of o200k_base, likely ${likely}, at most ${atMost}; ${error}`;

/** @param {{ reason: string }[]} omitted */
function counted(omitted) {
  /** @type {Map<string, number>} */
  const reasons = new Map();
  for (const { reason } of omitted) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].sort((a, b) => b[1] - a[1]);
}
