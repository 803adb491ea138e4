// Projects that mean harm. Each must end as a classified failure, or find nothing; the runner goes on.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { gone } from "./support/processes.mjs";
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

  it("reads no file of the host", async () => {
    const paths = [
      "/etc/passwd",
      "/etc/shadow",
      "/etc/hosts",
      "/etc/resolv.conf",
      "/root",
      "/home",
      "/var",
      "/run",
      "/sys",
      "/mnt/state",
      "/proc/1/environ",
      runner.state,
      import.meta.dirname,
    ];
    const result = await run(`${writeReport}
      for (const path of ${JSON.stringify(paths)}) {
        try { report[path] = fs.statSync(path).isDirectory() ? fs.readdirSync(path) : fs.readFileSync(path, "utf8"); } catch (error) { report[path] = error.code; }
      }`);
    const report = reportOf(result);
    for (const path of paths.filter((path) => path !== "/proc/1/environ"))
      assert.equal(report[path], "ENOENT", path);
    assert.ok(["", "EACCES"].includes(report["/proc/1/environ"]), report["/proc/1/environ"]);
  });

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

  it("reaches no network, not even the runner", async () => {
    const port = new URL(runner.url).port;
    const report = reportOf(
      await run(`${writeReport}
      import net from "node:net"; import dns from "node:dns/promises";
      const connect = (host) => new Promise((done) => net.connect(${port}, host).on("connect", () => done("connected")).on("error", (error) => done(error.code)));
      report.loopback = await connect("127.0.0.1");
      report.outside = await connect("192.0.2.1");
      report.name = await dns.lookup("example.com").then(() => "resolved", (error) => error.code);`),
    );
    assert.deepEqual(
      [report.loopback, report.outside, report.name],
      ["ECONNREFUSED", "ENETUNREACH", "EAI_AGAIN"],
    );
    const failed = await run('await fetch("http://192.0.2.1/");');
    assert.equal(failed.errors[0].category, "network");
  });

  it("ends at the time limit when it never ends by itself", async () => {
    const start = performance.now();
    const result = await run('process.title = "endless_7f3a"; for (;;);', { timeoutMs: 1500 });
    assertResource(result, ["timeout"]);
    assert.ok(performance.now() - start < 4000);
    await gone("endless_7f3a");
  });

  it("cannot take the machine with a fork bomb", async () => {
    const start = performance.now();
    const result = await run(
      "",
      { timeoutMs: 20_000 },
      { build: "bomb() { bomb | bomb & }; bomb; sleep 15 # fork_9c1d" },
    );
    assertResource(result, ["process_limit"]);
    assert.ok(performance.now() - start < 10_000);
    await gone("fork_9c1d");
  });

  it("cannot take the machine's memory, by allocating or by filling its disk", async () => {
    const bomb = await run("const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));");
    assertResource(bomb, ["memory_limit", "out_of_memory"]);
    const filler = await run(
      'import fs from "node:fs"; const block = Buffer.alloc(8 << 20, 1); for (let i = 0; ; i++) fs.writeFileSync("/site/" + i, block);',
    );
    assertResource(filler, ["memory_limit", "disk_limit"]);
    const shared = await run(
      'import fs from "node:fs"; const block = Buffer.alloc(8 << 20, 1); for (let i = 0; ; i++) fs.writeFileSync("/dev/shm/" + i, block);',
    );
    assertResource(shared, ["disk_limit"]);
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

  it("leaves no process that outlives it", async () => {
    const result = await run(`${writeReport}
      import { spawn } from "node:child_process";
      spawn("setsid", ["sh", "-c", "sleep 60; : survivor_51be"], { detached: true, stdio: "ignore" }).unref();`);
    assert.equal(result.done.status, "succeeded");
    await gone("survivor_51be", 500);
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
