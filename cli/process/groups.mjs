// Child processes that never outlive us. Each child leads a process group of its own, so that it and
// everything below it end together: on stopGroup(), when we exit, and, by a leash, when we are killed outright.

import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/**
 * @typedef {object} Group
 * @property {number} pid leader, also the id of the group
 * @property {string} name for messages
 * @property {Promise<number>} ended exit code; 128 + n after signal n; 127 when it could not be started
 * @property {(text: string) => void} write to its standard input
 *
 * @typedef {object} GroupOptions
 * @property {string} [name]
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [input] whole standard input; absent: empty
 * @property {(line: string, stream: "stdout" | "stderr") => void} [onLine]
 */

/** @type {Map<number, Group>} */
const live = new Map();
/** @type {import("node:child_process").ChildProcess | undefined} */
let leash;

// Reads the list of groups from us; when we are gone the pipe ends, and so do they.
const leashScript = `trap "" INT TERM HUP
groups=
while read -r line; do groups=$line; done
[ -z "$groups" ] && exit 0
kill -s TERM -- $groups 2>/dev/null
sleep 2
kill -s KILL -- $groups 2>/dev/null`;

function tellLeash() {
  if (!leash) {
    leash = spawn("/bin/sh", ["-c", leashScript], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    leash.stdin?.on("error", () => {});
    leash.on("error", () => {});
    leash.unref();
    /** @type {import("node:net").Socket | null | undefined} */ (leash.stdin)?.unref();
  }
  leash.stdin?.write(`${[...live.keys()].map((pid) => -pid).join(" ")}\n`);
}

/**
 * Starts a command in a group of its own.
 * @param {string} command
 * @param {string[]} args
 * @param {GroupOptions} [options]
 * @returns {Group}
 */
export function spawnGroup(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const name = options.name ?? command;
  child.stdin.on("error", () => {});
  if (options.input !== undefined || !options.onLine) child.stdin.end(options.input ?? "");
  const read = (/** @type {"stdout" | "stderr"} */ stream) =>
    new Promise((resolve) => {
      const lines = createInterface({ input: child[stream], crlfDelay: Infinity });
      lines.on("line", (line) => options.onLine?.(line, stream));
      lines.on("close", resolve);
    });
  const drained = Promise.all([read("stdout"), read("stderr")]);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      options.onLine?.(`${name}: ${error.message}`, "stderr");
      resolve(127);
    });
    child.on("exit", (code, signal) => {
      forget(child.pid);
      const result = code ?? 128 + (signal ? (signalNumbers[signal] ?? 0) : 0);
      // A grandchild may hold the pipes open; what it still says is not waited for.
      Promise.race([drained, new Promise((done) => setTimeout(done, 300).unref())]).then(() =>
        resolve(result),
      );
    });
  });
  const group = {
    pid: child.pid ?? -1,
    name,
    ended,
    write: (/** @type {string} */ text) => void child.stdin.write(text),
  };
  if (child.pid !== undefined) {
    live.set(child.pid, group);
    tellLeash();
  }
  return group;
}

/** @type {Record<string, number>} */
const signalNumbers = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** @param {number | undefined} pid */
function forget(pid) {
  if (pid !== undefined && live.delete(pid)) tellLeash();
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} false when the group is gone
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a process of the group still runs. Zombies that nobody reaps (containers) do not count.
 * @param {number} pid
 */
function groupRuns(pid) {
  if (!signalGroup(pid, 0)) return false;
  if (!existsSync("/proc/self/stat")) return true;
  return readdirSync("/proc").some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "latin1");
      const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(group) === pid && state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  });
}

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Ends a group: asks, then insists. Returns when no process of it is left.
 * @param {Group} group
 * @param {number} [graceMs] how long it may take its leave
 */
export async function stopGroup(group, graceMs = 2000) {
  const deadline = Date.now() + graceMs;
  signalGroup(group.pid, "SIGTERM");
  while (groupRuns(group.pid) && Date.now() < deadline) await pause(30);
  signalGroup(group.pid, "SIGKILL");
  for (let i = 0; i < 20 && groupRuns(group.pid); i++) await pause(20);
}

/** @param {number} [graceMs] */
export async function stopAllGroups(graceMs = 2000) {
  await Promise.all([...live.values()].map((group) => stopGroup(group, graceMs)));
}

process.on("exit", () => {
  for (const pid of live.keys()) signalGroup(pid, "SIGKILL");
});
