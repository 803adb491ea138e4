// Processes of an app that a test kills, and how it is seen that what they held is free again.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runtimesOf } from "../../cli/instance/watchdog.mjs";
import { runnersOf } from "../browser/builds_on_hold.mjs";
import { exchange } from "./api_client.mjs";

const patienceMs = 120_000;

/** @param {number} pid @returns {number[]} it and all below it */
export function treeOf(pid) {
  const below = [];
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const text = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
      below.push(...text.split(" ").filter(Boolean).map(Number));
    }
  } catch {
    // It ended meanwhile.
  }
  return [pid, ...below.flatMap(treeOf)];
}

/** @param {string} state the app's folder @returns {number[]} its workerd processes */
export function runtimes(state) {
  const wrangler = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return words.includes(path.join(state, "workers", "core-api", "wrangler.json"));
      } catch {
        return false; // it ended meanwhile
      }
    });
  return runtimesOf(Number(wrangler)) ?? [];
}

/**
 * What an address answers once it does, whoever was killed meanwhile.
 * @param {string} url
 */
export async function patiently(url) {
  for (const end = Date.now() + patienceMs; ; ) {
    const answer = await exchange(url).catch(() => undefined);
    if (answer?.status === 200) return answer.json;
    if (Date.now() > end) throw new Error(`no answer from ${url}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @param {string} state @returns {Promise<{ running: number, waiting: number }>} of its build runner */
export function runnerHealth(state) {
  const [runner] = runnersOf(state);
  const words = readFileSync(`/proc/${runner}/cmdline`, "utf8").split("\0");
  return patiently(`http://127.0.0.1:${words[words.indexOf("--port") + 1]}/healthz`);
}
