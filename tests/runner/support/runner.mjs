// Starts the real program and speaks its HTTP interface.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../../../..");

/** The program: BUILD_RUNNER, or what the native preset built. */
export function programPath() {
  const path = process.env.BUILD_RUNNER ?? join(root, "build/native/build-runner/build_runner");
  if (!existsSync(path))
    throw new Error(`${path} is missing: cmake --build build/native --target build_runner`);
  return path;
}

/** The node that builds run with: RUNNER_NODE, or the one of this process. */
export const nodePath = process.env.RUNNER_NODE ?? process.execPath;

/** A state folder for this test process; gone when it ends. */
export function freshState() {
  const path = mkdtempSync(join(tmpdir(), "sitewright-runner-"));
  process.on("exit", () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** @param {{ state?: string, flags?: string[], node?: string, smoke?: string }} [options] */
export async function startRunner({
  state = freshState(),
  flags = [],
  node = nodePath,
  smoke = "static",
} = {}) {
  const child = spawn(
    programPath(),
    [
      "--port",
      "0",
      "--state",
      state,
      "--node",
      node,
      "--smoke",
      smoke,
      "--die-with-parent",
      ...flags,
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let log = "";
  child.stderr.on("data", (data) => {
    log += data;
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([once(lines, "line"), ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`the runner did not start: ${log}`);
  const url = first[0].replace(/^listening /, "");
  return {
    url,
    state,
    pid: child.pid,
    log: () => log,
    kill: (signal) => child.kill(signal),
    ended,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

let counter = 0;
export function freshBuildId() {
  counter += 1;
  return `bld_${process.pid}_${counter}`;
}

/** Opens a build; `response` arrives at once, frames as they come. */
export function openBuild(runner, archive, job = {}, headers = {}) {
  const fullJob = {
    buildId: freshBuildId(),
    attempt: 1,
    timeoutMs: 30000,
    maxLogBytes: 1 << 20,
    ...job,
  };
  const request = http.request(`${runner.url}/v1/builds`, {
    method: "POST",
    agent: false, // a kept connection may end at its other side just as it is used again
    headers: {
      "x-build-job": JSON.stringify(fullJob),
      "content-length": archive.length,
      ...headers,
    },
  });
  request.end(archive);
  const response = once(request, "response").then(([message]) => message);
  return { job: fullJob, request, response };
}

/** Yields `{header, body, at}` from a response. */
export async function* frames(response) {
  let buffer = Buffer.alloc(0);
  for await (const chunk of response) {
    buffer = Buffer.concat([buffer, chunk]);
    while (buffer.length >= 8) {
      const headerSize = buffer.readUInt32LE(0);
      const bodySize = buffer.readUInt32LE(4);
      if (buffer.length < 8 + headerSize + bodySize) break;
      const header = JSON.parse(buffer.subarray(8, 8 + headerSize).toString());
      yield {
        header,
        body: Buffer.from(buffer.subarray(8 + headerSize, 8 + headerSize + bodySize)),
        at: performance.now(),
      };
      buffer = buffer.subarray(8 + headerSize + bodySize);
    }
  }
  if (buffer.length > 0) throw new Error("the stream ends inside a frame");
}

/**
 * The whole build: frames by kind, files by path. A refused one has `problem` and no frames.
 * @typedef {Awaited<ReturnType<typeof collect>> & { status: number, type?: string, problem?: any, job: ReturnType<typeof openBuild>["job"] }} Outcome
 * @returns {Promise<Outcome>}
 */
export async function build(runner, archive, job, headers) {
  const opened = openBuild(runner, archive, job, headers);
  const response = await opened.response;
  if (response.statusCode !== 200) {
    let text = "";
    for await (const chunk of response) text += chunk;
    const { statusCode: status, headers: of } = response;
    const refused = {
      status,
      type: of["content-type"],
      problem: JSON.parse(text),
      job: opened.job,
    };
    return /** @type {Outcome} */ (refused);
  }
  return { status: 200, job: opened.job, ...(await collect(response)) };
}

export async function collect(response) {
  const all = [];
  /** @type {Record<string, Buffer>} */
  const files = {};
  /** @type {string | undefined} */
  let lock;
  for await (const frame of frames(response)) {
    all.push(frame.header);
    if (frame.header.kind === "file") files[frame.header.path] = frame.body;
    if (frame.header.kind === "lock") lock = frame.body.toString();
  }
  const ofKind = (kind) => all.filter((header) => header.kind === kind);
  return {
    all,
    files,
    lock,
    done: all.at(-1),
    errors: ofKind("error"),
    stages: ofKind("stage"),
    usage: ofKind("usage")[0],
    lines: ofKind("log").flatMap((header) => header.lines),
    logs: ofKind("log"),
  };
}

export async function call(runner, path, options = {}) {
  const response = await fetch(runner.url + path, options);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/**
 * Until a bundler or a browser has got ready, which gives way to everything else that runs here.
 * @param {"bundlers" | "browsers"} which
 */
export async function prepared(runner, which) {
  for (const end = performance.now() + 300_000; ; ) {
    if ((await call(runner, "/healthz")).body[which] === 1) return;
    if (performance.now() > end) throw new Error(`none of the ${which} waits`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
}
