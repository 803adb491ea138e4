// The wasm runtime in workerd, by a probe that does what the product must never do: docs/boundary.md holds.
import assert from "node:assert/strict";
import { get } from "node:http";
import { describe, it } from "node:test";
import { startWorkers } from "./start_workers.mjs";

const { server, url } = await startWorkers(
  "tests/worker/probe/wrangler.toml",
  "tests/worker/sibling/wrangler.toml",
);
const sibling = server.getWorker("sibling");
let gates = 0;

const newGate = () => `gate${++gates}-`;
const open = (gate) => sibling.fetch(`http://sibling/open/${gate}`);
const known = async (prefix) =>
  Number(await (await sibling.fetch(`http://sibling/known/${prefix}`)).text());

/** Until so many requests of the probe wait at gates of this name. */
async function waitingAt(prefix, count) {
  for (const deadline = Date.now() + 5000; (await known(prefix)) < count; )
    assert.ok(Date.now() < deadline, "nobody came to the gate");
}

async function ask(path, init) {
  const response = await fetch(new URL(path, url), init);
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text: bytes.toString(),
    generation: Number(response.headers.get("x-generation")),
  };
}

/** Without fetch's Accept-Encoding, on which wrangler's proxy holds a response back. Resolves when the response is over. */
const plainGet = (path) =>
  new Promise((resolve, reject) => {
    const request = get(new URL(path, url), { agent: false }, (response) => {
      response
        .on("error", () => {})
        .on("close", () => resolve(response))
        .resume();
    });
    request.on("error", reject);
  });

const logged = (event) =>
  server.getLogs().filter(({ message }) => message.includes(`"event":"${event}"`));

function assertBroken({ status, headers, text }) {
  assert.equal(status, 500);
  assert.equal(headers.get("content-type"), "application/problem+json");
  const problem = JSON.parse(text);
  assert.equal(problem.code, "broken_invariant");
  assert.equal(problem.status, 500);
  assert.equal(problem.requestId, headers.get("x-request-id"));
  assert.deepEqual(Object.keys(problem).sort(), [
    "code",
    "detail",
    "requestId",
    "status",
    "title",
    "type",
  ]);
}

describe("after a trap", () => {
  it("the next request is served by a new instance", async () => {
    const before = await ask("/served");
    assertBroken(await ask("/trap"));
    const after = await ask("/served");
    assert.equal(after.status, 200);
    assert.equal(after.text, "1");
    assert.equal(after.generation, before.generation + 1);
  });

  it("overlapping requests of the old instance fail with 500, later ones never notice", async () => {
    const gate = newGate();
    const overlapping = ["a", "b", "c", "d"].map((name) => ask(`/wait/${gate}${name}`));
    await waitingAt(gate, 4);
    assertBroken(await ask("/trap"));
    const later = ask(`/wait/${gate}later`);
    await waitingAt(gate, 5);
    for (const failed of await Promise.all(overlapping)) assertBroken(failed);
    for (const name of ["a", "b", "c", "d", "later"]) await open(gate + name);
    assert.deepEqual([(await later).status, (await later).text], [200, `${gate}later`]);
  });

  it("the same when it comes while an effect is being answered", async () => {
    const gate = newGate();
    const before = await ask("/served");
    const trapping = ask(`/trap-after/${gate}trap`);
    const beside = ask(`/wait/${gate}beside`);
    await waitingAt(gate, 2);
    await open(`${gate}trap`);
    assertBroken(await trapping);
    assertBroken(await beside);
    assert.equal((await ask("/served")).generation, before.generation + 1);
  });

  it("the same when the stack overflows", async () => {
    assertBroken(await ask("/overflow"));
    assert.deepEqual((await ask("/await?n=1000")).text, "1000");
  });

  it("a hundred times over", async () => {
    const before = await ask("/served");
    for (let times = 0; times < 100; times++) assertBroken(await ask("/trap"));
    const after = await ask("/served");
    assert.deepEqual([after.text, after.generation], ["1", before.generation + 100]);
  });

  it("the caller's request id is in the answer when it is well formed, else a new one", async () => {
    assert.equal(
      (await ask("/trap", { headers: { "x-request-id": "caller-1.2_3" } })).headers.get(
        "x-request-id",
      ),
      "caller-1.2_3",
    );
    assert.match(
      (await ask("/trap", { headers: { "x-request-id": "a b" } })).headers.get("x-request-id"),
      /^[0-9a-f-]{36}$/,
    );
  });

  it("the log names the generation and says how many runs failed with it, nobody else is told", async () => {
    server.clearLogs();
    const broken = await ask("/trap");
    const [line] = logged("instance_broken").map(({ message }) => JSON.parse(message));
    assert.equal(line.level, "error");
    assert.equal(line.generation, broken.generation);
    assert.equal(line.runs, 1);
    assert.match(line.reason, /unreachable/);
    assert.doesNotMatch(broken.text, /unreachable|wasm/);
  });
});

