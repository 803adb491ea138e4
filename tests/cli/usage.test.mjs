import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { projectRoot, sitewright } from "./support/scratch_root.mjs";

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function outcome(args, env) {
  const started = sitewright(projectRoot, args, env);
  const code = await started.ended;
  return { code, stdout: started.stdout.join("\n"), stderr: started.stderr.join("\n") };
}

test("help lists every verb and succeeds", async () => {
  const { code, stdout } = await outcome(["--help"]);
  assert.equal(code, 0);
  for (const verb of [
    ...["start", "generate", "test", "check", "bench", "deploy"],
    ...["dead-letters", "setup", "doctor"],
  ]) {
    assert.match(stdout, new RegExp(`^  ${verb} `, "m"));
  }
});

test("each verb explains its flags", async () => {
  const { code, stdout } = await outcome(["generate", "--help"]);
  assert.equal(code, 0);
  assert.match(stdout, /--out DIR/);
  assert.match(stdout, /usage: sitewright generate/);
});

test("no verb, an unknown verb and a path as a verb are wrong usage", async () => {
  for (const args of [[], ["strat"], ["../sitewright"]]) {
    const { code, stdout, stderr } = await outcome(args);
    assert.equal(code, 2, args.join(" "));
    assert.equal(stdout, "");
    assert.match(stderr, /usage: sitewright <verb>/);
  }
});

test("an unknown flag, a flag without its value and a word too many are wrong usage and show the usage line", async () => {
  for (const args of [
    ["start", "--porz", "1"],
    ["start", "--port"],
    ["start", "now"],
  ]) {
    const { code, stderr } = await outcome(args);
    assert.equal(code, 2, args.join(" "));
    assert.match(stderr, /usage: sitewright start/);
  }
});

test("a port that is none is named", async () => {
  for (const port of ["x", "0", "70000", "1.5"]) {
    const { code, stderr } = await outcome(["start"], { PORT: port });
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`"${port}" is not a port`));
  }
});

test("listening beyond loopback without API_TOKEN is refused before anything is started", async () => {
  const { code, stderr } = await outcome(["start", "--host", "0.0.0.0"]);
  assert.equal(code, 2);
  assert.match(stderr, /API_TOKEN/);
});

test("generate wants a prompt of at most 4000 characters", async () => {
  assert.equal((await outcome(["generate"])).code, 2);
  assert.equal((await outcome(["generate", "  "])).code, 2);
  const { code, stderr } = await outcome(["generate", "x".repeat(4001)]);
  assert.equal(code, 2);
  assert.match(stderr, /4001 characters/);
});

test("generate does not write into a folder that has something in it", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sitewright-out-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "mine.txt"), "keep");
  const { code, stderr } = await outcome(["generate", "A page", "--out", folder]);
  rmSync(folder, { recursive: true });
  assert.equal(code, 2);
  assert.match(stderr, /is not empty/);
  assert.match(stderr, /--force/);
});

test("a part of a suite's name that none has is said before anything is set up", async () => {
  const { code, stdout, stderr } = await outcome(["test", "no-such-suite"]);
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /no suite has "no-such-suite" in its name/);
  for (const name of ["contract", "unit/context", "unit/build_runner", "fuzz/scan"]) {
    assert.ok(stderr.includes(name), name);
  }
});
