// Ctrl-C, SIGTERM, a closed terminal, or the death of the npm that runs us: stop what we started, then go.
import { stopAllGroups } from "./groups.mjs";

/** @type {Set<() => void | Promise<void>>} */
const farewells = new Set();
let stopping = false;

/**
 * Something to do before the children are stopped.
 * @param {() => void | Promise<void>} farewell
 */
export function beforeStop(farewell) {
  farewells.add(farewell);
}

export function isStopping() {
  return stopping;
}

/**
 * @param {object} options
 * @param {number} options.exitCode of a stop that was asked for
 */
export function stopOnSignals({ exitCode }) {
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const farewell of farewells) await farewell();
    await stopAllGroups();
    process.exit(exitCode);
  };
  for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, stop);
  // npm that was killed outright tells nobody; its child is handed to another parent.
  if (process.env["npm_lifecycle_event"] !== undefined) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) void stop();
    }, 1000).unref();
  }
}
