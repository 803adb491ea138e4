// The configuration of one instance's Workers: each wrangler.toml with this instance's ports and keys, written to
// <state>/workers/<name>/. Secrets go to .dev.vars beside it (mode 600): never on a command line, never in a log.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { configFile, workers } from "./workers.mjs";

/**
 * @typedef {Record<string, unknown> & { main?: string, vars?: Record<string, unknown>, assets?: { directory?: string }, d1_databases?: { database_name: string, database_id?: string, migrations_dir?: string }[] }} WranglerConfig
 */

/**
 * @param {string} state
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<(values: Record<string, string>) => string[]>} writes the configurations, front door first. The
 *   values are those of one start; a Worker gets those that its own [vars] name.
 */
export async function workerConfigWriter(state, env) {
  const { parse } = await import("smol-toml");
  return (values) =>
    workers.map((worker) => {
      const source = configFile(worker);
      const config = localConfig(
        /** @type {WranglerConfig} */ (parse(readFileSync(source, "utf8"))),
        path.dirname(source),
      );
      const settings = pick(env, worker.settings);
      for (const name of Object.keys(config.vars ?? {})) {
        const value = values[name];
        if (value !== undefined) settings[name] = value;
      }
      config.vars = { ...config.vars, ...settings };
      const directory = path.join(state, "workers", worker.name);
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      writeFileSync(path.join(directory, ".dev.vars"), dotenv(pick(env, worker.secrets)), {
        mode: 0o600,
      });
      const file = path.join(directory, "wrangler.json");
      writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
      return file;
    });
}

/**
 * The configuration as it holds when it lies elsewhere, without what only a deployment has.
 * @param {WranglerConfig} config
 * @param {string} directory of the original
 * @returns {WranglerConfig}
 */
export function localConfig(config, directory) {
  const local = structuredClone(config);
  // Routes would replace the Host that sites are told apart by; containers need Docker; secrets come from .dev.vars.
  for (const key of ["routes", "route", "containers", "secrets", "env", "$schema"])
    delete local[key];
  const absolute = (/** @type {string} */ file) => path.resolve(directory, file);
  if (local.main) local.main = absolute(local.main);
  for (const key of ["base_dir", "tsconfig"]) {
    const value = local[key];
    if (typeof value === "string") local[key] = absolute(value);
  }
  if (local.assets?.directory) local.assets.directory = absolute(local.assets.directory);
  for (const binding of local.d1_databases ?? []) {
    if (binding.migrations_dir) binding.migrations_dir = absolute(binding.migrations_dir);
  }
  return local;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} names
 */
function pick(env, names) {
  /** @type {Record<string, string>} */
  const picked = {};
  for (const name of names) {
    const value = env[name];
    if (value) picked[name] = value;
  }
  return picked;
}

/** @param {Record<string, string>} values */
function dotenv(values) {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}

/**
 * A value that dotenv reads back unchanged.
 * @param {string} value
 */
function quoted(value) {
  for (const quote of ["'", '"', "`"]) {
    if (!value.includes(quote) && !(quote === '"' && value.includes("\\")))
      return `${quote}${value}${quote}`;
  }
  return value;
}
