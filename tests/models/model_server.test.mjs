// What the tests and demos of models stand on: the server keeps what came in without its keys, plays
// its scenarios in order, and knows who ended a connection.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { readScenario } from "../fakes/model_server/scenario.mjs";
import { startModelServer } from "../fakes/model_server/server.mjs";

/** @type {Awaited<ReturnType<typeof startModelServer>>} */
let server;
before(async () => {
  server = await startModelServer();
});
after(() => server?.stop());

const secret = "sk-very-secret-canary";
const body = { model: "claude-x", max_tokens: 50, messages: [{ role: "user", content: "Hi" }] };

/** @param {object} [more] @param {AbortSignal} [signal] */
const ask = (more = {}, signal) =>
  fetch(`${server.url}/anthropic/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": secret, "anthropic-version": "2023-06-01" },
    body: JSON.stringify({ ...body, ...more }),
    signal,
  });

it("says whether the right key came, and keeps it nowhere", async () => {
  server.play({ title: "keys", keys: { anthropic: secret } });
  assert.equal((await ask()).status, 200);
  server.play({ title: "keys", keys: { anthropic: "another" } });
  const refused = await ask();
  assert.equal(refused.status, 401);
  assert.equal((await refused.json()).error.type, "authentication_error");
  const kept = await (await fetch(`${server.url}/_requests`)).text();
  assert.deepEqual(
    JSON.parse(kept).map((record) => record.key),
    ["right", "wrong"],
  );
  assert.ok(!kept.includes(secret));
});

it("plays a queue in its order and then goes on with what is said otherwise", async () => {
  server.play({
    title: "queue",
    queues: [
      {
        when: { provider: "anthropic" },
        behaviours: [{ status: 529 }, { status: 429, retryAfter: 2 }],
      },
      { when: { provider: "openai" }, behaviours: [{ status: 500 }] },
    ],
    otherwise: { text: "fine" },
  });
  assert.equal((await ask()).status, 529);
  const limited = await ask();
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get("retry-after"), "2");
  assert.equal((await (await ask()).json()).content[0].text, "fine");
});

it("refuses what the provider would refuse", async () => {
  server.play({ title: "strict" });
  assert.equal((await ask({ max_tokens: 0 })).status, 400);
  assert.equal((await ask({ nonsense: 1 })).status, 400);
  for (const content of ["", [], [{ type: "text", text: " " }]]) {
    const messages = [...body.messages, { role: "assistant", content }, ...body.messages];
    assert.equal((await ask({ messages })).status, 400, JSON.stringify(content));
  }
  const unversioned = await fetch(`${server.url}/anthropic/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": secret },
    body: JSON.stringify(body),
  });
  assert.equal(unversioned.status, 400);
});

it("sees a client that closes a stream, and tells it from its own cut", async () => {
  server.play({
    title: "hold",
    queues: [
      {
        behaviours: [
          { text: "abcdef", pieceChars: 1, hold: { name: "never", after: 2 } },
          { text: "abcdef", pieceChars: 1, breakOff: { after: 3, how: "cut" } },
        ],
      },
    ],
  });
  const abort = new AbortController();
  const held = await ask({ stream: true }, abort.signal);
  const reader = held.body.getReader();
  let seen = "";
  while (!seen.includes('"b"')) seen += Buffer.from((await reader.read()).value).toString();
  const { number } = server.records.at(-1);
  abort.abort();
  await server.when((record) => record.number === number && record.ended === "gone");
  const broken = await ask({ stream: true });
  await assert.rejects(broken.text());
  await server.when((record) => record.number > number && record.ended === "cut");
});

it("names the place of what is wrong in a scenario, and all of its own are right", () => {
  for (const name of ["site", "slow", "bad_day"]) assert.ok(readScenario(name).title);
  assert.throws(() => readScenario("tests/fakes/model_server/nothing.json"), /ENOENT/);
});
