// Scenario files: read, checked against scenario.schema.json, and played: each request takes the
// next behaviour of the first queue that fits it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";

const folder = new URL("scenarios/", import.meta.url);
const schema = JSON.parse(readFileSync(new URL("scenario.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020.default({ allErrors: true, allowUnionTypes: true }).compile(schema);

/**
 * @typedef {"anthropic" | "openai" | "gemini" | "xai" | "compatible"} Provider
 * @typedef {object} Behaviour see scenario.schema.json
 * @property {string} [text]
 * @property {number} [repeatText]
 * @property {string} [spoil]
 * @property {"end" | "max_tokens" | "refusal"} [stop]
 * @property {string} [finish]
 * @property {boolean} [tool]
 * @property {{ input: number, cached?: number, cacheWrite?: number, output: number }} [usage]
 * @property {boolean} [noUsage]
 * @property {number} [status]
 * @property {"quota"} [reason]
 * @property {number | string} [retryAfter]
 * @property {number} [retryAfterMs]
 * @property {string} [redirect]
 * @property {string} [errorText]
 * @property {"before_head" | "after_head"} [cut]
 * @property {{ after: number, how: "cut" | "error" | "end" }} [breakOff]
 * @property {number} [headDelayMs]
 * @property {number} [firstTextDelayMs]
 * @property {{ signs: number, everyMs: number }} [thinks]
 * @property {number} [pieceDelayMs]
 * @property {{ name: string, after: number }} [hold]
 * @property {number} [pieceChars]
 * @property {"byte" | "inside_utf8" | "inside_crlf"} [split]
 * @property {"lf" | "crlf"} [lineEnd]
 * @property {boolean} [noSpace]
 * @property {boolean} [noDone]
 * @property {boolean} [comments]
 * @property {boolean} [unknownEvents]
 * @property {boolean} [stamps]
 * @typedef {{ provider?: string, role?: string, model?: string, contains?: string }} When
 * @typedef {{ when?: When, repeat?: boolean, behaviours: Behaviour[] }} Queue
 * @typedef {object} Scenario
 * @property {string} title
 * @property {Record<string, string>} [keys]
 * @property {Record<string, string[]>} [models]
 * @property {Queue[]} [queues]
 * @property {Behaviour} [otherwise]
 */

/**
 * @param {unknown} value
 * @returns {Scenario} the same, when it is one; throws with the place of what is wrong
 */
export function checkedScenario(value) {
  if (!validate(value)) {
    const faults = validate.errors.map((error) => `${error.instancePath || "/"} ${error.message}`);
    throw new Error(`not a scenario: ${faults.join("; ")}`);
  }
  return /** @type {Scenario} */ (value);
}

/**
 * @param {string} name of a file in scenarios/ without .json, or a path
 * @returns {Scenario}
 */
export function readScenario(name) {
  const file = /[./]/.test(name) ? name : fileURLToPath(new URL(`${name}.json`, folder));
  return checkedScenario(JSON.parse(readFileSync(file, "utf8")));
}

/** @param {Scenario} scenario */
export function playScenario(scenario) {
  const queues = (scenario.queues ?? []).map((queue) => ({ ...queue, next: 0 }));
  return {
    /**
     * @param {{ provider: string, role: string, model: string, prompt: string }} request
     * @returns {Behaviour}
     */
    next(request) {
      for (const queue of queues) {
        if (!fits(queue.when ?? {}, request)) continue;
        const behaviour = queue.behaviours[queue.next];
        if (!behaviour) continue;
        queue.next += 1;
        if (queue.repeat) queue.next %= queue.behaviours.length;
        return behaviour;
      }
      return scenario.otherwise ?? {};
    },
  };
}

/** @param {When} when @param {{ provider: string, role: string, model: string, prompt: string }} request */
function fits(when, request) {
  // What is meant for answers is not spent on vectors.
  if (request.role === "embedder" && when.role !== "embedder") return false;
  return (
    (!when.provider || when.provider === request.provider) &&
    (!when.role || when.role === request.role) &&
    (!when.model || when.model === request.model) &&
    (!when.contains || request.prompt.includes(when.contains))
  );
}
