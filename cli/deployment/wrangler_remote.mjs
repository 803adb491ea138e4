// wrangler against the real account. Answers come from its output; a call that fails says what wrangler said.
import { Failure } from "../failure.mjs";
import { nodeBinary, root, wranglerScript } from "../paths.mjs";
import { run, tail } from "../process/run.mjs";

/**
 * @typedef {object} Wrangler
 * @property {(args: string[], options?: { input?: string, onLine?: (line: string) => void }) => Promise<import("../process/run.mjs").Outcome>} call never throws
 * @property {(args: string[], options?: { input?: string, onLine?: (line: string) => void }) => Promise<import("../process/run.mjs").Outcome>} must throws Failure
 */

/**
 * @param {NodeJS.ProcessEnv} env SITEWRIGHT_WRANGLER may name another program to run in its place
 * @returns {Wrangler}
 */
export function createWrangler(env) {
  const other = env["SITEWRIGHT_WRANGLER"];
  const [command, first] = other ? [other, []] : [nodeBinary(), ["--no-warnings", wranglerScript]];
  // Secrets reach wrangler by standard input only; it has no use for them in its environment.
  const { API_TOKEN: _token, ...rest } = env;
  const own = { ...rest, CI: "1", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false" };
  /** @type {Wrangler["call"]} */
  const call = (args, options = {}) =>
    run(command, [...first, ...args], { cwd: root, env: own, name: "wrangler", ...options });
  return {
    call,
    async must(args, options) {
      const outcome = await call(args, options);
      if (outcome.code === 0) return outcome;
      throw new Failure(`wrangler ${args.slice(0, 3).join(" ")} failed (exit ${outcome.code})`, {
        detail: tail(outcome.output, 25),
        next: "Put right what it names and run the same command again: what is done already is not done twice.",
      });
    },
  };
}

/**
 * @param {Wrangler} wrangler
 * @returns {Promise<Record<string, string>>} ids by name
 */
export async function databaseIds(wrangler) {
  const { stdout } = await wrangler.must(["d1", "list", "--json"]);
  /** @type {{ name: string, uuid: string }[]} */
  const list = JSON.parse(stdout.slice(stdout.indexOf("[")));
  return Object.fromEntries(list.map(({ name, uuid }) => [name, uuid]));
}

/**
 * The words of a listing that is made for people.
 * @param {string} output
 */
const words = (output) => new Set(output.split(/[^\w-]+/));

/**
 * @param {Wrangler} wrangler
 * @param {string[]} wanted
 * @returns {Promise<string[]>} those of them that exist
 */
export async function existingQueues(wrangler, wanted) {
  /** @type {Set<string>} */
  const found = new Set();
  for (let page = 1; page <= 100; page++) {
    const { stdout } = await wrangler.must(["queues", "list", "--page", String(page)]);
    const before = found.size;
    for (const word of words(stdout)) if (!found.has(word)) found.add(word);
    if (found.size === before) break;
  }
  return wanted.filter((name) => found.has(name));
}

/**
 * @param {Wrangler} wrangler
 * @param {string[]} wanted
 */
export async function existingBuckets(wrangler, wanted) {
  const { stdout } = await wrangler.must(["r2", "bucket", "list"]);
  const found = words(stdout);
  return wanted.filter((name) => found.has(name));
}

/**
 * @param {Wrangler} wrangler
 * @param {string[]} names
 */
export async function existingWorkers(wrangler, names) {
  const answers = await Promise.all(
    names.map((name) => wrangler.call(["deployments", "list", "--name", name])),
  );
  return names.filter((_, index) => answers[index]?.code === 0);
}
