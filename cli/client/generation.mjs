// One generation from prompt to live site, as the public contract tells it.
import { Failure } from "../failure.mjs";
import { requestJson } from "./http.mjs";
import { followEvents } from "./sse.mjs";

/**
 * @typedef {{ total: number, plan: number, steps: number, build: number, deploy: number }} Split ms
 *
 * @typedef {object} Outcome
 * @property {string} projectId
 * @property {string} slug
 * @property {number} version
 * @property {string} versionId
 * @property {string} buildId
 * @property {string} deploymentId
 * @property {string} url
 * @property {number} steps
 * @property {Split} ms
 * @property {import("./sse.mjs").ServerEvent[]} events the durable ones
 */

const ended = new Set(["complete", "failed", "escalated", "cancelled"]);

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
export function field(value, name) {
  const found =
    typeof value === "object" && value !== null
      ? /** @type {Record<string, unknown>} */ (value)[name]
      : undefined;
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown[]}
 */
export function list(value, name) {
  const found =
    typeof value === "object" && value !== null
      ? /** @type {Record<string, unknown>} */ (value)[name]
      : undefined;
  return Array.isArray(found) ? found : [];
}

/**
 * @param {string} url
 * @param {import("./http.mjs").Exchange} [exchange]
 */
export async function callApi(url, exchange) {
  const answer = await requestJson(url, exchange).catch((error) => {
    throw new Failure(`${new URL(url).origin} does not answer: ${error.message}`, {
      next: "Is it running? Start it with: npm start",
    });
  });
  if (answer.status < 300) return answer.json;
  const detail =
    field(answer.json, "detail") || field(answer.json, "title") || answer.text.slice(0, 300);
  const places = list(answer.json, "errors").map(
    (one) => `${field(one, "path")}: ${field(one, "message")}`,
  );
  throw new Failure(
    `${exchange?.method ?? "GET"} ${new URL(url).pathname} was refused (${answer.status}): ${detail}`,
    {
      detail: places.length > 0 ? places.join("\n") : undefined,
      next:
        answer.status === 401
          ? "This server wants a token: set API_TOKEN to the one it was started with."
          : undefined,
    },
  );
}

/**
 * Starts a generation and follows it to its end. Throws Failure (exit code 1) with the reason when it does not complete.
 * @param {string} origin
 * @param {string} prompt
 * @param {{ images?: import("./images.mjs").NewImage[], onEvent?: ((event: import("./sse.mjs").ServerEvent) => void) | undefined }} [options]
 * @returns {Promise<Outcome>}
 */
export async function generate(origin, prompt, { images = [], onEvent } = {}) {
  const since = Date.now();
  const body = images.length > 0 ? { prompt, images } : { prompt };
  const project = await callApi(`${origin}/api/v1/projects`, { method: "POST", body });
  const projectId = field(project, "id");
  /** @type {import("./sse.mjs").ServerEvent[]} */
  const events = [];
  await followEvents({
    url: `${origin}/api/v1/projects/${projectId}/events`,
    onEvent: (event) => {
      if (event.id !== undefined) events.push(event);
      onEvent?.(event);
      return event.type === "generation.state" && ended.has(field(event.data, "state"))
        ? "stop"
        : undefined;
    },
  });
  const last = events.findLast((event) => event.type === "generation.state");
  const state = field(last?.data, "state");
  if (state !== "complete") throw await refusal(origin, last?.data, state);
  return outcome(origin, projectId, events, since);
}

/**
 * @param {string} origin
 * @param {unknown} data of the last state
 * @param {string} state
 */
async function refusal(origin, data, state) {
  const generation = await callApi(
    `${origin}/api/v1/generations/${field(data, "generationId")}`,
  ).catch(() => undefined);
  const error = /** @type {Record<string, unknown> | undefined} */ (generation)?.["error"];
  const reason =
    field(data, "reason") ||
    field(error, "message") ||
    field(error, "detail") ||
    (typeof error === "string" ? error : "");
  return new Failure(`the generation ended in ${state}${reason ? `: ${reason}` : ""}`, {
    next: `Its build log is in the dashboard: ${origin}`,
  });
}

/**
 * @param {string} origin
 * @param {string} projectId
 * @param {import("./sse.mjs").ServerEvent[]} events
 * @param {number} since
 * @returns {Promise<Outcome>}
 */
async function outcome(origin, projectId, events, since) {
  const of = (/** @type {string} */ type) => events.filter((event) => event.type === type);
  const live = of("deployment.status").findLast(
    (event) => field(event.data, "status") === "live",
  )?.data;
  const build = of("build.status").at(-1)?.data;
  const project = await callApi(`${origin}/api/v1/projects/${projectId}`);
  return {
    projectId,
    slug: field(project, "slug") || projectId,
    version: Number(field(project, "latestVersion")),
    versionId: field(live, "versionId") || field(build, "versionId"),
    buildId: field(build, "buildId"),
    deploymentId: field(live, "id"),
    url: field(live, "url"),
    steps: list(of("plan.created").at(-1)?.data, "steps").length,
    ms: split(events, since),
    events,
  };
}

/**
 * Where the time went, by the first event of each stage as it arrived here.
 * @param {import("./sse.mjs").ServerEvent[]} events
 * @param {number} since
 * @returns {Split}
 */
export function split(events, since) {
  const stateAt = (/** @type {string[]} */ states) =>
    events.find(
      (event) => event.type === "generation.state" && states.includes(field(event.data, "state")),
    )?.at;
  const end = events.at(-1)?.at ?? since;
  const planned = events.find((event) => event.type === "plan.created")?.at ?? since;
  const coded = stateAt(["building"]) ?? planned;
  const built = stateAt(["deploying"]) ?? end;
  return {
    total: end - since,
    plan: planned - since,
    steps: coded - planned,
    build: built - coded,
    deploy: end - built,
  };
}
