// The runner's HTTP interface: one stream per build, ids that name builds, an end that leaves nothing.
import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import net from "node:net";
import { after, before, describe, it } from "node:test";
import { childrenOf, gone, processesWith, seen } from "./support/processes.mjs";
import { scriptSite, writeReport } from "./support/projects.mjs";
import {
  build,
  call,
  collect,
  frames,
  freshBuildId,
  openBuild,
  startRunner,
} from "./support/runner.mjs";
import { archive, member, tarOf } from "./support/tar.mjs";

const quick = tarOf(scriptSite(writeReport));
const endless = (mark) =>
  tarOf(
    scriptSite(`process.title = "${mark}"; console.log("begun"); setInterval(() => {}, 1000);`),
  );
const twoSeconds = tarOf(
  scriptSite(
    `${writeReport} console.log("early"); await new Promise((wake) => setTimeout(wake, 800)); console.log("late");`,
  ),
);

/** A response that has begun to run its build. */
async function begun(runner, archiveBytes, job) {
  const opened = openBuild(runner, archiveBytes, job);
  const response = await opened.response;
  return { ...opened, result: collect(response) };
}

describe("the build stream", () => {
  let runner;
  before(async () => {
    runner = await startRunner({ flags: ["--jobs", "2"] });
    assert.equal((await build(runner, quick)).done.status, "succeeded"); // fills the store
  });
  after(() => runner.stop());

  it("tells its health", async () => {
    const { status, body } = await call(runner, "/healthz");
    assert.equal(status, 200);
    assert.equal(body.ok, true);
    assert.equal(body.sandbox, "bubblewrap");
    assert.equal(body.jobs, 2);
    assert.match(body.version, /^\d+\.\d+\.\d+/);
  });

  it("sends frames as they happen, the end last", async () => {
    const opened = openBuild(runner, twoSeconds);
    const times = [];
    for await (const { header, at } of frames(await opened.response))
      times.push({ kind: header.kind, lines: header.lines, at });
    const early = times.find((frame) => frame.lines?.includes("early"));
    const late = times.find((frame) => frame.lines?.includes("late"));
    assert.ok(late.at - early.at > 500, "log lines wait for the end");
    assert.equal(times.at(-1).kind, "done");
  });

  it("sends a heartbeat when a build is quiet", { timeout: 20_000 }, async () => {
    const quiet = tarOf(
      scriptSite(`${writeReport} await new Promise((wake) => setTimeout(wake, 5600));`),
    );
    const { all } = await build(runner, quiet);
    assert.equal(all.filter((header) => header.kind === "heartbeat").length, 1);
  });

  it("lets a second request join a running build and see it from the start", async () => {
    const first = await begun(runner, twoSeconds);
    const second = await build(runner, twoSeconds, first.job);
    const result = await first.result;
    assert.deepEqual(second.all, result.all);
    assert.deepEqual(second.files, result.files);
  });

  it("answers the same id with the stored result", async () => {
    const first = await build(runner, twoSeconds);
    const start = performance.now();
    const again = await build(runner, twoSeconds, first.job);
    assert.ok(performance.now() - start < 2000, "it was built once more");
    assert.deepEqual(again.all, first.all);
    assert.equal((await call(runner, `/v1/builds/${first.job.buildId}`)).body.status, "succeeded");
  });

  it("ends an older attempt when a newer one comes, and refuses the older afterwards", async () => {
    const buildId = freshBuildId();
    const older = await begun(runner, endless("older_2b6d"), { buildId, attempt: 1 });
    await seen("older_2b6d");
    const newer = await build(runner, quick, { buildId, attempt: 2 });
    assert.equal(newer.done.status, "succeeded");
    assert.equal((await older.result).done.status, "cancelled");
    const late = await build(runner, quick, { buildId, attempt: 1 });
    assert.deepEqual(
      [late.status, late.type, late.problem.code],
      [409, "application/problem+json", "stale"],
    );
  });

  it("kills the whole tree within a second of a cancel", async () => {
    const { job, result } = await begun(
      runner,
      tarOf(
        scriptSite(`
      import { spawn } from "node:child_process";
      for (let i = 0; i < 5; i++) spawn("sh", ["-c", "trap '' TERM INT HUP; sleep 60; : tree_77aa"], { detached: true });
      process.title = "tree_77aa"; setInterval(() => {}, 1000);`),
      ),
    );
    await seen("tree_77aa");
    const start = performance.now();
    assert.equal(
      (await call(runner, `/v1/builds/${job.buildId}`, { method: "DELETE" })).status,
      202,
    );
    const { done, errors } = await result;
    await gone("tree_77aa", 1000);
    assert.ok(performance.now() - start < 1000);
    assert.deepEqual([done.status, errors], ["cancelled", []]);
    assert.equal((await call(runner, `/v1/builds/${job.buildId}`)).body.status, "cancelled");
    assert.equal(
      (await call(runner, `/v1/builds/${job.buildId}`, { method: "DELETE" })).status,
      202,
    );
  });

  it("goes on when the client goes away", async () => {
    const opened = openBuild(runner, twoSeconds);
    (await opened.response).destroy();
    const later = await build(runner, twoSeconds, opened.job);
    assert.equal(later.done.status, "succeeded");
  });

  it("runs as many at once as it has slots; the rest wait, and can be cancelled while they wait", async () => {
    const running = await Promise.all([
      begun(runner, endless("slot_a1f0")),
      begun(runner, endless("slot_b2e9")),
    ]);
    await seen("slot_a1f0");
    await seen("slot_b2e9");
    const third = await begun(runner, quick);
    assert.equal((await call(runner, `/v1/builds/${third.job.buildId}`)).body.status, "queued");
    await call(runner, `/v1/builds/${third.job.buildId}`, { method: "DELETE" });
    assert.equal((await third.result).done.status, "cancelled");
    for (const { job } of running)
      await call(runner, `/v1/builds/${job.buildId}`, { method: "DELETE" });
    for (const { result } of running) assert.equal((await result).done.status, "cancelled");
  });

  it("refuses an archive with a bad member, whatever is bad about it", async () => {
    const good = { name: "package.json", body: "{}" };
    /** @type {[import("./support/tar.mjs").Member, string][]} */
    const cases = [
      [{ name: "../evil" }, "archive_bad_path"],
      [{ name: "a/../../evil" }, "archive_bad_path"],
      [{ name: "/etc/evil" }, "archive_bad_path"],
      [{ name: "a\\b" }, "archive_bad_path"],
      [{ name: "a\nb" }, "archive_bad_path"],
      [{ name: `${"d/".repeat(49)}f`, prefix: "p".repeat(150) }, "archive_bad_path"],
      [{ name: "node_modules/vite/index.js" }, "archive_bad_path"],
      [{ name: "link", type: "2", linkName: "/etc/passwd" }, "archive_special_file"],
      [{ name: "hard", type: "1", linkName: "package.json" }, "archive_special_file"],
      [{ name: "dev", type: "3" }, "archive_special_file"],
      [{ name: "fifo", type: "6" }, "archive_special_file"],
      [{ name: "package.json", body: "twice" }, "archive_bad_path"],
      [{ name: "package.json/x", body: "below a file" }, "archive_bad_path"],
      [{ name: "short", size: 5000 }, "archive_damaged"],
    ];
    for (const [bad, code] of cases) {
      const { done, errors } = await build(runner, archive([member(good), member(bad)]));
      assert.deepEqual(
        [done.status, errors[0].category, errors[0].code],
        ["failed", "configuration", code],
        JSON.stringify(bad),
      );
    }
    const many = archive(Array.from({ length: 10_001 }, (_, i) => member({ name: `f${i}` })));
    assert.equal((await build(runner, many)).errors[0].code, "archive_too_many_files");
    for (const noise of [Buffer.alloc(0), Buffer.alloc(700, 7), quick.subarray(0, 1000)]) {
      assert.equal((await build(runner, noise)).errors[0].code, "archive_damaged");
    }
  });

  it("answers bad requests with a problem that names the place", async () => {
    const post = (headers) => call(runner, "/v1/builds", { method: "POST", body: "x", headers });
    const job = { buildId: "b", attempt: 1, timeoutMs: 5000, maxLogBytes: 4096 };
    /** @type {[Awaited<ReturnType<typeof call>>, number, string][]} */
    const cases = [
      [await post({}), 400, "x-build-job"],
      [await post({ "x-build-job": "{" }), 400, "x-build-job"],
      [await post({ "x-build-job": JSON.stringify({ ...job, attempt: 0 }) }), 400, "/attempt"],
      [await post({ "x-build-job": JSON.stringify({ ...job, more: 1 }) }), 400, "/more"],
      [
        await post({ "x-build-job": JSON.stringify(job), "content-encoding": "gzip" }),
        415,
        "encoded",
      ],
      [
        await post({ "x-build-job": JSON.stringify(job), origin: "http://evil.example" }),
        403,
        "web pages",
      ],
      [await call(runner, "/v1/builds"), 405, "POST"],
      [await call(runner, "/v1/builds/none"), 404, "build"],
      [await call(runner, "/v1/builds/none", { method: "DELETE" }), 404, "build"],
      [await call(runner, "/v1/builds/none", { method: "PUT" }), 405, "GET"],
      [await call(runner, "/nothing"), 404, "path"],
    ];
    for (const [{ status, headers, body }, expected, place] of cases) {
      assert.equal(status, expected, JSON.stringify(body));
      assert.equal(headers.get("content-type"), "application/problem+json");
      assert.equal(headers.get("x-request-id"), body.requestId);
      assert.equal(body.status, expected);
      assert.ok(body.detail.includes(place), body.detail);
    }
  });

  it("refuses a body over 64 MiB before it has arrived", async () => {
    const { hostname, port } = new URL(runner.url);
    const socket = net.connect(Number(port), hostname);
    socket.write(
      `POST /v1/builds HTTP/1.1\r\nhost: x\r\ncontent-length: ${(64 << 20) + 1}\r\nx-build-job: {}\r\n\r\n`,
    );
    const [answer] = await once(socket, "data");
    socket.destroy();
    assert.match(String(answer), /^HTTP\/1\.1 413 /);
  });

  it("survives nonsense on the socket", async () => {
    const { hostname, port } = new URL(runner.url);
    for (const bytes of [
      "\0\0\0\0",
      "GET\r\n\r\n",
      "POST /v1/builds HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
      "A".repeat(200_000),
    ]) {
      const socket = net.connect(Number(port), hostname);
      socket.on("error", () => {});
      socket.resume();
      socket.end(bytes);
      await once(socket, "close");
    }
    assert.equal((await call(runner, "/healthz")).status, 200);
  });

  it("has no dead child left unburied", () => {
    assert.deepEqual(childrenOf(runner.pid), []);
  });
});

