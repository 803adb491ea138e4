// Sites that are broken on purpose, through the public API: a coder writes what does not build, real
// builds fail of it, and it is mended by a rule, by the model, by what the model taught, or given to a
// person. Then the same while the runner or the Workers are killed.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { buildsOnHold, runnersOf } from "../browser/builds_on_hold.mjs";
import { flaws } from "../fakes/model_server/flaws.mjs";
import { startModelServer } from "../fakes/model_server/server.mjs";
import { eventsOf, exchange, statesOf } from "./api_client.mjs";
import { startApp } from "./app_process.mjs";
import { patiently, runnerHealth, runtimes } from "./killing.mjs";

/** @type {string} */
let state;
/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
/** @type {Awaited<ReturnType<typeof startModelServer>>} */
let server;
before(async () => {
  state = await mkdtemp(path.join(tmpdir(), "sitewright-healing-"));
  server = await startModelServer({ scenario: flaws });
  app = await startApp(state, {
    ANTHROPIC_BASE_URL: `${server.url}/anthropic/v1`,
    ANTHROPIC_API_KEY: "any",
    SITEWRIGHT_MODEL: "",
  });
});
after(async () => {
  await app?.end("SIGINT");
  await server?.stop();
  await rm(state, { recursive: true, force: true, maxRetries: 5 });
});

/** @param {string} prompt @returns {Promise<any>} */
async function created(prompt) {
  const answer = await exchange(`${app.base}/api/v1/projects`, {
    method: "POST",
    body: { prompt },
  });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

/** @param {string} id @returns {Promise<any[]>} attempts, the first one first */
async function buildsOf(id) {
  const { items } = await patiently(`${app.base}/api/v1/projects/${id}/builds?limit=100`);
  return items.reverse();
}

/** The states of a generation, but how far its builds were. @param {any[]} events */
const courseOf = (events) => statesOf(events).filter((one) => one !== "testing");

/** @param {any[]} events */
const repairsIn = (events) =>
  events
    .filter(({ type }) => type === "repair.status")
    .map(({ data }) => [data.status, data.by ?? null, data.summary]);

/**
 * Whether a model was asked to mend a build of the site with these words in its prompt.
 * @param {string} words
 */
const isRepairOf =
  (words) =>
  (/** @type {any} */ { role, body }) => {
    const said = JSON.stringify(body);
    return role === "coder" && said.includes(words) && /TS(?:2322|2554|2741)/.test(said);
  };

/** @param {string} words */
const timesAsked = (words) => server.records.filter(isRepairOf(words)).length;

const wholeCourse = [
  "queued",
  "planning",
  "coding",
  "building",
  "healing",
  "building",
  "deploying",
  "complete",
];

/**
 * The site went live once, by one repair; its attempts are rows that say what was changed and by what.
 * @param {string} id @param {any[]} events @param {string} by
 */
async function isHealed(id, events, by) {
  assert.deepEqual(courseOf(events), wholeCourse);
  const [started, written, ...more] = repairsIn(events);
  assert.deepEqual([started?.[0], written?.slice(0, 2), more], ["started", ["written", by], []]);
  const [first, second, ...others] = await buildsOf(id);
  assert.deepEqual([first.status, second.status, others], ["failed", "succeeded", []]);
  assert.equal(first.repair, null);
  assert.equal(first.errors[0].file, "src/flaw.ts");
  assert.ok(first.errors[0].line > 0);
  assert.equal(second.repair.by, by);
  assert.equal(second.repair.baseBuildId, first.id);
  assert.deepEqual(
    second.repair.files.map((/** @type {any} */ file) => file.path),
    ["src/flaw.ts"],
  );
  const diff = await exchange(`${app.base}/api/v1/builds/${second.id}/diff`);
  assert.match(diff.text, /^\+export const /m);
  const project = await patiently(`${app.base}/api/v1/projects/${id}`);
  assert.equal(project.status, "live");
  assert.equal((await exchange(project.activeDeployment.url)).status, 200);
}

it("a rule mends a mistyped name, without a word to the model", async () => {
  const { id } = await created("A rule knows: ovens");
  await isHealed(id, await eventsOf(app.base, id), "fixer");
  assert.equal(timesAsked("A rule knows"), 0);
});

it("what nobody can mend is given to a person with all they need, and the next one finds a slot", async () => {
  const { id, currentGenerationId } = await created("Nobody knows: ovens");
  const course = courseOf(await eventsOf(app.base, id));
  assert.equal(course.at(-1), "escalated", course.join(" > "));
  const { error } = await patiently(`${app.base}/api/v1/generations/${currentGenerationId}`);
  assert.match(error, /src\/flaw\.ts:2/);
  await slotIsFree();
  const next = await created("A rule knows: the next oven");
  assert.equal(courseOf(await eventsOf(app.base, next.id)).at(-1), "complete");
});

it("the model mends what no rule knows, and what it taught mends another site without it", async () => {
  const { id } = await created("A model knows: ovens");
  await isHealed(id, await eventsOf(app.base, id), "model");
  assert.equal(timesAsked("A model knows"), 1);
  const other = await created("It was learnt: stoves");
  await isHealed(other.id, await eventsOf(app.base, other.id), "cache");
  assert.equal(timesAsked("It was learnt"), 0);
});

it("a runner killed in the build of a repair: it is built again, once, and the slot is free", async () => {
  const { id, currentGenerationId } = await created("Hold the repair: ovens");
  const generation = `${app.base}/api/v1/generations/${currentGenerationId}`;
  await stateIs(generation, "healing");
  const builds = buildsOnHold(state);
  builds.hold();
  server.release("runner");
  await stateIs(generation, "building");
  for (const pid of runnersOf(state)) process.kill(pid, "SIGKILL");

  const events = await eventsOf(app.base, id);
  const course = courseOf(events);
  assert.equal(course.at(-1), "complete", course.join(" > "));
  assert.equal(course.filter((one) => one === "complete").length, 1);
  assert.equal(timesAsked("Hold the repair"), 1);
  const attempts = await buildsOf(id);
  assert.deepEqual(
    attempts.filter(({ status }) => status === "succeeded").map(({ id: one }) => one),
    [attempts.at(-1).id],
  );
  await slotIsFree();
});

it("Workers killed while a repair is thought about: it is asked for again, and lands once", async () => {
  const { id, currentGenerationId } = await created("Hold for the Workers: ovens");
  const generation = `${app.base}/api/v1/generations/${currentGenerationId}`;
  await stateIs(generation, "healing");
  await server.when(isRepairOf("Hold for the Workers"));
  const killed = runtimes(state);
  assert.ok(killed.length > 0);
  for (const pid of killed) process.kill(pid, "SIGKILL");
  server.release("workers");
  await stateIs(generation, "complete");

  const events = await eventsOf(app.base, id);
  const course = courseOf(events);
  assert.equal(course.filter((one) => one === "complete").length, 1, course.join(" > "));
  const attempts = await buildsOf(id);
  assert.deepEqual(
    attempts.map(({ status, repair }) => [status, repair?.by ?? null]),
    [
      ["failed", null],
      ["succeeded", "model"],
    ],
  );
  await slotIsFree();
});

/** @param {string} generation its address @param {string} wanted */
async function stateIs(generation, wanted) {
  for (let now = ""; now !== wanted; ) {
    now = (await patiently(generation)).state;
    if (wanted !== now) assert.doesNotMatch(now, /failed|escalated|cancelled|complete/);
  }
}

async function slotIsFree() {
  const { running, waiting } = await runnerHealth(state);
  assert.deepEqual([running, waiting], [0, 0]);
}
