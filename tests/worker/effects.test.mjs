// The host's effects in workerd, each by itself: what they ask the platform for and what they answer.
// What happens when the runner's connection breaks cannot be seen here: wrangler's test server makes
// a 500 or a clean end of it.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, describe, it } from "node:test";
import { startWorkers } from "./start_workers.mjs";

/** @type {{ method: string, url: string, headers: import("node:http").IncomingHttpHeaders, body: Buffer }[]} */
const asked = [];
/** What the runner that the tests play does next. @type {(response: import("node:http").ServerResponse) => void} */
let runnerDoes = (response) => response.end("well");

const runner = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, headers, body: Buffer.concat(pieces) });
    runnerDoes(response);
  });
});
await new Promise((resolve) => runner.listen(0, "127.0.0.1", () => resolve(undefined)));
after(() => runner.close());

const { port: runnerPort } = /** @type {import("node:net").AddressInfo} */ (runner.address());
const { server, url } = await startWorkers(
  {
    configPath: "tests/worker/effects/wrangler.toml",
    vars: { RUNNER_URL: `http://127.0.0.1:${runnerPort}` },
  },
  "tests/worker/sibling/wrangler.toml",
);

/** Runs the effects one after the other in one run. */
async function perform(...effects) {
  const list = effects.map(([kind, request, body]) => ({
    kind,
    request,
    body: Buffer.from(body ?? "").toString("base64"),
  }));
  const response = await fetch(url, { method: "POST", body: JSON.stringify(list) });
  const answers = await response.json();
  return answers.map((one) => ({ ...one, body: Buffer.from(one.body ?? "", "base64") }));
}

async function logged(count) {
  const lines = () => server.getLogs().filter(({ message }) => message.includes('"event":"got"'));
  for (const deadline = Date.now() + 60_000; lines().length < count; ) {
    assert.ok(Date.now() < deadline, `${lines().length} of ${count} messages came`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return lines().map(({ message }) => JSON.parse(message).body);
}

describe("d1.batch", () => {
  const statement = (sql, ...params) => ({ sql, params });

  it("is one transaction: what follows a refused statement and what precedes it did not happen", async () => {
    const [, failed, rows] = await perform(
      ["d1.batch", { statements: [statement("CREATE TABLE a (id TEXT PRIMARY KEY, n INTEGER)")] }],
      [
        "d1.batch",
        {
          statements: [
            statement("INSERT INTO a VALUES (?1, ?2)", "x", 1),
            statement("INSERT INTO a VALUES (?1, ?2)", "x", 2),
          ],
        },
      ],
      ["d1.batch", { statements: [statement("SELECT count(*) AS n FROM a")] }],
    );
    assert.match(failed.reply.error, /UNIQUE constraint failed: a\.id/);
    assert.deepEqual(failed.reply.results, []);
    assert.deepEqual(rows.reply.results[0].rows, [[0]]);
  });

  it("says per statement how many rows changed", async () => {
    const [answer] = await perform([
      "d1.batch",
      {
        statements: [
          statement("CREATE TABLE b (id TEXT PRIMARY KEY, n REAL)"),
          statement("INSERT INTO b VALUES (?1, ?2), ('q', NULL)", "p", 0.5),
          statement("UPDATE b SET n = 1 WHERE id = 'nobody'"),
          statement("SELECT id, n FROM b ORDER BY id"),
        ],
      },
    ]);
    const { results } = answer.reply;
    assert.deepEqual(
      results.map(({ changes }) => changes > 0),
      [true, true, false, false].map((_, index) => results[index].changes > 0),
    );
    assert.equal(results[1].changes, 2);
    assert.equal(results[2].changes, 0);
    assert.deepEqual(results[3].rows, [
      ["p", 0.5],
      ["q", null],
    ]);
  });

  it("of no statement asks nothing", async () => {
    const [answer] = await perform(["d1.batch", { statements: [] }]);
    assert.deepEqual(answer.reply, { results: [] });
  });
});

describe("blob.put.many and blob.get.many", () => {
  it("keep hundreds of objects in the order of their keys", async () => {
    const keys = Array.from({ length: 300 }, (_, index) => `many/${index}`);
    const objects = keys.map((key) => ({ key, bytes: key.length, mediaType: "", ifAbsent: true }));
    const [put, again, got] = await perform(
      ["blob.put.many", { objects }, keys.join("")],
      ["blob.put.many", { objects }, keys.join("")],
      ["blob.get.many", { keys: keys.toReversed() }],
    );
    assert.equal(put.reply.written, 300);
    assert.equal(again.reply.written, 0);
    assert.equal(got.body.toString(), keys.toReversed().join(""));
  });

  it("refuse sizes that are not those of the bytes", async () => {
    const object = { key: "short", bytes: 5, mediaType: "", ifAbsent: false };
    const [answer] = await perform(["blob.put.many", { objects: [object] }, "1234567"]);
    assert.match(answer.failed, /sizes say 5 bytes, the frame has 7/);
  });
});

describe("asset.read", () => {
  it("gives a file that the Worker is deployed with, and says when there is none", async () => {
    const [found, missing] = await perform(
      ["asset.read", { name: "greeting" }],
      ["asset.read", { name: "toString" }],
    );
    assert.deepEqual(found.reply, { found: true });
    assert.equal(found.body.toString(), "hello");
    assert.deepEqual(missing.reply, { found: false });
  });
});

describe("queue.send", () => {
  it("sends more than one call to the platform can take", async () => {
    server.clearLogs();
    const messages = Array.from({ length: 30 }, (_, index) =>
      JSON.stringify({ index, text: "x".repeat(20_000) }),
    );
    const [answer] = await perform([
      "queue.send",
      { queue: "plan-steps-queue", sizes: messages.map((message) => message.length) },
      messages.join(""),
    ]);
    assert.deepEqual(answer.reply, { sent: 30 });
    const got = await logged(30);
    assert.deepEqual(
      got.map(({ index }) => index).sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, index) => index),
    );
  });

  it("fails for a queue that the Worker is no producer of, and for what is no JSON", async () => {
    const [other, broken] = await perform(
      ["queue.send", { queue: "project-builds-queue", sizes: [2] }, "{}"],
      ["queue.send", { queue: "plan-steps-queue", sizes: [1] }, "{"],
    );
    assert.match(other.failed, /no producer for project-builds-queue/);
    assert.match(broken.failed, /JSON/);
  });
});

