// One running Sitewright: the build runner and, in one wrangler process, the five Workers, on one state folder.
import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";
import { requestJson } from "../client/http.mjs";
import { Failure, usageFailure } from "../failure.mjs";
import { nodeBinary, root, wranglerScript } from "../paths.mjs";
import { spawnGroup, stopGroup } from "../process/groups.mjs";
import { isStopping } from "../process/stop_signals.mjs";
import { withoutColour } from "../terminal/print.mjs";
import { startClock } from "./clock.mjs";
import { removeInstance, runningInstance, writeInstance } from "./instance_file.mjs";
import { isModelChoice, providers } from "./models.mjs";
import { freePort, isFree, portHolder } from "./ports.mjs";
import { smokeMode, startRunner } from "./runner.mjs";
import { supervise } from "./supervise.mjs";
import { localVaultKeys } from "./vault_keys.mjs";
import { watchWorkers } from "./watchdog.mjs";
import { workerConfigWriter } from "./worker_configs.mjs";
import { workerPersistence, wranglerEnvironment } from "./wrangler.mjs";

const readyWithinMs = 60_000;

/**
 * @typedef {object} Instance
 * @property {string} url
 * @property {Promise<never>} failed rejects when a part would not stay up
 * @property {() => Promise<void>} stop
 */

/**
 * Starts everything and returns when /readyz says so.
 * @param {object} options
 * @param {string} options.state
 * @param {number} options.port
 * @param {string} [options.host]
 * @param {NodeJS.ProcessEnv} options.env
 * @param {boolean} [options.quiet]
 * @returns {Promise<Instance>}
 */
export async function startInstance({ state, port, host = "127.0.0.1", env, quiet = false }) {
  refuseUnknownModel(env["SITEWRIGHT_MODEL"]);
  smokeMode(env);
  await refuseIfTaken(state, port, host);
  mkdirSync(path.join(state, "logs"), { recursive: true });
  const url = `http://localhost:${port}`;
  writeInstance(state, { pid: process.pid, port, url });
  const vaultKeys = env["VAULT_KEYS"] || localVaultKeys(state);
  const runnerPort = await freePort();
  const runner = startRunner({ state, port: runnerPort, env, quiet });
  let stopping = false;
  const writeConfigs = await workerConfigWriter(state, { ...env, VAULT_KEYS: vaultKeys });
  const workers = supervise({
    name: "workers",
    log: path.join(state, "logs", "workers.log"),
    quiet,
    condense: condenseWrangler,
    start: (onLine) => {
      const configs = writeConfigs(instanceValues({ port, host, runnerPort }));
      const group = spawnGroup(nodeBinary(), wranglerArguments({ configs, port, host, state }), {
        name: "wrangler",
        cwd: root,
        env: wranglerEnvironment(state, env),
        onLine,
      });
      const stopWatching = watchWorkers({
        pid: group.pid,
        port,
        onEnd(reason) {
          if (stopping || isStopping()) return;
          onLine(`✘ ${reason}: wrangler is stopped, to start anew`);
          void stopGroup(group, 500);
        },
      });
      void group.ended.then(stopWatching);
      return group;
    },
  });
  /** @type {(() => void) | undefined} */
  let stopClock;
  const instance = {
    url,
    failed: Promise.race([runner.givenUp, workers.givenUp]),
    async stop() {
      stopping = true;
      stopClock?.();
      await Promise.all([runner.stop(), workers.stop()]);
      removeInstance(state);
    },
  };
  instance.failed.catch(() => {});
  try {
    await Promise.race([waitUntilReady(port, workers, runner, state), instance.failed]);
  } catch (error) {
    await instance.stop();
    throw error;
  }
  stopClock = startClock(url);
  return instance;
}

/** @param {string | undefined} model */
function refuseUnknownModel(model) {
  if (model === undefined || isModelChoice(model)) return;
  throw usageFailure(
    `SITEWRIGHT_MODEL=${model} names no model`,
    `It is builtin, auto or <provider>/<model>, with one of these providers: ${providers.map(({ name }) => name).join(", ")}. Unset, a language model answers where there is a key, else the built-in one.`,
  );
}

/**
 * What a Worker may name in its [vars] to learn about this instance.
 * @param {{ port: number, host: string, runnerPort: number }} options
 * @returns {Record<string, string>}
 */
function instanceValues({ port, host, runnerPort }) {
  const isLoopback = host === "127.0.0.1" || host === "::1" || host === "localhost";
  return {
    RUNNER_URL: `http://127.0.0.1:${runnerPort}`,
    BASE_HOST: `localhost:${port}`,
    LOOPBACK_ONLY: String(isLoopback),
    // Another one at every start of the Workers: what was under way when the last ones ended is taken up again.
    BOOT_ID: randomUUID(),
  };
}

/** @param {{ configs: string[], port: number, host: string, state: string }} options */
function wranglerArguments({ configs, port, host, state }) {
  return [
    "--no-warnings",
    wranglerScript,
    "dev",
    ...configs.flatMap((config) => ["-c", config]),
    "--ip",
    host,
    "--port",
    String(port),
    "--inspector-port",
    "0",
    "--persist-to",
    workerPersistence(state),
    "--show-interactive-dev-session=false",
    "--log-level",
    "log",
  ];
}

/**
 * Of wrangler's many lines, those that a person wants: errors and warnings, without the request log.
 * @param {string} line
 */
export function condenseWrangler(line) {
  const text = withoutColour(line).trim();
  if (/\[wrangler:info\]|^\W*$|Scheduled Workers are not automatically triggered/.test(text))
    return undefined;
  return /error|✘|uncaught|exception|▲|warn/i.test(text) ? text : undefined;
}

/** @param {string} state @param {number} port @param {string} host */
async function refuseIfTaken(state, port, host) {
  const other = runningInstance(state);
  if (other && other.pid !== process.pid) {
    throw new Failure(
      `Sitewright already runs on this state: ${other.url} (process ${other.pid})`,
      {
        next: `Use it, stop it with Ctrl-C or kill ${other.pid}, or start a second one beside it:\n  PORT=${port + 1} SITEWRIGHT_STATE=${state}-2 npm start`,
      },
    );
  }
  if ((await isFree(port, host)) && !(await answers(port))) return;
  const holder = portHolder(port);
  const by = holder ? ` by process ${holder.pid} (${holder.command})` : "";
  throw new Failure(`port ${port} is taken${by}`, {
    next: `Stop that process${holder ? ` (kill ${holder.pid})` : ""} or choose another port:\n  PORT=${port + 1} npm start`,
  });
}

/**
 * A port can be bound on one address while someone listens on another.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const end = (/** @type {boolean} */ yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.setTimeout(500, () => end(false));
  });
}

/**
 * @param {number} port
 * @param {import("./supervise.mjs").Supervised} workers
 * @param {import("./supervise.mjs").Supervised} runner
 * @param {string} state
 */
async function waitUntilReady(port, workers, runner, state) {
  const deadline = Date.now() + readyWithinMs;
  let last = "no answer";
  while (Date.now() < deadline) {
    const answer = await requestJson(`http://localhost:${port}/readyz`, { timeoutMs: 5000 }).catch(
      () => undefined,
    );
    if (answer?.status === 200) return;
    if (answer) last = `${answer.status} ${answer.text.slice(0, 600)}`;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  const culprit = runner.hasExited() ? runner : workers;
  throw new Failure(`not ready after ${readyWithinMs / 1000} s; /readyz said: ${last}`, {
    detail: culprit.recentOutput(),
    next: `Logs: ${path.join(state, "logs")}. \`npx sitewright doctor\` tells what is missing on this machine.`,
  });
}
