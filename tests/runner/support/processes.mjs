// What is running on this machine, seen from outside the sandbox.
import { readdirSync, readFileSync } from "node:fs";

/** Pids whose command line holds `mark`. */
export function processesWith(mark) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(mark);
      } catch {
        return false; // ended meanwhile
      }
    });
}

/** Pids of a process's children, the dead ones included. */
export function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );
}

/** Waits until none is left; answers how many ms it took. */
export async function gone(mark, limitMs = 3000) {
  const start = performance.now();
  while (processesWith(mark).length > 0) {
    if (performance.now() - start > limitMs) throw new Error(`still running: ${mark}`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
  return performance.now() - start;
}

export async function seen(mark, limitMs = 60_000) {
  const start = performance.now();
  while (processesWith(mark).length === 0) {
    if (performance.now() - start > limitMs) throw new Error(`never ran: ${mark}`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
}
