import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { createEventParser, followEvents } from "../../cli/client/sse.mjs";

const stream =
  'retry: 1000\r\n\r\n: ping\n\nid: 1\nevent: a\ndata: {"x":\ndata: 1}\n\nevent: step.delta\ndata: "é"\n\nid: 2\nevent: b\ndata: plain\n\n';

/** @param {string[]} pieces */
function parse(pieces) {
  /** @type {unknown[]} */
  const events = [];
  const push = createEventParser(({ id, type, data }) => events.push([id, type, data]));
  for (const piece of pieces) push(piece);
  return events;
}

const expected = [
  [1, "a", { x: 1 }],
  [undefined, "step.delta", "é"],
  [2, "b", "plain"],
];

test("events are the same however the stream is cut", () => {
  assert.deepEqual(parse([stream]), expected);
  assert.deepEqual(parse([...stream]), expected);
  for (let cut = 1; cut < stream.length; cut++)
    assert.deepEqual(parse([stream.slice(0, cut), stream.slice(cut)]), expected, `cut at ${cut}`);
});

test("a reader whose stream breaks again and again sees every durable event once and in order", async () => {
  const all = Array.from(
    { length: 40 },
    (_, index) => `id: ${index + 1}\nevent: e\ndata: ${index + 1}\n\n`,
  );
  let connections = 0;
  const server = createServer((request, response) => {
    const after = Number(request.headers["last-event-id"] ?? 0);
    connections++;
    response.writeHead(200, { "content-type": "text/event-stream" });
    // One event that was there already, three new ones, then half of another.
    response.write(all.slice(Math.max(0, after - 1), after + 3).join(""));
    response.write("id: 99\nevent: half");
    setTimeout(() => request.socket.destroy(), 5);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  /** @type {number[]} */
  const seen = [];
  await followEvents({
    url: `http://localhost:${typeof address === "object" && address ? address.port : 0}/events`,
    onEvent: ({ id }) => {
      if (id !== undefined) seen.push(id);
      return id === 40 ? "stop" : undefined;
    },
  });
  server.close();
  assert.deepEqual(
    seen,
    Array.from({ length: 40 }, (_, index) => index + 1),
  );
  assert.ok(connections > 5);
});

test("a server that answers with an error for too long is given up", async () => {
  const server = createServer((_, response) => response.writeHead(503).end()).listen(
    0,
    "127.0.0.1",
  );
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const url = `http://localhost:${typeof address === "object" && address ? address.port : 0}/events`;
  await assert.rejects(
    followEvents({ url, onEvent: () => {}, giveUpAfterMs: 300 }),
    /503|no events/,
  );
  server.close();
});
