// The steps of a deployment, decided before the first one is taken, so that they can be read and tested.
import { workers } from "../instance/workers.mjs";
import { deployOrder, missingResources, requiredResources } from "./resources.mjs";

/**
 * @typedef {object} Facts what the account has
 * @property {import("./resources.mjs").Resources} existing
 * @property {string[]} workers names of Workers that are deployed
 *
 * @typedef {{ kind: "create", what: "d1" | "bucket" | "queue", name: string }
 *   | { kind: "migrate", database: string }
 *   | { kind: "deploy", worker: string, partial: boolean }
 *   | { kind: "secrets", worker: string, names: string[] }} Step
 */

/**
 * @param {import("./configs.mjs").Config[]} configs
 * @param {Facts} facts
 * @param {NodeJS.ProcessEnv} env
 * @returns {Step[]}
 */
export function planSteps(configs, facts, env) {
  const required = requiredResources(configs);
  const missing = missingResources(required, facts.existing);
  /** @type {Step[]} */
  const steps = [
    ...missing.d1.map((name) => /** @type {Step} */ ({ kind: "create", what: "d1", name })),
    ...missing.buckets.map(
      (name) => /** @type {Step} */ ({ kind: "create", what: "bucket", name }),
    ),
    ...missing.queues.map((name) => /** @type {Step} */ ({ kind: "create", what: "queue", name })),
    ...required.d1.map((database) => /** @type {Step} */ ({ kind: "migrate", database })),
  ];
  for (const { name, partial } of deployOrder(configs, facts.workers)) {
    steps.push({ kind: "deploy", worker: name, partial });
    const names = (workers.find((worker) => worker.name === name)?.secrets ?? []).filter(
      (secret) => env[secret],
    );
    if (!partial && names.length > 0) steps.push({ kind: "secrets", worker: name, names });
  }
  return steps;
}

/** @param {Step} step */
export function describeStep(step) {
  switch (step.kind) {
    case "create":
      return `create the ${step.what === "d1" ? "D1 database" : step.what === "bucket" ? "R2 bucket" : "queue"} ${step.name}`;
    case "migrate":
      return `apply the migrations of ${step.database}`;
    case "deploy":
      return `deploy ${step.worker}${step.partial ? " (for the moment without the Workers that it points to)" : ""}`;
    case "secrets":
      return `set secrets of ${step.worker}: ${step.names.join(", ")}`;
  }
}
