// What crosses between a client and wasm, in workerd: bytes, objects, rows, streams, and what is refused.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { startProbe } from "./probe_client.mjs";

const { server, url, ask, plainGet, loggedTimes } = await startProbe();

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
    const [consumed] = await loggedTimes("consumed", 1);
    assert.deepEqual(consumed.body, message);
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
      assert.equal(answer.status, status, String(header));
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
    server.clearLogs();
    const abort = new AbortController();
    const response = await fetch(new URL("/stream?n=1000000", url), { signal: abort.signal });
    await response.body.getReader().read();
    abort.abort();
    await loggedTimes("reader_left", 1);
  });
});
