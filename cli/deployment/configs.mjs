// The configurations that are deployed: each wrangler.toml with the account's ids and the public host, written to
// build/deploy/<name>/wrangler.json. No secret is in them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { localConfig } from "../instance/worker_configs.mjs";
import { configFile, workers } from "../instance/workers.mjs";
import { buildDirectory, inRoot, root } from "../paths.mjs";

/** @typedef {import("../instance/worker_configs.mjs").WranglerConfig & import("./resources.mjs").DeployConfig} Config */

/** Room for two builds beside each other; see docs/decisions/0007 for what one needs. */
const container = { class_name: "BuildSlot", max_instances: 10, instance_type: "standard-2" };

/** @returns {Promise<Config[]>} with absolute paths, front door first */
export async function readConfigs() {
  const { parse } = await import("smol-toml");
  return workers.map((worker) => {
    const file = configFile(worker);
    return /** @type {Config} */ (
      localConfig(/** @type {Config} */ (parse(readFileSync(file, "utf8"))), path.dirname(file))
    );
  });
}

/**
 * @param {Config} config
 * @param {object} options
 * @param {Record<string, string>} options.databaseIds by name
 * @param {string} options.host
 * @param {string} options.zone
 * @param {boolean} options.partial without its service bindings
 * @param {boolean} options.withContainer
 * @returns {Config}
 */
export function deployedConfig(config, { databaseIds, host, zone, partial, withContainer }) {
  const deployed = structuredClone(config);
  for (const database of deployed.d1_databases ?? []) {
    database.database_id = databaseIds[database.database_name] ?? database.database_id ?? "";
  }
  const { RUNNER_URL: _local, BOOT_ID: _boot, ...vars } = deployed.vars ?? {};
  /** @type {Record<string, string>} */
  const own = {
    BASE_HOST: host,
    LOOPBACK_ONLY: "false",
  };
  deployed.vars = Object.fromEntries(
    Object.entries(vars).map(([name, value]) => [name, own[name] ?? value]),
  );
  if (partial) delete deployed.services;
  if (deployed.name === "admin-web") {
    deployed["routes"] = [
      { pattern: host, custom_domain: true },
      { pattern: `*.${host}/*`, zone_name: zone },
    ];
  }
  const image = inRoot("build-runner", "Dockerfile");
  if (deployed.name === "build-service" && withContainer && existsSync(image)) {
    deployed["containers"] = [{ ...container, image, image_build_context: root }];
  }
  return deployed;
}

/**
 * @param {Config} config
 * @returns {string} its file
 */
export function writeConfig(config) {
  const file = path.join(buildDirectory, "deploy", config.name, "wrangler.json");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}
