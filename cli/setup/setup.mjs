// Brings a machine and a clone to the point where Sitewright runs. Parts that are up to date cost nothing.
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure, setupFailure } from "../failure.mjs";
import { root, setupLog } from "../paths.mjs";
import { stopAllGroups } from "../process/groups.mjs";
import { run, tail } from "../process/run.mjs";
import { isStopping } from "../process/stop_signals.mjs";
import { dim, say, seconds } from "../terminal/print.mjs";
import { withLock } from "./lock.mjs";
import { database } from "./parts/database.mjs";
import { packages } from "./parts/packages.mjs";
import { page } from "./parts/page_module.mjs";
import { runner } from "./parts/runner.mjs";
import { store } from "./parts/store.mjs";
import { system } from "./parts/system.mjs";
import { ui } from "./parts/ui.mjs";
import { wasm } from "./parts/wasm.mjs";
import { createProgress } from "./progress.mjs";
import { runParts } from "./schedule.mjs";

/** In the order of a sensible read-out; what they need decides when they run. */
export const allParts = [system, packages, wasm, page, runner, ui, database, store];

/**
 * @param {import("./part.mjs").Site} site
 * @param {{ only?: string[] }} [options] names of parts; absent: all
 * @returns {Promise<void>} throws Failure (exit code 3) with the next step
 */
export async function setUp(site, { only } = {}) {
  const wanted = allParts.filter((part) => !only || only.includes(part.name));
  if ((await outdated(wanted, site)).length === 0) return;
  await withLock(path.join(root, "build", "setup.lock"), async () => {
    const parts = await outdated(wanted, site);
    if (parts.length > 0) await make(parts, site);
  });
}

/**
 * @param {import("./part.mjs").Part[]} parts
 * @param {import("./part.mjs").Site} site
 */
async function outdated(parts, site) {
  const fresh = await Promise.all(parts.map((part) => part.isUpToDate(site)));
  return parts.filter((_, index) => !fresh[index]);
}

/**
 * @param {import("./part.mjs").Part[]} parts
 * @param {import("./part.mjs").Site} site
 */
async function make(parts, site) {
  const since = Date.now();
  mkdirSync(path.dirname(setupLog), { recursive: true });
  writeFileSync(
    setupLog,
    `set-up of ${new Date().toISOString()}: ${parts.map((part) => part.name).join(", ")}\n`,
  );
  say(
    dim(
      `Setting up ${parts.length} of ${allParts.length} parts; the whole log is in build/setup.log.`,
    ),
  );
  const progress = createProgress();
  try {
    await runParts(parts, (part) => makeOne(part, site, progress));
  } catch (error) {
    await stopAllGroups();
    throw error;
  } finally {
    progress.close();
  }
  say(dim(`Set up in ${seconds(Date.now() - since)}.`));
}

/**
 * @param {import("./part.mjs").Part} part
 * @param {import("./part.mjs").Site} site
 * @param {import("./progress.mjs").Progress} progress
 */
async function makeOne(part, site, progress) {
  /** @type {string[]} */
  const said = [];
  const onLine = (/** @type {string} */ line) => {
    said.push(line);
    appendFileSync(setupLog, `[${part.name}] ${line}\n`);
    progress.note(part.name, line);
  };
  progress.begin(part.name, part.title);
  try {
    await part.make({
      site,
      run: (command, args, options = {}) => {
        onLine(`$ ${[path.basename(command), ...args].join(" ")}`);
        return run(command, args, {
          name: part.name,
          cwd: options.cwd ?? root,
          env: options.env ?? site.env,
          onLine,
        });
      },
    });
    progress.end(part.name, true);
  } catch (error) {
    // The process is about to end; what waits for this part must not go on.
    if (isStopping()) await new Promise(() => {});
    progress.end(part.name, false);
    if (!(error instanceof Failure)) throw error;
    throw setupFailure(error.message, {
      next: error.next,
      detail: error.detail ?? tail(said.join("\n"), 20),
    });
  }
}
