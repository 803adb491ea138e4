// Projects that mean harm. Each must end as a classified failure, or find nothing; the runner goes on.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { scriptSite, writeReport } from "./support/projects.mjs";
import { build, startRunner } from "./support/runner.mjs";
import { tarOf } from "./support/tar.mjs";

describe("a hostile project", () => {
  let runner;
  before(async () => {
    runner = await startRunner({ flags: ["--memory-mib", "384"] });
  });
  after(() => runner.stop());

  const run = (script, job, options) => build(runner, tarOf(scriptSite(script, options)), job);
  const reportOf = (result) => {
    assert.deepEqual(result.errors, []);
    return JSON.parse(String(result.files["report.json"]));
  };
  const assertResource = ({ done, errors }, codes) => {
    assert.equal(done.status, "failed");
    assert.equal(errors[0].category, "resource", JSON.stringify(errors));
    assert.ok(codes.includes(errors[0].code), errors[0].code);
  };

  it("sees no process but its own, and is nobody", async () => {
    const report = reportOf(
      await run(`${writeReport}
      report.pids = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).length;
      report.uid = process.getuid();
      report.status = fs.readFileSync("/proc/self/status", "utf8");
      report.env = Object.keys(process.env).sort();`),
    );
    assert.ok(report.pids < 8, report.pids);
    assert.ok(report.uid !== 0);
    assert.match(report.status, /CapEff:\t0+\n/);
    assert.match(report.status, /CapBnd:\t0+\n/);
    assert.match(report.status, /NoNewPrivs:\t1\n/);
    assert.deepEqual(report.env, [
      "CI",
      "HOME",
      "LANG",
      "NODE_ENV",
      "NO_COLOR",
      "PATH",
      "PWD",
      "TMPDIR",
      "TZ",
    ]);
  });

  it("writes nowhere but into its own memory", async () => {
    const report = reportOf(
      await run(`${writeReport}
      for (const path of ["/x", "/usr/x", "/opt/x", "/opt/node/node", "/dev/x", "/etc/x", "/site/node_modules/x", "/proc/sys/kernel/core_pattern"]) {
        try { fs.writeFileSync(path, "x"); report[path] = "written"; } catch (error) { report[path] = error.code; }
      }
      fs.writeFileSync("/site/src.txt", "own");
      fs.writeFileSync("/tmp/t.txt", "own");`),
    );
    for (const [path, code] of Object.entries(report)) assert.notEqual(code, "written", path);
    assert.deepEqual(readdirSync(runner.state).sort(), ["npm-cache", "store", "system"]);
  });

  it("gets more memory when it is asked for, within the runner's maximum", async () => {
    const hungry = `import fs from "node:fs";
      const all = Array.from({ length: 8 }, () => Buffer.alloc(64 << 20, 1));
      fs.mkdirSync("dist");
      fs.writeFileSync("dist/index.html", "<!doctype html><html lang=en><title>t</title><h1>" + all.length);`;
    assertResource(await run(hungry), ["memory_limit", "out_of_memory"]);
    const second = await run(hungry, { attempt: 2, memoryPercent: 200 });
    assert.equal(second.done.status, "succeeded", JSON.stringify(second.errors));
    const endless = "const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));";
    const greedy = await run(endless, { memoryPercent: 400 });
    assertResource(greedy, ["memory_limit", "out_of_memory"]);
    assert.ok(greedy.usage.peakMemoryBytes < (2 * 384 + 64) * 2 ** 20);
  });

  it("cannot flood the log", async () => {
    const result = await run(
      "",
      { maxLogBytes: 64 << 10 },
      { build: "yes 'all work and no play makes a dull log'" },
    );
    assertResource(result, ["log_limit"]);
    const bytes = result.lines.reduce((sum, line) => sum + line.length + 1, 0);
    assert.ok(bytes < 66 << 10, bytes);
    assert.equal(
      result.lines.filter((line) => line.startsWith("The log limit is reached")).length,
      1,
    );
    for (const log of result.logs) assert.ok(log.lines.length <= 64);
  });

  it("sends no terminal escapes, broken UTF-8 or endless lines through the log", async () => {
    const result =
      await run(`process.stdout.write(Buffer.from([0x61, 0xff, 0x1b, 0x5b, 0x33, 0x31, 0x6d, 0x62, 0x07, 0x0a]));
      process.stdout.write("x".repeat(1 << 20) + "\\n"); process.exitCode = 3;`);
    assert.equal(result.lines[0], "a\ufffdb");
    assert.ok(result.lines[1].length <= 2000);
    assert.equal(result.done.exitCode, 3);
    assert.deepEqual(
      [result.errors[0].category, result.errors[0].code],
      ["unknown", "command_failed"],
    );
  });

  it("ships no link, no oversized file and no bad name as its site", async () => {
    const link = await run("", {}, { build: "mkdir dist && ln -s /etc/passwd dist/index.html" });
    assert.deepEqual(
      [link.errors[0].category, link.errors[0].code],
      ["configuration", "output_special_file"],
    );
    const large = await run("", {}, { build: "mkdir dist && truncate -s 40M dist/index.html" });
    assert.deepEqual(
      [large.errors[0].category, large.errors[0].code],
      ["resource", "output_too_large"],
    );
    const name = await run("", {}, { build: "mkdir dist && echo > 'dist/a\\b.html'" });
    assert.equal(name.errors[0].code, "output_bad_path");
    const dist = await run("", {}, { build: "ln -s /usr dist" });
    assert.equal(dist.done.status, "failed");
  });

  it("cannot make nested namespaces or trace other processes", async () => {
    const result = await run(
      "",
      {},
      {
        build:
          "unshare -U true && echo nested; unshare -m true && echo mounted; mount -t tmpfs x /tmp && echo mounted; exit 4",
      },
    );
    assert.equal(result.done.exitCode, 4);
    assert.ok(
      !result.lines.some((line) => line === "nested" || line === "mounted"),
      result.lines.join("\n"),
    );
  });

  it("leaves the runner as it was: the next build succeeds, no mount or cgroup remains", async () => {
    assert.equal((await run(writeReport)).done.status, "succeeded");
    const mounts = readFileSync("/proc/self/mounts", "utf8");
    assert.ok(!mounts.includes(runner.state));
    const groups = ["/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids"].flatMap(
      (path) => {
        try {
          return readdirSync(path);
        } catch {
          return [];
        }
      },
    );
    assert.deepEqual(
      groups.filter((name) => name.startsWith(`sitewright-${runner.pid}-`)),
      [],
    );
  });
});
