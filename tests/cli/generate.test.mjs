// `generate` against a stand-in that speaks the public contract.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { projectRoot, sitewright } from "./support/scratch_root.mjs";

const program = fileURLToPath(new URL("support/sitewright_stand_in.mjs", import.meta.url));
let place = "";
/** @type {import("node:child_process").ChildProcess | undefined} */
let server;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "sitewright-generate-"));
});
afterEach(() => {
  server?.kill();
  rmSync(place, { recursive: true });
});

/** @param {string} ending @param {NodeJS.ProcessEnv} [env] @returns {Promise<void>} */
function standIn(ending, env = {}) {
  const child = spawn(process.execPath, [program, path.join(place, "state"), ending], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  server = child;
  return new Promise((resolve) => child.stdout.once("data", () => resolve()));
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function generate(args, env = {}) {
  const started = sitewright(projectRoot, ["generate", ...args], {
    SITEWRIGHT_STATE: path.join(place, "state"),
    ...env,
  });
  return { code: await started.ended, stdout: started.stdout, stderr: started.stderr.join("\n") };
}

test("the running instance is used, the site is written, its folder is the only line on stdout", async () => {
  await standIn("complete");
  const out = path.join(place, "out");
  const { code, stdout, stderr } = await generate(["A portfolio for a glass artist", "--out", out]);
  assert.equal(code, 0, stderr);
  assert.deepEqual(stdout, [out]);
  assert.equal(readFileSync(path.join(out, "index.html"), "utf8"), "<h1>Glass</h1>");
  assert.match(stderr, /Lay out the page/);
  assert.match(stderr, /live at http:\/\/glass\.localhost:1\//);
});

test("--json prints one object with the ids and where the time went", async () => {
  await standIn("complete");
  const out = path.join(place, "out");
  const { code, stdout } = await generate(["A portfolio", "--json", "--out", out]);
  assert.equal(code, 0);
  assert.equal(stdout.length, 1);
  const { ms, ...result } = JSON.parse(stdout[0] ?? "");
  assert.deepEqual(result, {
    projectId: "pr1",
    versionId: "v1",
    buildId: "b1",
    deploymentId: "d1",
    url: "http://glass.localhost:1/",
    steps: 2,
    out,
  });
  assert.deepEqual(Object.keys(ms), ["total", "plan", "steps", "build", "deploy"]);
  assert.equal(ms.plan + ms.steps + ms.build + ms.deploy, ms.total);
});

test("a failed generation ends with code 1 and the reason, and writes nothing", async () => {
  await standIn("failed");
  const out = path.join(place, "out");
  const { code, stdout, stderr } = await generate(["A portfolio", "--out", out]);
  assert.equal(code, 1);
  assert.deepEqual(stdout, []);
  assert.match(stderr, /ended in failed: the model said no/);
  assert.equal(existsSync(out), false);
});

test("a server that wants a token gets API_TOKEN, and without it the answer says so", async () => {
  await standIn("complete", { API_TOKEN: "t".repeat(32) });
  const without = await generate(["A portfolio", "--out", path.join(place, "a")]);
  assert.equal(without.code, 1);
  assert.match(without.stderr, /set API_TOKEN/);
  const given = await generate(["A portfolio", "--out", path.join(place, "b")], {
    API_TOKEN: "t".repeat(32),
  });
  assert.equal(given.code, 0, given.stderr);
});

test("--images sends pictures, and says which file is none before anything is started", async () => {
  await standIn("complete");
  const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUg==", "base64");
  const sketch = path.join(place, "sketch.png");
  writeFileSync(sketch, pixel);
  const notes = path.join(place, "notes.txt");
  writeFileSync(notes, "menu");
  const args = ["A portfolio as drawn", "--out", path.join(place, "out")];
  const wrong = await generate([...args, "--images", `${sketch},${notes}`]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /notes\.txt is neither PNG nor JPEG/);
  const missing = await generate([...args, "--images", path.join(place, "none.png")]);
  assert.match(missing.stderr, /none\.png cannot be read/);
  const { code, stderr } = await generate([...args, "--images", sketch]);
  assert.equal(code, 0, stderr);
  const sent = JSON.parse(readFileSync(path.join(place, "state", "sent.json"), "utf8"));
  assert.deepEqual(sent.images, [{ mediaType: "image/png", data: pixel.toString("base64") }]);
});
