// workerd killed without warning while wrangler lives on: the Workers are started anew, and what was
// under way goes on, its build too. A runner that went on with the build in the meantime has it once.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { runtimesOf } from "../../cli/instance/watchdog.mjs";
import { buildsOnHold, runnersOf } from "../browser/builds_on_hold.mjs";
import { eventsOf, exchange, statesOf } from "./api_client.mjs";
import { startApp } from "./app_process.mjs";

const limitMs = 120_000;

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

/** @returns {number[]} the workerd processes of the app */
function runtimes() {
  const wrangler = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return words.includes(path.join(state, "workers", "core-api", "wrangler.json"));
      } catch {
        return false; // it ended meanwhile
      }
    });
  return runtimesOf(Number(wrangler)) ?? [];
}

/** Waits out the Workers' absence. @param {string} url */
async function patiently(url) {
  for (const end = Date.now() + limitMs; ; ) {
    const answer = await exchange(url).catch(() => undefined);
    if (answer?.status === 200) return answer.json;
    assert.ok(Date.now() < end, `no answer from ${url}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

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

  const killed = runtimes();
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

  const [runner] = runnersOf(state);
  const words = readFileSync(`/proc/${runner}/cmdline`, "utf8").split("\0");
  const port = words[words.indexOf("--port") + 1];
  const health = await patiently(`http://127.0.0.1:${port}/healthz`);
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
