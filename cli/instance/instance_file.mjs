// <state>/instance.json: who serves this state now. `generate` uses it; a second start on the same state is refused by it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAlive } from "../setup/lock.mjs";

/** @typedef {{ pid: number, port: number, url: string }} InstanceRecord */

/** @param {string} state */
const file = (state) => path.join(state, "instance.json");

/**
 * @param {string} state
 * @returns {InstanceRecord | undefined} the living instance of this state
 */
export function runningInstance(state) {
  try {
    const record = JSON.parse(readFileSync(file(state), "utf8"));
    const isRecord =
      Number.isInteger(record.pid) &&
      Number.isInteger(record.port) &&
      typeof record.url === "string";
    return isRecord && isAlive(record.pid) && isSitewright(record.pid) ? record : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Process ids are used again; the command line tells.
 * @param {number} pid
 */
function isSitewright(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("sitewright");
  } catch {
    return true;
  }
}

/**
 * @param {string} state
 * @param {InstanceRecord} record
 */
export function writeInstance(state, record) {
  mkdirSync(state, { recursive: true });
  writeFileSync(file(state), `${JSON.stringify(record)}\n`);
}

/** @param {string} state */
export function removeInstance(state) {
  const record = runningInstance(state);
  if (!record || record.pid === process.pid) rmSync(file(state), { force: true });
}
