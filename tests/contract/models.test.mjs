// Language models over the whole product: real clients against the model server, the router, the
// books, keys of a user's own, budgets. The app's state and logs are searched for planted keys.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startApp } from "../browser/app.mjs";
import { readScenario } from "../fakes/model_server/scenario.mjs";
import { startModelServer } from "../fakes/model_server/server.mjs";
import { eventsOf, exchange } from "./api_client.mjs";

const canary = "canary-contract-key-41c7";
/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
/** @type {Awaited<ReturnType<typeof startModelServer>>} */
let server;
/** @type {(path: string, options?: import("./api_client.mjs").Options) => Promise<import("./api_client.mjs").Answer>} */
const api = (path, options) => exchange(`${app.base}/api/v1${path}`, options);
/** All that was answered. @type {string[]} */
const said = [];

async function read(path) {
  const answer = await api(path);
  assert.equal(answer.status, 200, answer.text);
  said.push(answer.text);
  return answer.json;
}

async function made(body) {
  const created = await api("/projects", { method: "POST", body });
  assert.equal(created.status, 201, created.text);
  const events = await eventsOf(app.base, created.json.id);
  said.push(JSON.stringify(events));
  return { project: created.json, events };
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

before(async () => {
  server = await startModelServer({ scenario: readScenario("site") });
  app = await startApp({
    ANTHROPIC_BASE_URL: `${server.url}/anthropic/v1`,
    OPENAI_BASE_URL: `${server.url}/openai/v1`,
    SITEWRIGHT_MODEL: "",
  });
});
after(async () => {
  await app?.stop();
  await server?.stop();
});

describe("models and money", () => {
  it("says that nobody but the built-in model answers while there is no key", async () => {
    const models = await read("/models");
    assert.deepEqual([models.plans, models.writes, models.fault], ["builtin", "builtin", null]);
    assert.deepEqual((await read("/provider-keys")).items, []);
    assert.equal((await read("/usage")).total.calls, 0);
  });

  it("takes a key of one's own, and never shows it", async () => {
    const body = { key: canary };
    const set = await api("/provider-keys/anthropic", { method: "PUT", body });
    assert.equal(set.status, 200, set.text);
    said.push(set.text);
    assert.deepEqual(
      [set.json.provider, set.json.source, set.json.lastFour, set.json.keyId],
      ["anthropic", "own", canary.slice(-4), "local-1"],
    );
    assert.match((await read("/models")).plans, /^anthropic\//);
    const nobody = await api("/provider-keys/nobody", { method: "PUT", body });
    assert.equal(nobody.status, 404);
    said.push(nobody.text);
  });

  it("plans, writes and reviews with it, and books every call", async () => {
    const { project } = await made({
      prompt: "A tea house in Kyoto",
      settings: { allowBuiltin: false },
    });
    const generation = await read(`/generations/${project.currentGenerationId}`);
    assert.equal(generation.state, "complete", generation.error ?? "");
    assert.match(generation.usage.model, /^anthropic\//);
    const { items } = await read(`/generations/${project.currentGenerationId}/calls?limit=100`);
    assert.deepEqual([...new Set(items.map(({ role }) => role))].sort(), [
      "architect",
      "coder",
      "reviewer",
    ]);
    assert.ok(items.every(({ keySource, outcome }) => keySource === "own" && outcome === "ok"));
    const usage = await read(`/projects/${project.id}/usage`);
    const booked = items.reduce((sum, { costMicros }) => sum + costMicros, 0);
    assert.equal(usage.total.costMicros, booked);
    assert.equal(usage.total.reservedMicros, 0);
    const { text } = await exchange(`${app.base}/metrics`);
    assert.match(text, /sitewright_model_calls_total\{provider="anthropic",.*outcome="ok"\} \d/);
  });

  it("pauses at a budget with the reason, and goes on once it is raised", async () => {
    const created = await api("/projects", {
      method: "POST",
      body: { prompt: "A ferry timetable", settings: { budget: { generationMicros: 10 } } },
    });
    const { id, currentGenerationId } = created.json;
    const state = `/generations/${currentGenerationId}`;
    let generation = await read(state);
    for (const deadline = Date.now() + 60_000; generation.state !== "paused"; ) {
      assert.ok(Date.now() < deadline, `still ${generation.state}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      generation = await read(state);
    }
    assert.match(generation.error, /^The budget of this generation is used up: /);
    const settings = { budget: { generationMicros: 20_000_000 } };
    const raised = await api(`/projects/${id}`, { method: "PATCH", body: { settings } });
    assert.equal(raised.status, 200, raised.text);
    assert.equal((await api(`${state}/resume`, { method: "POST" })).status, 202);
    await eventsOf(app.base, id);
    assert.equal((await read(state)).state, "complete");
  });

  it("keeps the key out of every answer, event, log and row", async () => {
    assert.ok(!said.join("\n").includes("canary"));
    if (app.state === undefined) return;
    for (const file of filesIn(app.state)) {
      assert.ok(!readFileSync(file).includes(canary), file);
    }
  });

  it("forgets the key", async () => {
    const path = "/provider-keys/anthropic";
    assert.equal((await api(path, { method: "DELETE" })).status, 204);
    assert.equal((await api(path, { method: "DELETE" })).status, 404);
    assert.equal((await read("/models")).plans, "builtin");
  });
});
