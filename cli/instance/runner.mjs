// The build runner as a local process on a loopback port of its own.
import path from "node:path";
import { usageFailure } from "../failure.mjs";
import { nodeBinary, runnerBinary } from "../paths.mjs";
import { spawnGroup } from "../process/groups.mjs";
import { supervise } from "./supervise.mjs";

/** @param {string} state */
export const runnerState = (state) => path.join(state, "runner");

/**
 * @param {object} options
 * @param {string} options.state
 * @param {number} options.port
 * @param {NodeJS.ProcessEnv} options.env
 * @param {boolean} options.quiet
 */
export function startRunner({ state, port, env, quiet }) {
  return supervise({
    name: "runner",
    log: path.join(state, "logs", "runner.log"),
    quiet,
    condense: (line) => (/\b(error|fatal|warning)\b/i.test(line) ? line : undefined),
    start: (onLine) =>
      spawnGroup(
        runnerBinary,
        [
          "--port",
          String(port),
          "--state",
          runnerState(state),
          "--node",
          nodeBinary(),
          "--smoke",
          smokeMode(env),
          "--die-with-parent",
        ],
        {
          name: "build_runner",
          env: withoutSecrets(env),
          onLine,
        },
      ),
  });
}

/**
 * How the smoke test looks at sites: SITEWRIGHT_SMOKE.
 * @param {NodeJS.ProcessEnv} env
 */
export function smokeMode(env) {
  const mode = env["SITEWRIGHT_SMOKE"] || "auto";
  if (["auto", "static", "browser"].includes(mode)) return mode;
  throw usageFailure(
    `SITEWRIGHT_SMOKE=${mode} is no way to test a site`,
    "auto: in Chromium where there is one; static: never; browser: always.",
  );
}

/**
 * The runner and what it builds have no use for any key of ours.
 * @param {NodeJS.ProcessEnv} env
 */
export function withoutSecrets(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) =>
        !/(_KEYS?|_TOKEN|_SECRET|_PASSWORD|_HEADERS)$/.test(name) &&
        !name.startsWith("CLOUDFLARE_"),
    ),
  );
}
