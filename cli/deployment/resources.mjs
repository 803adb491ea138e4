// What a deployment needs in the account, read from the Workers' own configurations.

/**
 * @typedef {{ d1: string[], buckets: string[], queues: string[] }} Resources names, sorted
 *
 * @typedef {object} DeployConfig the part of a wrangler.toml that matters here
 * @property {string} name
 * @property {{ database_name: string, database_id?: string }[]} [d1_databases]
 * @property {{ bucket_name: string }[]} [r2_buckets]
 * @property {{ producers?: { queue: string }[], consumers?: { queue: string, dead_letter_queue?: string }[] }} [queues]
 * @property {{ binding: string, service: string }[]} [services]
 * @property {{ bindings: { name: string, class_name: string, script_name?: string }[] }} [durable_objects]
 */

/** @param {Iterable<string>} names */
const sorted = (names) => [...new Set(names)].sort();

/**
 * @param {DeployConfig[]} configs
 * @returns {Resources}
 */
export function requiredResources(configs) {
  const queues = configs.flatMap(({ queues: own }) => [
    ...(own?.producers ?? []).map((one) => one.queue),
    ...(own?.consumers ?? []).flatMap((one) => [
      one.queue,
      ...(one.dead_letter_queue ? [one.dead_letter_queue] : []),
    ]),
  ]);
  return {
    d1: sorted(
      configs.flatMap((config) => (config.d1_databases ?? []).map((one) => one.database_name)),
    ),
    buckets: sorted(
      configs.flatMap((config) => (config.r2_buckets ?? []).map((one) => one.bucket_name)),
    ),
    queues: sorted(queues),
  };
}

/**
 * @param {Resources} required
 * @param {Resources} existing
 * @returns {Resources}
 */
export function missingResources(required, existing) {
  const without = (/** @type {string[]} */ all, /** @type {string[]} */ there) =>
    all.filter((name) => !there.includes(name));
  return {
    d1: without(required.d1, existing.d1),
    buckets: without(required.buckets, existing.buckets),
    queues: without(required.queues, existing.queues),
  };
}

/**
 * Workers that a Worker's bindings point to.
 * @param {DeployConfig} config
 */
export function neededWorkers(config) {
  const services = (config.services ?? []).map((one) => one.service);
  const objects = (config.durable_objects?.bindings ?? []).flatMap((one) =>
    one.script_name ? [one.script_name] : [],
  );
  return sorted([...services, ...objects].filter((name) => name !== config.name));
}

/**
 * The order in which Workers can be deployed when a binding needs its target to exist. The front door and core-api
 * point at each other; on an account where they do not exist yet one of them goes out first without its service
 * bindings (`partial`) and again at the end.
 * @param {DeployConfig[]} configs
 * @param {string[]} existing names of Workers that are already deployed
 * @returns {{ name: string, partial: boolean }[]}
 */
export function deployOrder(configs, existing) {
  const there = new Set(existing);
  /** @type {{ name: string, partial: boolean }[]} */
  const order = [];
  let left = [...configs];
  while (left.length > 0) {
    const ready = left.filter((config) => neededWorkers(config).every((name) => there.has(name)));
    if (ready.length > 0) {
      for (const { name } of ready) {
        order.push({ name, partial: false });
        there.add(name);
      }
      left = left.filter((config) => !ready.includes(config));
      continue;
    }
    const first = left.find(
      (config) =>
        left.some((other) => neededWorkers(other).includes(config.name)) &&
        hasOnlyServices(config, there) &&
        !there.has(config.name),
    );
    if (!first)
      throw new Error(
        `the bindings of ${left.map((config) => config.name).join(", ")} cannot be satisfied`,
      );
    order.push({ name: first.name, partial: true });
    there.add(first.name);
  }
  return order;
}

/**
 * Whether what a Worker still lacks are services only: those can be left out for a moment.
 * @param {DeployConfig} config
 * @param {Set<string>} there
 */
function hasOnlyServices(config, there) {
  return (config.durable_objects?.bindings ?? []).every(
    (one) => !one.script_name || there.has(one.script_name),
  );
}
