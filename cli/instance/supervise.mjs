// Keeps a child running: started again when it dies, after longer and longer pauses; given up when it will not stay.
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { stopGroup } from "../process/groups.mjs";
import { isStopping } from "../process/stop_signals.mjs";
import { say, yellow } from "../terminal/print.mjs";

const pausesMs = [200, 500, 1000, 2000, 5000];
const stableMs = 30_000;
const keptLines = 30;

/**
 * @typedef {object} Supervised
 * @property {() => string} recentOutput the last lines it said
 * @property {() => boolean} hasExited true while it is not running
 * @property {() => Promise<void>} stop
 * @property {Promise<never>} givenUp rejects when the child would not stay up
 */

/**
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.log file that gets all output
 * @param {(onLine: (line: string) => void) => import("../process/groups.mjs").Group} options.start
 * @param {(line: string) => string | undefined} [options.condense] what of a line the terminal shows
 * @param {boolean} [options.quiet]
 * @returns {Supervised}
 */
export function supervise({ name, log, start, condense, quiet = false }) {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log, { flags: "w" });
  file.on("error", () => {});
  /** @type {string[]} */
  const recent = [];
  const onLine = (/** @type {string} */ line) => {
    file.write(`${line}\n`);
    recent.push(line);
    if (recent.length > keptLines) recent.shift();
    const shown = condense?.(line);
    if (shown !== undefined && !quiet) say(`${name} | ${shown}`);
  };
  let stopped = false;
  let running = false;
  let deaths = 0;
  /** @type {import("../process/groups.mjs").Group | undefined} */
  let group;
  const givenUp = /** @type {Promise<never>} */ (
    new Promise((_, reject) => {
      const launch = () => {
        const since = Date.now();
        group = start(onLine);
        running = true;
        void group.ended.then((code) => {
          running = false;
          if (stopped || isStopping()) return;
          if (Date.now() - since > stableMs) deaths = 0;
          const pause = pausesMs[deaths++];
          if (pause === undefined) {
            reject(
              new Failure(`${name} stops again and again (exit ${code})`, {
                detail: recent.slice(-15).join("\n"),
                next: `Its whole output is in ${log}`,
              }),
            );
            return;
          }
          if (!quiet)
            say(yellow(`${name} ended (exit ${code}); starting it again in ${pause} ms.`));
          setTimeout(() => {
            if (!stopped && !isStopping()) launch();
          }, pause);
        });
      };
      launch();
    })
  );
  givenUp.catch(() => {});
  return {
    recentOutput: () => recent.slice(-15).join("\n"),
    hasExited: () => !running,
    givenUp,
    async stop() {
      stopped = true;
      if (group && running) await stopGroup(group);
      file.end();
    },
  };
}
