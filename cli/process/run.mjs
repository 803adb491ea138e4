// One command from start to end.
import { spawnGroup } from "./groups.mjs";

/**
 * @typedef {object} Outcome
 * @property {number} code
 * @property {string} stdout
 * @property {string} output both streams in the order they came
 */

/**
 * Runs a command and keeps what it says. Never throws; 127 when it could not be started.
 * @param {string} command
 * @param {string[]} args
 * @param {Omit<import("./groups.mjs").GroupOptions, "onLine"> & { onLine?: (line: string) => void }} [options]
 * @returns {Promise<Outcome>}
 */
export async function run(command, args, options = {}) {
  /** @type {string[]} */
  const stdout = [];
  /** @type {string[]} */
  const output = [];
  const group = spawnGroup(command, args, {
    ...options,
    input: options.input ?? "",
    onLine: (line, stream) => {
      output.push(line);
      if (stream === "stdout") stdout.push(line);
      options.onLine?.(line);
    },
  });
  const code = await group.ended;
  return { code, stdout: stdout.join("\n"), output: output.join("\n") };
}

/**
 * The last lines of a text.
 * @param {string} text
 * @param {number} count
 */
export function tail(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
