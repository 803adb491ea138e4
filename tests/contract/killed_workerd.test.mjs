// workerd killed without warning while wrangler lives on: the Workers are started anew, and what was
// under way goes on, its build too. A runner that went on with the build in the meantime has it once.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { buildsOnHold } from "../browser/builds_on_hold.mjs";
import { eventsOf, exchange, statesOf } from "./api_client.mjs";
import { startApp } from "./app_process.mjs";
import { patiently, runnerHealth, runtimes } from "./killing.mjs";

/** @type {string} */
let state;
/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
before(async () => {
  state = await mkdtemp(path.join(tmpdir(), "sitewright-workerd-"));
  app = await startApp(state);
});
after(async () => {
  await app?.end("SIGINT");
  await rm(state, { recursive: true, force: true, maxRetries: 5 });
});

it("a generation whose build runs when every workerd is killed goes live afterwards, once", async () => {
  const hold = buildsOnHold(state);
  hold.hold();
  const created = await exchange(`${app.base}/api/v1/projects`, {
    method: "POST",
    body: { prompt: "A portfolio for a glass artist, and no workerd" },
  });
  assert.equal(created.status, 201, created.text);
  const generation = `${app.base}/api/v1/generations/${created.json.currentGenerationId}`;
  while ((await patiently(generation)).state !== "building");

  const killed = runtimes(state);
  assert.ok(killed.length > 0);
  for (const pid of killed) process.kill(pid, "SIGKILL");
  hold.release();

  for (let now = ""; now !== "complete"; ) {
    now = (await patiently(generation)).state;
    assert.doesNotMatch(now, /failed|escalated|cancelled/);
  }
  const states = statesOf(await eventsOf(app.base, created.json.id));
  assert.equal(states.filter((one) => one === "complete").length, 1, states.join(" > "));
  const { json } = await exchange(`${app.base}/api/v1/projects/${created.json.id}`);
  assert.equal(json.status, "live");
  assert.equal((await exchange(json.activeDeployment.url)).status, 200);

  const health = await runnerHealth(state);
  assert.deepEqual([health.running, health.waiting], [0, 0]);
  // Whoever comes next finds a slot.
  const next = await exchange(`${app.base}/api/v1/projects`, {
    method: "POST",
    body: { prompt: "A bakery in Lisbon, built after workerd had died" },
  });
  const last = (await eventsOf(app.base, next.json.id))
    .filter(({ type }) => type === "generation.state")
    .at(-1);
  assert.equal(last?.data.state, "complete");
});
