// The whole app as a process that a test starts and kills.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readyLimitMs = 240_000; // a first start may set up the toolchain

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/**
 * A start of the app on a state of its own, and its end.
 * @param {string} state
 * @param {NodeJS.ProcessEnv} [env] beside what is set
 */
export async function startApp(state, env = {}) {
  const child = spawn(process.execPath, ["cli/sitewright.mjs", "start"], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(await freePort()), SITEWRIGHT_STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const base = await new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => reject(new Error(`not ready: ${output}`)), readyLimitMs);
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const ready = /^ready (http\S+)/m.exec(output)?.[1];
      if (!ready) return;
      clearTimeout(timer);
      resolve(ready);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  const end = (/** @type {NodeJS.Signals} */ signal) =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill(signal);
    });
  return { base: String(base), end };
}