describe("a run", () => {
  it("awaits 1,000,000 finished tasks", async (test) => {
    const started = performance.now();
    assert.equal((await ask("/await?n=1000000")).text, "1000000");
    test.diagnostic(`1,000,000 awaits: ${Math.round(performance.now() - started)} ms`);
  });

  it("has several effects under way, answered in any order", async () => {
    const gate = newGate();
    const answer = ask(`/effects/${gate}`);
    await waitingAt(gate, 8);
    for (const index of [7, 0, 3, 6, 1, 5, 2, 4]) await open(gate + index);
    assert.equal(
      (await answer).text,
      Array.from({ length: 8 }, (_, index) => `${gate}${index}\n`).join(""),
    );
  });

  it("does not see the answers of others that overlap with it", async () => {
    const gate = newGate();
    const names = Array.from({ length: 40 }, (_, index) => `${gate}${index}`);
    const answers = names.map((name) => ask(`/wait/${name}`));
    await waitingAt(gate, 40);
    await Promise.all(names.toReversed().map(open));
    assert.deepEqual(
      (await Promise.all(answers)).map(({ text }) => text),
      names,
    );
  });

  it("that waits for nothing fails at once, alone", async () => {
    const before = await ask("/served");
    assertBroken(await ask("/stall"));
    assert.equal((await ask("/served")).generation, before.generation);
  });

  it("of a path that C++ does not know has C++'s answer", async () => {
    const { status, text } = await ask("/nowhere");
    assert.deepEqual([status, text], [503, "/nowhere"]);
  });

  it("reads variables that are on its Worker's list and no others", async () => {
    assert.equal((await ask("/config/ALLOWED")).text, "seen by C++");
    for (const name of ["FORBIDDEN", "DB", "toString", "__proto__", ""])
      assert.equal((await ask(`/config/${name}`)).text, "absent", name);
  });
});

describe("an instance above the memory mark", () => {
  it("finishes its runs while a new one takes the next", async () => {
    const gate = newGate();
    const old = ask(`/wait/${gate}old`);
    await waitingAt(gate, 1);
    const before = await ask("/served");
    assert.equal((await ask("/grow")).text, "grown");
    const after = await ask("/served");
    assert.deepEqual([after.text, after.generation], ["1", before.generation + 1]);
    await open(`${gate}old`);
    assert.deepEqual([(await old).status, (await old).text], [200, `${gate}old`]);
    assert.equal((await ask("/served")).generation, after.generation);
    assert.equal(logged("instance_retired").length, 1);
  });
});

