// What each Worker is bound to, read from the configurations: the table of docs/architecture.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "smol-toml";

const root = new URL("../../", import.meta.url);
const read = (file) => readFileSync(new URL(file, root), "utf8");

/** Every binding of a Worker, by kind, and nothing that is not named here. */
const allowed = {
  "admin-web": [
    "wrangler.toml",
    "assets ASSETS",
    "service CORE_API",
    "service SITES",
    "service CLOCK",
    "object PROJECT_CHANNEL",
  ],
  "core-api": [
    "workers/core-api/wrangler.toml",
    "d1 DB",
    "r2 BLOBS",
    "service BUILD_SERVICE",
    "object PROJECT_CHANNEL",
    "queue PLAN_REQUESTS_QUEUE",
    "queue PLAN_STEPS_QUEUE",
    "queue PROJECT_BUILDS_QUEUE",
    "queue STEP_STATUS_TO_BFF_QUEUE",
    "queue STEP_STATUS_TO_DB_QUEUE",
    "queue BUILD_STATUS_TO_BFF_QUEUE",
    "queue BUILD_STATUS_TO_DB_QUEUE",
  ],
  "ai-app-worker": [
    "workers/ai-app-worker/wrangler.toml",
    "d1 DB",
    "r2 BLOBS",
    "service BUILD_SERVICE",
    "object PROJECT_CHANNEL",
    "queue STEP_STATUS_TO_BFF_QUEUE",
    "queue STEP_STATUS_TO_DB_QUEUE",
  ],
  "build-service": [
    "workers/build-service/wrangler.toml",
    "d1 DB",
    "r2 BLOBS",
    "object BUILD_SLOT",
    "queue BUILD_STATUS_TO_BFF_QUEUE",
    "queue BUILD_STATUS_TO_DB_QUEUE",
  ],
  sites: ["workers/sites/wrangler.toml", "d1 DB", "r2 BLOBS"],
};

const workers = Object.entries(allowed).map(([name, [file, ...bindings]]) => ({
  name,
  file,
  bindings,
  config: /** @type {any} */ (parse(read(file))),
}));

const consumers = workers.flatMap(({ name, config }) =>
  (config.queues?.consumers ?? []).map((consumer) => ({ worker: name, ...consumer })),
);
const queues = [
  "plan-requests-queue",
  "plan-steps-queue",
  "project-builds-queue",
  "step-status-to-bff-queue",
  "step-status-to-db-queue",
  "build-status-to-bff-queue",
  "build-status-to-db-queue",
];

function bindingsOf(config) {
  const named = (kind, list = [], key = "binding") => list.map((one) => `${kind} ${one[key]}`);
  return [
    ...named("assets", config.assets && [config.assets]),
    ...named("d1", config.d1_databases),
    ...named("r2", config.r2_buckets),
    ...named("service", config.services),
    ...named("object", config.durable_objects?.bindings, "name"),
    ...named("queue", config.queues?.producers),
  ].sort();
}

for (const { name, bindings, config } of workers) {
  describe(name, () => {
    it("has the bindings of its row and no others", () => {
      assert.equal(config.name, name);
      assert.deepEqual(bindingsOf(config), bindings.toSorted());
      const known = new Set([
        ...["name", "main", "compatibility_date", "compatibility_flags", "workers_dev"],
        ...[
          "preview_urls",
          "vars",
          "dev",
          "observability",
          "assets",
          "services",
          "durable_objects",
          "migrations",
          "queues",
        ],
        ...["d1_databases", "r2_buckets", "triggers", "containers", "rules"],
      ]);
      for (const key of Object.keys(config)) assert.ok(known.has(key), key);
    });

    it("is reached from outside only if it is the front door", () => {
      if (name === "admin-web") return;
      assert.equal(config.workers_dev, false);
      assert.equal(config.preview_urls, false);
    });

    it("has no secret in its variables", () => {
      for (const key of Object.keys(config.vars ?? {}))
        assert.doesNotMatch(key, /KEY|TOKEN|SECRET/);
    });

    it("has an index.ts of at most 60 lines", () => {
      const file = name === "admin-web" ? "workers/admin-web/index.ts" : `workers/${name}/index.ts`;
      assert.ok(read(file).split("\n").length <= 61);
    });
  });
}

describe("queues", () => {
  it("have one consumer each, which says all that it depends on", () => {
    for (const queue of [...queues, ...queues.map((name) => `${name}-dlq`)]) {
      const of = consumers.filter((consumer) => consumer.queue === queue);
      assert.equal(of.length, 1, queue);
      assert.equal(of[0].max_batch_timeout, 0, queue);
      assert.equal(of[0].max_retries, 5, queue);
      assert.ok(of[0].max_batch_size >= 1 && of[0].max_batch_size <= 100, queue);
    }
    assert.equal(consumers.length, 2 * queues.length);
  });

  it("give up into a dead-letter queue that core-api drains", () => {
    for (const consumer of consumers.filter(({ queue }) => !queue.endsWith("-dlq"))) {
      assert.equal(consumer.dead_letter_queue, `${consumer.queue}-dlq`);
    }
    for (const consumer of consumers.filter(({ queue }) => queue.endsWith("-dlq"))) {
      assert.equal(consumer.worker, "core-api");
    }
  });

  it("have one message per batch where a message is long work", () => {
    for (const queue of ["plan-requests-queue", "plan-steps-queue", "project-builds-queue"]) {
      assert.equal(consumers.find((consumer) => consumer.queue === queue)?.max_batch_size, 1);
    }
  });

  it("have one producer each, and core-api to replay, bound by the queue's name", () => {
    const owners = { step: "ai-app-worker", build: "build-service" };
    for (const queue of queues) {
      const of = workers.flatMap(({ name, config }) =>
        (config.queues?.producers ?? [])
          .filter((producer) => producer.queue === queue)
          .map(({ binding }) => `${name} ${binding}`),
      );
      const binding = queue.toUpperCase().replaceAll("-", "_");
      const owner = queue.includes("-status-") ? [owners[queue.split("-")[0]]] : [];
      assert.deepEqual(
        of,
        ["core-api", ...owner].map((name) => `${name} ${binding}`),
      );
    }
  });
});

it("all Workers share one database, one bucket and one compatibility date", () => {
  const values = (pick) => new Set(workers.flatMap(({ config }) => pick(config)));
  assert.equal(
    values((config) => (config.d1_databases ?? []).map((one) => one.database_id)).size,
    1,
  );
  assert.equal(values((config) => (config.r2_buckets ?? []).map((one) => one.bucket_name)).size, 1);
  assert.equal(values((config) => [config.compatibility_date]).size, 1);
});