describe("channel.publish", () => {
  it("hands the events over in order and answers the last number", async () => {
    const data = ['{"a":1}', '{"b":"ü"}'].map((text) => Buffer.from(text));
    const events = data.map((bytes, index) => ({
      key: `k${index}`,
      subject: null,
      rank: 0,
      type: "note",
      bytes: bytes.length,
    }));
    const [first, again] = await perform(
      ["channel.publish", { projectId: "p1", events }, Buffer.concat(data)],
      ["channel.publish", { projectId: "p1", events }, Buffer.concat(data)],
    );
    assert.deepEqual([first.reply, again.reply], [{ lastSequence: 2 }, { lastSequence: 2 }]);
  });
});

describe("service.fetch", () => {
  it("answers the sibling's status and body", async () => {
    const [answer] = await perform([
      "service.fetch",
      { service: "core-api", method: "GET", path: "/known/nobody", headers: [] },
    ]);
    assert.deepEqual(answer.reply, { status: 200, bytes: 1 });
    assert.equal(answer.body.toString(), "0");
  });

  it("hands a body to the sibling as it is", async () => {
    const [answer] = await perform([
      "service.fetch",
      {
        service: "core-api",
        method: "POST",
        path: "/echo",
        headers: [{ name: "content-type", value: "application/json" }],
        bytes: 3,
      },
      Buffer.from([0, 255, 10]),
    ]);
    assert.deepEqual(answer.reply, { status: 200, bytes: 3 });
    assert.deepEqual([...answer.body], [0, 255, 10]);
  });

  it("fails for a sibling that the Worker is not bound to", async () => {
    const [answer] = await perform([
      "service.fetch",
      { service: "build-service", method: "GET", path: "/", headers: [] },
    ]);
    assert.match(answer.failed, /no binding to build-service/);
  });
});

describe("runner.open and stream.read", () => {
  const open = ["runner.open", { buildId: "b1", job: '{"buildId":"b1"}', bytes: 3 }, "tar"];
  const read = ["stream.read", { stream: 1 }];

  it("send the job and the tar, and give back the stream to its end", async () => {
    asked.length = 0;
    /** The build's response, which goes on when the next request comes. @type {import("node:http").ServerResponse | undefined} */
    let build;
    runnerDoes = (response) => {
      if (build === undefined) {
        build = response;
        response.writeHead(200).write("first ");
      } else {
        build.end("second");
        response.end();
      }
    };
    const health = ["runner.health", {}];
    const [opened, first, , ...rest] = await perform(open, read, health, read, read, read);
    const reads = [first, ...rest];
    assert.deepEqual(opened.reply, { status: 200, stream: 1 });
    assert.equal(Buffer.concat(reads.map(({ body }) => body)).toString(), "first second");
    assert.equal(reads[0].body.toString(), "first ");
    assert.equal(reads.at(-1).reply.done, true);
    const [{ method, url: path, headers, body }] = asked;
    assert.deepEqual([method, path, body.toString()], ["POST", "/v1/builds", "tar"]);
    assert.equal(headers["x-build-job"], '{"buildId":"b1"}');
  });

  it("join what is there already, up to their limit", async (test) => {
    runnerDoes = (response) => {
      for (let index = 0; index < 100; index++) response.write(Buffer.alloc(10_000, index));
      response.end();
    };
    const [, ...reads] = await perform(open, ...Array.from({ length: 300 }, () => read));
    const full = reads.filter(({ body }) => body.length > 0);
    assert.equal(Buffer.concat(full.map(({ body }) => body)).length, 1_000_000);
    for (const { body, reply } of full) assert.equal(reply.bytes, body.length);
    assert.ok(full.every(({ body }) => body.length <= 262_144));
    assert.equal(reads.at(-1).reply.done, true);
    test.diagnostic(`1,000,000 bytes in ${full.length} reads`);
  });

  it("answer the runner's refusal with its words", async () => {
    runnerDoes = (response) => response.writeHead(409).end("another build runs");
    const [answer] = await perform(open);
    assert.deepEqual(answer.reply, { status: 409, detail: "another build runs" });
  });

  it("fail for a stream that is not open", async () => {
    const [answer] = await perform(read);
    assert.match(answer.failed, /no open handle 1/);
  });
});

describe("runner.cancel and runner.health", () => {
  it("name the build, and answer the runner's status", async () => {
    asked.length = 0;
    runnerDoes = (response) => response.writeHead(202).end("cancelled");
    const [cancelled] = await perform(["runner.cancel", { buildId: "b 1/x" }]);
    assert.deepEqual(cancelled.reply, { status: 202 });
    assert.deepEqual([asked[0]?.method, asked[0]?.url], ["DELETE", "/v1/builds/b%201%2Fx"]);
  });

  it("answer 0 when the runner does not answer within a second", async () => {
    /** @type {import("node:http").ServerResponse | undefined} */
    let unanswered;
    runnerDoes = (response) => (unanswered = response);
    const [health] = await perform(["runner.health", {}]);
    assert.equal(health.reply.status, 0);
    unanswered?.end();
  });
});