describe("bytes", () => {
  const everyByte = Buffer.from(
    Array.from({ length: 4 * 65_536 }, (_, index) => (index * 7 + (index >> 8)) & 255),
  );

  it("of a body cross unchanged in both directions", async () => {
    const { bytes } = await ask("/echo", { method: "POST", body: everyByte });
    assert.ok(bytes.equals(everyByte));
  });

  it("of objects cross unchanged, and an absent object is no error", async () => {
    const body = everyByte.subarray(0, 1000);
    assert.equal((await ask("/blobs", { method: "PUT", body })).text, "2");
    const { bytes, headers } = await ask("/blobs");
    assert.equal(headers.get("x-sizes"), "1000 null 1000");
    assert.ok(bytes.equals(Buffer.concat([body, body])));
  });

  it("of an object that is there already stay as they are", async () => {
    assert.equal((await ask("/blobs", { method: "PUT", body: "other" })).text, "1");
    assert.equal((await ask("/blobs")).headers.get("x-sizes"), "1000 null 5");
  });

  it("of a body over 1 MiB are not all read, and the run knows", async () => {
    const mebibyte = 1_048_576;
    const fits = await ask("/echo", { method: "POST", body: Buffer.alloc(mebibyte, 1) });
    assert.deepEqual([fits.bytes.length, fits.headers.get("x-truncated")], [mebibyte, "no"]);
    const announced = await ask("/echo", { method: "POST", body: Buffer.alloc(8 * mebibyte) });
    assert.equal(announced.headers.get("x-truncated"), "yes");
    const chunks = new ReadableStream({
      start: (controller) => {
        for (let index = 0; index < 20; index++) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const streamed = await ask("/echo", { method: "POST", body: chunks, duplex: "half" });
    assert.deepEqual(
      [streamed.bytes.length, streamed.headers.get("x-truncated")],
      [mebibyte + 1, "yes"],
    );
  });

  it("of messages reach their consumer as they were", async () => {
    server.clearLogs();
    const message = { text: "ü 🦊 \\u0000 \u2028", list: [1, 2.5, null] };
    assert.equal(
      (await ask("/queue", { method: "POST", body: JSON.stringify(message) })).text,
      "1",
    );
    for (const deadline = Date.now() + 5000; logged("consumed").length < 1; ) {
      assert.ok(Date.now() < deadline, "no message came");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.deepEqual(JSON.parse(logged("consumed")[0].message).body, message);
  });
});

describe("an object as a response", () => {
  const whole = Buffer.from("0123456789");

  /** The other tests wrote "once" already: it must be of this content here. */
  it("comes whole, with its size", async () => {
    const { BLOBS } = await server.getWorker("probe").getEnv();
    await BLOBS.put("once", whole);
    const { status, bytes, headers } = await ask("/open", {
      headers: { "accept-encoding": "identity" },
    });
    assert.deepEqual([status, bytes.toString(), headers.get("x-size")], [200, "0123456789", "10"]);
  });

  for (const [range, served, status, text] of [
    ["bytes=2-4", "2+3", 206, "234"],
    ["bytes=0-9", "0+10", 206, "0123456789"],
    ["bytes=0-", "0+10", 206, "0123456789"],
    ["bytes=8-99", "8+2", 206, "89"],
    ["bytes=-3", "7+3", 206, "789"],
    ["bytes=-99", "0+10", 206, "0123456789"],
    ["bytes=10-", null, 416, ""],
    ["bytes=10-12", null, 416, ""],
    ["bytes=99-100", null, 416, ""],
    ["bytes=-0", null, 416, ""],
    ["bytes=4-2", null, 200, "0123456789"],
    ["bytes=1-2,4-5", null, 200, "0123456789"],
    ["lines=1-2", null, 200, "0123456789"],
    ["bytes=", null, 200, "0123456789"],
  ]) {
    it(`answers ${status} to Range: ${range}`, async () => {
      const answer = await ask("/open", { headers: { range } });
      assert.deepEqual(
        [answer.status, answer.headers.get("x-range"), answer.text],
        [status, served, text],
      );
      assert.equal(answer.headers.get("x-size"), "10");
    });
  }

  it("is not sent again to who has it, and garbage in If-None-Match is no error", async () => {
    const etag = (await ask("/open")).headers.get("etag");
    for (const [header, status] of [
      [etag, 304],
      [`W/${etag}`, 304],
      [`"x", ${etag}`, 304],
      ["*", 304],
      ['"x"', 200],
      ["garbage", 200],
      ['"unterminated', 200],
    ]) {
      const answer = await ask("/open", { headers: { "if-none-match": header } });
      assert.equal(answer.status, status, header);
      assert.equal(answer.text, status === 304 ? "" : "0123456789");
    }
  });

  it("has no body for HEAD", async () => {
    const { status, bytes, headers } = await ask("/open", { method: "HEAD" });
    assert.deepEqual([status, bytes.length, headers.get("x-size")], [200, 0, "10"]);
  });
});

describe("the database", () => {
  it("answers rows in the order of the columns", async () => {
    const { text } = await ask("/d1", {
      method: "POST",
      body: "SELECT 1 AS z, 'x' AS a, NULL AS m, 2.5 AS b",
    });
    assert.deepEqual(JSON.parse(text), { results: [{ rows: [[1, "x", null, 2.5]], changes: 0 }] });
  });

  it("refuses by an answer with its text, not by a failed effect", async () => {
    const { status, text } = await ask("/d1", { method: "POST", body: "SELECT 1 FROM nowhere" });
    assert.equal(status, 200);
    assert.match(JSON.parse(text).error, /no such table: nowhere/);
  });
});

describe("a request over the limits of an event", () => {
  for (const [what, path, headers, status] of [
    ["a long address", `/served?${"x".repeat(16_400)}`, {}, 414],
    ["a long header", "/served", { "x-long": "x".repeat(16_400) }, 431],
    ["a long header name", "/served", { ["x".repeat(200)]: "1" }, 431],
    [
      "many headers",
      "/served",
      Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`x-${index}`, "1"])),
      431,
    ],
  ]) {
    it(`is refused with ${status} for ${what}, and breaks nothing`, async () => {
      const before = await ask("/served");
      const refused = await ask(path, { headers });
      assert.equal(refused.status, status);
      assert.equal(JSON.parse(refused.text).code, "too_large");
      assert.equal((await ask("/served")).generation, before.generation);
    });
  }

  it("does not take more than an address from cf-connecting-ip", async () => {
    assert.equal(
      (await ask("/served", { headers: { "cf-connecting-ip": "9".repeat(500) } })).status,
      200,
    );
  });
});

describe("a response that is written while its run goes on", () => {
  it("has the head first, all pieces, and the outcome's body last", async () => {
    const { headers, text } = await ask("/stream?n=30");
    assert.equal(headers.get("x-began"), "yes");
    assert.equal(text.length, 30_003);
    assert.ok(text.endsWith("end"));
  });

  it("is broken off when the run fails, so that nobody takes it for whole", async () => {
    assert.equal((await plainGet("/stream?n=5")).complete, true);
    const broken = await plainGet("/stream?n=5&trap");
    assert.equal(broken.statusCode, 200);
    assert.equal(broken.complete, false);
    assert.equal((await ask("/served")).text, "1");
  });

  it("has no body for HEAD, and its run ends", async () => {
    const { status, bytes } = await ask("/stream?n=1000", { method: "HEAD" });
    assert.deepEqual([status, bytes.length], [200, 0]);
  });

  it("waits for a slow reader and stops when the reader leaves", async () => {
    const abort = new AbortController();
    const response = await fetch(new URL("/stream?n=1000000", url), { signal: abort.signal });
    const reader = response.body.getReader();
    await reader.read();
    abort.abort();
    assert.equal((await ask("/await?n=10")).text, "10");
  });
});

// Last: until its tries are used up, the message traps the instances of others.
describe("a batch whose run traps", () => {
  it("comes again, later each time", async () => {
    server.clearLogs();
    assert.equal((await ask("/queue", { method: "POST", body: '{"trap":true}' })).text, "1");
    for (const deadline = Date.now() + 8000; logged("batch_failed").length < 2; ) {
      assert.ok(Date.now() < deadline, "the batch did not come again");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
});
