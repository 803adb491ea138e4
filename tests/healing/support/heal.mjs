// One broken tree through real builds: fixers propose, the runner judges, what does not help is
// rolled back. The policy of the healing loop, without models.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build as buildIn } from "../../runner/support/runner.mjs";
import { tarOf } from "../../runner/support/tar.mjs";
import { programs } from "./sites.mjs";

/** The fixers as a program that answers one request at a time. */
export function startFixers() {
  const child = spawn(join(programs, "healing_cli"), { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  createInterface({ input: child.stdout }).on("line", (line) =>
    waiting.shift()?.(JSON.parse(line)),
  );
  child.on("exit", (code, signal) => {
    for (const wake of waiting.splice(0))
      wake({ error: `healing_cli ended: ${code ?? signal}`, fixes: [] });
  });
  const ask = (request) =>
    new Promise((wake) => {
      waiting.push(wake);
      child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  return { ask, stop: () => child.stdin.end() };
}

const problemOf = ({ category, code, file, line, column, message }) => ({
  category,
  code,
  message,
  ...(file === null ? {} : { file }),
  ...(line === null ? {} : { line }),
  ...(column === null ? {} : { column }),
});

// Of what is no text its path is known.
const textsOf = (tree) =>
  Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [path, typeof text === "string" ? text : ""]),
  );

export async function buildTree(runner, tree) {
  const result = await buildIn(runner, tarOf(tree), { timeoutMs: 180_000 });
  if (result.done === undefined)
    throw new Error(`the runner refused a build: ${JSON.stringify(result.problem)}`);
  return {
    succeeded: result.done.status === "succeeded",
    problems: result.errors.map(problemOf),
    files: result.files,
    lines: result.lines,
    lock: result.lock,
  };
}

export function applyFix(tree, fix) {
  const out = { ...tree, ...fix.files };
  for (const path of fix.removed) delete out[path];
  return out;
}

/** What the product tries at most (wasm/project/retry.hpp): fewer for some categories. */
const limits = { dependency: 3, resource: 2, network: 5, unknown: 2 };
const categoryOf = (problems) =>
  ["network", "resource"].find((one) => problems.some(({ category }) => category === one)) ??
  problems[0]?.category ??
  "unknown";

/** The lock file that the runner completed, as the product takes it: before any rule. */
function completedLock(tree, { lock }) {
  if (lock === undefined || lock === tree["package-lock.json"]) return undefined;
  const files = { "package-lock.json": lock };
  const summary = "Write package-lock.json anew, with all that package.json asks for.";
  return { fixes: [{ fixer: "lock", summary, key: "lock", files, removed: [] }], error: undefined };
}

/**
 * @param {{ build: (tree: import("./sites.mjs").Tree) => ReturnType<typeof buildTree>, fixers: ReturnType<typeof startFixers> }} tools
 * @param {import("./sites.mjs").Tree} tree
 * @param {Awaited<ReturnType<typeof buildTree>>} first its failed build
 */
export async function heal({ build, fixers }, tree, first, attempts = 5) {
  let now = tree;
  let last = first;
  const tried = [];
  const steps = [];
  const used = {};
  let newest = first;
  for (let attempt = 0; attempt < attempts && !last.succeeded; attempt++) {
    const category = categoryOf(newest.problems);
    used[category] = (used[category] ?? 0) + 1;
    if (used[category] > (limits[category] ?? attempts)) break;
    const tree = textsOf(now);
    const propose = () => fixers.ask({ verb: "propose", tree, problems: last.problems, tried });
    const { lost } = await fixers.ask({ verb: "lost_package", tree });
    const back = lost === "" ? undefined : await propose();
    const { fixes, error } =
      back?.fixes?.length > 0 ? back : (completedLock(now, last) ?? (await propose()));
    if (error !== undefined) throw new Error(error);
    const fix = fixes[0];
    if (fix === undefined) {
      steps.push({ problems: last.problems, fix: null });
      break;
    }
    const next = applyFix(now, fix);
    const built = await build(next);
    newest = built;
    const better =
      built.succeeded ||
      (await fixers.ask({ verb: "better", before: last.problems, after: built.problems })).better;
    steps.push({
      problems: last.problems,
      fix: { fixer: fix.fixer, summary: fix.summary },
      kept: better,
    });
    if (better) {
      now = next;
      last = built;
    } else {
      tried.push(fix.key);
    }
  }
  return { healed: last.succeeded, tree: now, files: last.files, problems: last.problems, steps };
}
