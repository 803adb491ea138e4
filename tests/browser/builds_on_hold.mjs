// Holds the build runner of an app still, so that a generation stays in its build for as long as a
// test looks at it, on any machine. A runner that stopped answering is a fault that happens, too.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * @param {string} state the app's state folder, which its runner's command line names
 * @returns {number[]}
 */
export function runnersOf(state) {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid)) return false;
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return words[0]?.endsWith("build_runner") && words.includes(path.join(state, "runner"));
      } catch {
        return false; // it ended meanwhile
      }
    });
}

/** @param {string} state */
export function buildsOnHold(state) {
  /** @type {number[]} */
  let held = [];
  const release = () => {
    for (const pid of held.splice(0)) {
      try {
        process.kill(pid, "SIGCONT");
      } catch {
        // It is gone, and so is what held it.
      }
    }
  };
  return {
    hold() {
      held = runnersOf(state);
      if (held.length === 0) throw new Error(`no build runner serves ${state}`);
      for (const pid of held) process.kill(pid, "SIGSTOP");
    },
    release,
  };
}
