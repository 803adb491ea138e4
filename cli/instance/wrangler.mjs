// How wrangler is run, so that it touches nothing outside one state folder and needs no network.
import path from "node:path";

/** @param {string} state */
export const workerPersistence = (state) => path.join(state, "cloudflare");

/**
 * @param {string} state
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function wranglerEnvironment(state, env) {
  return {
    ...env,
    CI: "1",
    NO_COLOR: "1",
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_REGISTRY_PATH: path.join(state, "registry"),
    WRANGLER_LOG_PATH: path.join(state, "logs", "wrangler"),
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    // Only what worker_configs.mjs writes reaches a Worker, whatever .env files lie about.
    CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: "false",
    CLOUDFLARE_INCLUDE_PROCESS_ENV: "false",
  };
}
