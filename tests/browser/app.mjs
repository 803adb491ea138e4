// The app under test: the one at SITEWRIGHT_BASE, or one that is started here on a port and a state of its own.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildsOnHold } from "./builds_on_hold.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const startLimitMs = 240_000; // a first start sets up the toolchain
const stopLimitMs = 15_000;

/** @returns {Promise<number>} a port that nobody listened on a moment ago */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<string>} the address of the ready line
 */
function readyLine(child) {
  let output = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(new Error(`no ready line after ${startLimitMs / 1000} s:\n${output.slice(-4000)}`)),
      startLimitMs,
    );
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      const ready = /^ready (http\S+)/m.exec(output);
      if (!ready?.[1]) return;
      clearTimeout(timer);
      resolve(ready[1]);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the app ended with ${code} before it was ready:\n${output.slice(-4000)}`));
    });
  });
}

/**
 * @typedef {object} App
 * @property {string} base
 * @property {{ hold: () => void, release: () => void } | undefined} builds absent where the app is not ours to hold
 * @property {string} [state] its folder, likewise
 * @property {() => Promise<void>} stop
 */

/**
 * @param {NodeJS.ProcessEnv} [env] with it, always one of its own
 * @returns {Promise<App>}
 */
export async function startApp(env = {}) {
  const given = process.env["SITEWRIGHT_BASE"];
  if (given && Object.keys(env).length === 0)
    return { base: given.replace(/\/$/, ""), builds: undefined, stop: async () => {} };
  const state = await mkdtemp(path.join(tmpdir(), "sitewright-browser-"));
  const child = spawn(process.execPath, ["cli/sitewright.mjs", "start"], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(await freePort()), SITEWRIGHT_STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const builds = buildsOnHold(state);
  const stop = async () => {
    builds.release();
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGKILL"), stopLimitMs);
      await ended;
      clearTimeout(timer);
    }
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { base: (await readyLine(child)).replace(/\/$/, ""), builds, state, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
