// Bundlers that wait: what they build is what vite builds, what means harm meets the same walls and
// limits in them, they serve once, and nothing of them is left.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { childrenOf, gone, processesWith } from "./support/processes.mjs";
import { siteDirectory, viteSite } from "./support/projects.mjs";
import {
  build,
  call,
  freshState,
  nodePath,
  openBuild,
  prepared,
  programPath,
  startRunner,
} from "./support/runner.mjs";
import { tarOf } from "./support/tar.mjs";

const waits = "/opt/bundler/resident.mjs";

/** A site whose configuration runs `code` and reports. @param {string} code */
const configured = (code) =>
  tarOf(
    viteSite({
      "vite.config.mjs": `import fs from "node:fs";
const report = {};
export default {
  plugins: [{ name: "report", async buildStart() { ${code} }, writeBundle() {
    fs.writeFileSync("dist/report.json", JSON.stringify(report)); } }],
};
`,
    }),
  );

describe("a bundler that waits", () => {
  /** @type {Awaited<ReturnType<typeof startRunner>>} */
  let runner;
  before(async () => {
    const state = freshState();
    const warm = spawnSync(
      programPath(),
      ["--state", state, "--node", nodePath, "--warm", siteDirectory],
      { encoding: "utf8" },
    );
    assert.equal(warm.status, 0, warm.stderr);
    runner = await startRunner({ state, flags: ["--jobs", "1", "--memory-mib", "512"] });
  });
  after(() => runner.stop());

  const ready = () => prepared(runner, "bundlers");

  /** A build by a bundler that has waited for it. */
  async function resident(archive, job) {
    await ready();
    return await build(runner, archive, job);
  }

  /** What it found is in its site. @param {string} code */
  async function reportOf(code) {
    const outcome = await resident(configured(code));
    assert.deepEqual(outcome.errors, []);
    assert.equal(outcome.done.status, "succeeded");
    return JSON.parse(String(outcome.files["report.json"]));
  }

  it("builds the same bytes as one that is called", async () => {
    const waited = await resident(tarOf(viteSite()));
    const cold = await startRunner({ state: runner.state, flags: ["--bundlers", "0"] });
    const called = await build(cold, tarOf(viteSite()));
    await cold.stop();
    assert.equal(waited.done.status, "succeeded");
    assert.deepEqual(waited.files, called.files);
    const withoutTimes = (/** @type {string[]} */ lines) =>
      lines.map((line) => line.replace(/\d+(?:\.\d+)?m?s\b/g, "")).sort();
    assert.deepEqual(withoutTimes(waited.lines), withoutTimes(called.lines));
  });

  it("says what is wrong with a project as vite says it, and ends with its code", async () => {
    const { done, errors } = await resident(
      tarOf(viteSite({ "src/main.ts": "import './nowhere.ts';\n" })),
    );
    assert.equal(done.status, "failed");
    assert.ok(
      errors.some(({ message }) => /nowhere/.test(message)),
      JSON.stringify(errors),
    );
  });

  it("is nobody, sees nothing of the machine and reaches nothing", async () => {
    const report = await reportOf(`
      report.pids = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).length;
      report.status = fs.readFileSync("/proc/self/status", "utf8");
      report.env = Object.keys(process.env).sort();
      report.root = fs.readdirSync("/").sort();
      report.site = fs.readdirSync("/site").sort();
      report.interfaces = fs.readFileSync("/proc/net/dev", "utf8").trim().split("\\n").length;
      for (const path of ["/x", "/usr/x", "/opt/x", "/opt/bundler/resident.mjs", "/site/node_modules/x", "/dev/x"]) {
        try { fs.writeFileSync(path, "x"); report[path] = "written"; } catch (error) { report[path] = error.code; }
      }
      report.answer = await fetch("http://127.0.0.1:${new URL(runner.url).port}/healthz").then((a) => a.status, () => "none");`);
    assert.ok(report.pids < 8, report.pids);
    assert.match(report.status, /CapEff:\t0+\n/);
    assert.match(report.status, /CapBnd:\t0+\n/);
    assert.match(report.status, /NoNewPrivs:\t1\n/);
    for (const name of report.env) assert.doesNotMatch(name, /SITEWRIGHT|KEY|TOKEN/);
    assert.ok(!report.root.some((name) => ["etc", "home", "root", "var", "sys"].includes(name)));
    assert.deepEqual(
      report.site.filter((name) => name.startsWith(".")),
      [],
    );
    assert.equal(report.interfaces, 3); // two lines of head, loopback
    for (const [path, result] of Object.entries(report).filter(([name]) => name.startsWith("/")))
      assert.notEqual(result, "written", path);
    assert.equal(report.answer, "none");
  });

  it("serves one project: the next one meets nothing of it", async () => {
    const leave = `
      report.before = globalThis.left ?? "nothing";
      report.files = fs.existsSync("/tmp/left") || fs.existsSync("/dev/shm/left");
      globalThis.left = "something";
      fs.writeFileSync("/tmp/left", "x"); fs.writeFileSync("/dev/shm/left", "x");`;
    for (let i = 0; i < 2; i++) {
      const report = await reportOf(leave);
      assert.deepEqual([report.before, report.files], ["nothing", false]);
    }
  });

  it("has its limits from the hand-over on", async () => {
    const cases = {
      timeout: { code: "for (;;);", timeoutMs: 4000 },
      memory_limit: { code: "const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));" },
      process_limit: {
        code: `const { spawn } = await import("node:child_process");
          for (let i = 0; i < 2000; i++) spawn("sleep", ["30"]);
          await new Promise(() => setTimeout(() => {}, 30_000));`,
      },
      log_limit: {
        code: `const line = "x".repeat(1 << 16) + "\\n";
          for (;;) await new Promise((wrote) => process.stdout.write(line, wrote));`,
      },
    };
    for (const [code, { code: script, timeoutMs = 20_000 }] of Object.entries(cases)) {
      const start = performance.now();
      const outcome = await resident(configured(script), { timeoutMs });
      assert.ok(performance.now() - start < timeoutMs + 70_000);
      assert.equal(outcome.done.status, "failed", code);
      assert.ok(
        outcome.errors.some((error) => error.code === code || error.code === "out_of_memory"),
        `${code}: ${JSON.stringify(outcome.errors)}`,
      );
      assert.ok(outcome.done.durationMs < timeoutMs + 6000, `${outcome.done.durationMs} ms`);
    }
  });

  it("ends within a second of a cancel, with all that it started", async () => {
    await ready();
    const opened = openBuild(
      runner,
      configured(`const { spawn } = await import("node:child_process");
        spawn("setsid", ["sleep", "1739"], { detached: true, stdio: "ignore" });
        await new Promise(() => setTimeout(() => {}, 60_000));`),
      { timeoutMs: 60_000 },
    );
    const response = await opened.response;
    response.resume();
    while (processesWith("sleep\u00001739").length === 0)
      await new Promise((wake) => setImmediate(wake));
    const start = performance.now();
    await call(runner, `/v1/builds/${opened.job.buildId}`, { method: "DELETE" });
    await gone("sleep\u00001739", 2000);
    const took = performance.now() - start;
    assert.ok(took < 1000, `${took} ms`);
  });

  it("is the only thing that is left after builds, and ends with the runner", async () => {
    await ready();
    const children = childrenOf(runner.pid);
    assert.equal(children.length, 1);
    const command = readFileSync(`/proc/${children[0]}/cmdline`, "utf8");
    assert.ok(command.includes(waits), command);
    const other = await startRunner({ state: runner.state, flags: ["--jobs", "1"] });
    const [bundler] = childrenOf(other.pid);
    other.kill("SIGKILL");
    await other.ended;
    for (const end = performance.now() + 30_000; ; ) {
      try {
        process.kill(Number(bundler), 0);
      } catch {
        break;
      }
      assert.ok(performance.now() < end, "a bundler outlives its runner");
    }
  });
});