describe("the end of the runner", () => {
  const state = async (runner) => {
    const { job, result } = await begun(runner, endless("ending_3c4d"));
    await seen("ending_3c4d");
    return { job, result };
  };

  it("on SIGTERM ends every stream and every process within two seconds", async () => {
    const runner = await startRunner();
    const { result } = await state(runner);
    const start = performance.now();
    runner.kill("SIGTERM");
    assert.equal((await result).done.status, "cancelled");
    const [code] = await runner.ended;
    assert.ok(performance.now() - start < 2000);
    assert.equal(code, 0);
    assert.deepEqual(processesWith("ending_3c4d"), []);
    assert.deepEqual(readdirSync(runner.state).sort(), ["npm-cache", "store", "system"]);
    assert.deepEqual(
      readdirSync(`${runner.state}/store`).filter((name) => name.startsWith("making-")),
      [],
    );
  });

  it("even when killed leaves no process, and starts again on the same state", async () => {
    const runner = await startRunner();
    const { result } = await state(runner);
    runner.kill("SIGKILL");
    await assert.rejects(result);
    await gone("ending_3c4d", 1000);
    const next = await startRunner({ state: runner.state });
    const { done, stages } = await build(next, quick);
    assert.equal(done.status, "succeeded");
    assert.ok(stages.some((stage) => stage.stage === "install" && stage.status === "skipped"));
    await next.stop();
  });

  it("on a taken port says so", async () => {
    const runner = await startRunner();
    await assert.rejects(
      startRunner({ flags: ["--port", new URL(runner.url).port] }),
      /Address already in use/,
    );
    await runner.stop();
  });

  it("refuses to run without a sandbox unless told to", {
    skip: !existsSync("/usr/bin/bwrap") && "no bubblewrap",
  }, async () => {
    const path = process.env.PATH;
    process.env.PATH = "/nowhere";
    try {
      await assert.rejects(startRunner(), /bubblewrap is not installed.*--allow-unsandboxed/s);
      const runner = await startRunner({ flags: ["--allow-unsandboxed"] });
      const { body } = await call(runner, "/healthz");
      assert.equal(body.sandbox, "none");
      assert.match(body.reason, /bubblewrap is not installed/);
      await runner.stop();
    } finally {
      process.env.PATH = path;
    }
  });
});
