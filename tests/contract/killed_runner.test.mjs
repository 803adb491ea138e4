// The build runner killed without warning in every stage of a build: the supervisor starts another,
// the build is tried again, the site goes live once, and the new runner is free.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, it } from "node:test";
import { runnerBinary } from "../../cli/paths.mjs";
import { buildsOnHold, runnersOf } from "../browser/builds_on_hold.mjs";
import { eventsOf, exchange, statesOf } from "./api_client.mjs";
import { startApp } from "./app_process.mjs";
import { runnerHealth, treeOf } from "./killing.mjs";

const settings = { SITEWRIGHT_SMOKE: "auto" };
/** @type {string} */
let state;
/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
before(async () => {
  state = await mkdtemp(path.join(tmpdir(), "sitewright-killed-"));
  app = await startApp(state, settings);
});
after(async () => {
  await app?.end("SIGINT");
  await rm(state, { recursive: true, force: true, maxRetries: 5 });
});

/**
 * Stops the processes of a build whose command line matches, as soon as there are some, so that
 * the stage lasts until the runner is killed.
 * @param {RegExp} command
 */
async function holdStage(command) {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const found = runnersOf(state)
      .flatMap(treeOf)
      .filter((pid) => isCalled(pid, command));
    for (const pid of found) process.kill(pid, "SIGSTOP");
    if (found.length > 0) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`no process ran ${command}`);
}

/** @param {number} pid @param {RegExp} command */
function isCalled(pid, command) {
  try {
    return command.test(readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "));
  } catch {
    return false; // it ended meanwhile
  }
}

/**
 * Another start, with nothing in the store: builds install only what is not there. It also begins a new count
 * of deaths, of which a supervisor bears five in a row.
 */
async function startEmpty() {
  await app.end("SIGINT");
  await rm(path.join(state, "runner", "store"), { recursive: true, force: true });
  app = await startApp(state, settings);
}

const typeChecker = /^\S*\/lib\/tsc /;

/** @type {Record<string, RegExp[]>} what runs in a stage, in this order; nothing: the archive is on its way */
const stages = {
  "before it unpacks": [],
  "in typecheck": [typeChecker],
  // Bundlers wait before there is a build; that it has begun is seen by the type checker.
  "in build": [/^\S*node \S*(?:vite|resident\.mjs)/, typeChecker],
  "as it starts the browser": [/^\S*bwrap .*\/opt\/smoke\//],
  "in smoke": [/^\S*node \/opt\/smoke\//],
  "in install": [/^npm ci|^\S*node \S*npm\S* ci /],
};
const browser = spawnSync(runnerBinary, ["--find-chromium"]).status === 0;

for (const [stage, commands] of Object.entries(stages)) {
  const skip = /smoke|browser/.test(stage) && !browser && "there is no Chromium here";
  it(`a runner killed ${stage}: the build is done again, once`, { skip }, async () => {
    if (stage === "in install") await startEmpty();
    const hold = buildsOnHold(state);
    if (commands.length === 0) hold.hold();
    const created = await exchange(`${app.base}/api/v1/projects`, {
      method: "POST",
      body: { prompt: `A portfolio for a glass artist, killed ${stage}` },
    });
    assert.equal(created.status, 201, created.text);
    for (const command of commands) await holdStage(command);
    if (commands.length === 0) {
      for (let now = ""; now !== "building"; ) {
        const generation = `${app.base}/api/v1/generations/${created.json.currentGenerationId}`;
        now = (await exchange(generation)).json.state;
      }
    }
    const killed = runnersOf(state);
    const members = killed.flatMap(treeOf);
    for (const pid of killed) process.kill(pid, "SIGKILL");

    const states = statesOf(await eventsOf(app.base, created.json.id));
    assert.equal(states.filter((one) => one === "complete").length, 1, states.join(" > "));
    assert.equal(states.at(-1), "complete");
    for (const pid of members) {
      assert.throws(() => process.kill(pid, 0), `process ${pid} of the killed runner is alive`);
    }
    const store = readdirSync(path.join(state, "runner", "store"));
    assert.deepEqual(
      store.filter((name) => name.startsWith("making-")),
      [],
    );
    const { running, waiting } = await runnerHealth(state);
    assert.deepEqual([running, waiting], [0, 0]);
  });
}
