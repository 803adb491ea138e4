// Killed without warning in the middle of a generation, the app goes on with it at its next start:
// queues lose their messages with the process, D1 does not.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { buildsOnHold } from "../browser/builds_on_hold.mjs";
import { eventsOf, exchange, statesOf } from "./api_client.mjs";
import { startApp } from "./app_process.mjs";

const stateLimitMs = 60_000;

/** @type {string} */
let state;
before(async () => {
  state = await mkdtemp(path.join(tmpdir(), "sitewright-restart-"));
});
after(() => rm(state, { recursive: true, force: true, maxRetries: 5 }));

/**
 * @param {string} base
 * @param {string} generationId
 * @param {string} wanted
 */
async function stateOf(base, generationId, wanted) {
  for (const end = Date.now() + stateLimitMs; ; ) {
    const { json } = await exchange(`${base}/api/v1/generations/${generationId}`);
    if (json.state === wanted) return;
    assert.ok(Date.now() < end, `still ${json.state}, not ${wanted}`);
  }
}

/**
 * How far a generation comes before the app is killed.
 * @type {Record<string, (base: string, project: { id: string, currentGenerationId: string }) => Promise<unknown>>}
 */
const cuts = {
  "at the beginning": async () => {},
  "in its build": (base, project) => stateOf(base, project.currentGenerationId, "building"),
  "at its end": (base, project) => eventsOf(base, project.id),
};

it("a generation that was cut off by SIGKILL completes after the next start, with no event lost", async () => {
  const ids = [];
  for (const [cut, reached] of Object.entries(cuts)) {
    const app = await startApp(state);
    if (cut === "in its build") buildsOnHold(state).hold(); // killed with the app, as it is
    const created = await exchange(`${app.base}/api/v1/projects`, {
      method: "POST",
      body: { prompt: `A portfolio for a glass artist, cut off ${cut}` },
    });
    assert.equal(created.status, 201, created.text);
    ids.push(created.json.id);
    await reached(app.base, created.json);
    await app.end("SIGKILL");
  }
  const app = await startApp(state);
  try {
    for (const id of ids) {
      const states = statesOf(await eventsOf(app.base, id));
      assert.equal(states.at(-1), "complete", states.join(" > "));
      const { json } = await exchange(`${app.base}/api/v1/projects/${id}`);
      assert.equal(json.status, "live");
      assert.equal((await exchange(json.activeDeployment.url)).status, 200);
    }
  } finally {
    await app.end("SIGINT");
  }
});
