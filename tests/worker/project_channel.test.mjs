// ProjectChannel in workerd: one order for all readers, no gap, no duplicate, no reader that holds up another.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listen } from "./sse_client.mjs";
import { startWorkers } from "./start_workers.mjs";

const { server, url } = await startWorkers("tests/worker/channel/wrangler.toml");
let names = 0;

const durable = (key, more = {}) => ({
  key,
  subject: null,
  rank: 0,
  type: "note",
  data: JSON.stringify({ key }),
  ...more,
});
const ephemeral = (text) => ({
  key: null,
  subject: null,
  rank: 0,
  type: "step.delta",
  data: JSON.stringify({ text }),
});
const state = (generationId, name) =>
  durable(`${generationId}:${name}`, {
    type: "generation.state",
    data: JSON.stringify({ generationId, state: name }),
  });
const many = (count, prefix = "e") =>
  Array.from({ length: count }, (_, index) => durable(`${prefix}${index}`));
const numbers = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const ids = (reader) =>
  reader.events.filter((event) => event.id !== undefined).map((event) => event.id);
const keys = (reader) => reader.events.map((event) => JSON.parse(event.data).key);

function channel() {
  const name = `channel${++names}`;
  return {
    name,
    publish: async (...events) => {
      const response = await fetch(new URL(`/${name}/publish`, url), {
        method: "POST",
        body: JSON.stringify(events),
      });
      return response.json();
    },
    open: (headers) => listen(new URL(`/${name}/events`, url), headers),
    url: new URL(`/${name}/events`, url),
  };
}

const untilEnd = (generationId) => ({
  "x-channel-until": generationId,
  "x-channel-until-states": "complete,failed,escalated,cancelled",
});

describe("ProjectChannel numbers", () => {
  it("durable events from 1 without gaps, and says the last number", async () => {
    const { publish, open } = channel();
    assert.equal(await publish(durable("a"), durable("b")), 2);
    assert.equal(await publish(durable("c")), 3);
    const reader = (await open()).follow();
    await reader.until(({ events }) => events.length === 3);
    assert.deepEqual(ids(reader), ["1", "2", "3"]);
    assert.deepEqual(keys(reader), ["a", "b", "c"]);
    reader.close();
  });

  it("an event once, however often and in whatever batch it is delivered", async () => {
    const { publish, open } = channel();
    await publish(durable("a"), durable("a"), durable("b"));
    assert.equal(await publish(durable("b"), durable("c"), durable("a")), 3);
    const reader = (await open()).follow();
    await reader.until(({ events }) => events.length === 3);
    assert.deepEqual(keys(reader), ["a", "b", "c"]);
    reader.close();
  });

  it("no event that comes later than one of the same subject that outranks it", async () => {
    const { publish, open } = channel();
    const about = (subject, rank) => durable(`${subject}${rank}`, { subject, rank });
    assert.equal(await publish(about("step", 1), about("step", 3)), 2);
    assert.equal(await publish(about("step", 2), about("build", 0), about("step", 3)), 3);
    assert.equal(await publish(about("step", 4)), 4);
    const reader = (await open()).follow();
    await reader.until(({ events }) => events.length === 4);
    assert.deepEqual(keys(reader), ["step1", "step3", "build0", "step4"]);
    reader.close();
  });

  it("no ephemeral event, and keeps none", async () => {
    const { publish, open } = channel();
    const live = (await open()).follow();
    assert.equal(await publish(durable("a"), ephemeral("x"), durable("b")), 2);
    await live.until(({ events }) => events.length === 3);
    assert.deepEqual(
      live.events.map((event) => [event.id, event.event]),
      [
        ["1", "note"],
        [undefined, "step.delta"],
        ["2", "note"],
      ],
    );
    const late = (await open()).follow();
    await late.until(({ events }) => events.length === 2);
    assert.deepEqual(keys(late), ["a", "b"]);
    live.close();
    late.close();
  });

  it("the same after the object was evicted", async () => {
    const { name, publish, open } = channel();
    const about = (rank) => durable(`s${rank}`, { subject: "s", rank });
    await publish(durable("a"), about(5));
    await server.getWorker("channel-test").evictDurableObject("ProjectChannel", { name });
    assert.equal(await publish(durable("a"), about(4), durable("b")), 3);
    const reader = (await open()).follow();
    await reader.until(({ events }) => events.length === 3);
    assert.deepEqual(keys(reader), ["a", "s5", "b"]);
    reader.close();
  });
});

describe("ProjectChannel streams", () => {
  it("as server-sent events that are not buffered, with a retry hint first", async () => {
    const { open } = channel();
    const reader = (await open()).follow();
    await reader.until(() => reader.retry() === 1000);
    assert.equal(reader.response.status, 200);
    assert.equal(reader.response.headers.get("content-type"), "text/event-stream");
    assert.equal(reader.response.headers.get("cache-control"), "no-cache");
    assert.equal(reader.response.headers.get("x-accel-buffering"), "no");
    reader.close();
  });

  it("data of several lines, and any text, unchanged", async () => {
    const { publish, open } = channel();
    const reader = (await open()).follow();
    const data = '{"text":"a\\nb",\n "more": "ü 🦊 \u2028"}';
    await publish(durable("a", { data }));
    await reader.until(({ events }) => events.length === 1);
    assert.equal(reader.events[0].data, data);
    reader.close();
  });

  it("only what came after the given number, then goes on live", async () => {
    const { publish, open } = channel();
    await publish(...many(10));
    const reader = (await open({ "x-channel-after": "7" })).follow();
    await reader.until(({ events }) => events.length === 3);
    await publish(durable("new"));
    await reader.until(({ events }) => events.length === 4);
    assert.deepEqual(ids(reader), numbers(8, 11));
    reader.close();
  });

  it("what is new to a reader whose number is from before the channel began anew", async () => {
    const { publish, open } = channel();
    await publish(durable("a"));
    const reader = (await open({ "x-channel-after": "500" })).follow();
    await publish(durable("b"));
    await reader.until(({ events }) => events.length === 1);
    assert.deepEqual(ids(reader), ["2"]);
    reader.close();
  });

  it("a long history in order, also while more is published", async () => {
    const { publish, open } = channel();
    const padding = "x".repeat(2000);
    const batch = (round) =>
      Array.from({ length: 250 }, (_, index) =>
        durable(`${round}-${index}`, { data: JSON.stringify({ padding }) }),
      );
    for (let round = 0; round < 8; round++) await publish(...batch(round));
    const reader = (await open()).follow();
    await Promise.all([8, 9, 10, 11].map((round) => publish(...batch(round))));
    await reader.until(({ events }) => events.length === 3000);
    assert.deepEqual(ids(reader), numbers(1, 3000));
    reader.close();
  });

  it("neither gap nor duplicate to a reader that leaves and resumes while others publish", async () => {
    const { publish, open } = channel();
    const seen = [];
    /** @type {(value?: unknown) => void} */
    let visited = () => {};
    const publishing = (async () => {
      for (let index = 0; index < 300; index++) {
        // Never so far ahead that a few visits see it all.
        while (index > seen.length + 40) await new Promise((resolve) => (visited = resolve));
        await publish(durable(`e${index}`));
      }
    })();
    let visits = 0;
    while (seen.length < 300) {
      const reader = (await open({ "x-channel-after": seen.at(-1) ?? "" })).follow();
      const target = Math.min(300, seen.length + 17);
      await reader.until(({ events }) => seen.length + events.length >= target);
      seen.push(...ids(reader));
      visited();
      reader.close();
      visits++;
    }
    await publishing;
    assert.ok(visits > 3, `${visits} visits`);
    assert.deepEqual(seen.slice(0, 300), numbers(1, 300));
  });

  it("to other readers while one of them does not read, and later all to that one", async () => {
    const { publish, open } = channel();
    const slow = await open();
    const quick = (await open()).follow();
    const padding = "x".repeat(100_000);
    for (let round = 0; round < 20; round++) {
      await publish(
        ...Array.from({ length: 5 }, (_, index) =>
          durable(`${round}-${index}`, { data: JSON.stringify({ padding }) }),
        ),
      );
    }
    await quick.until(({ events }) => events.length === 100);
    slow.follow(); // not before: what it did not read held up nobody
    await slow.until(({ events }) => events.length === 100);
    assert.deepEqual(ids(slow), numbers(1, 100));
    quick.close();
    slow.close();
  });

  it("200 events in order to 200 readers", async (test) => {
    const { publish, open } = channel();
    const readers = await Promise.all(
      Array.from({ length: 200 }, async () => (await open()).follow()),
    );
    const started = performance.now();
    await Promise.all(Array.from({ length: 200 }, (_, index) => publish(durable(`e${index}`))));
    await Promise.all(readers.map((reader) => reader.until(({ events }) => events.length === 200)));
    test.diagnostic(`200 publishes to 200 readers: ${Math.round(performance.now() - started)} ms`);
    for (const reader of readers) {
      assert.deepEqual(ids(reader), numbers(1, 200));
      reader.close();
    }
  });
});

describe("ProjectChannel with `until`", () => {
  it("ends the response after the state that ends the generation", async () => {
    const { publish, open } = channel();
    const reader = (await open(untilEnd("g1"))).follow();
    await publish(state("g1", "queued"), state("g2", "complete"), durable("a"));
    await reader.until(({ events }) => events.length === 3);
    assert.equal(reader.ended(), false);
    await publish(state("g1", "complete"));
    await reader.until(({ ended }) => ended);
    assert.deepEqual(ids(reader), numbers(1, 4));
  });

  it("ends it when the end was in what was replayed", async () => {
    const { publish, open } = channel();
    await publish(durable("a"), state("g1", "failed"), durable("b"));
    const reader = (await open(untilEnd("g1"))).follow();
    await reader.until(({ ended }) => ended);
    assert.deepEqual(ids(reader), numbers(1, 3));
  });

  it("ends it at once when the reader has seen the end before", async () => {
    const { publish, open } = channel();
    await publish(durable("a"), state("g1", "cancelled"));
    const reader = (await open({ ...untilEnd("g1"), "x-channel-after": "2" })).follow();
    await reader.until(({ ended }) => ended);
    assert.deepEqual(reader.events, []);
  });

  it("goes on when a generation that failed was taken up again", async () => {
    const { publish, open } = channel();
    await publish(
      state("g1", "failed"),
      durable("again", {
        type: "generation.state",
        data: JSON.stringify({ generationId: "g1", state: "coding" }),
      }),
    );
    const reader = (await open(untilEnd("g1"))).follow();
    await reader.until(({ events }) => events.length === 2);
    await publish(durable("a"));
    await reader.until(({ events }) => events.length === 3);
    assert.equal(reader.ended(), false);
    await publish(state("g1", "complete"));
    await reader.until(({ ended }) => ended);
  });
});

describe("ProjectChannel refuses", () => {
  it("every method but GET", async () => {
    const { url: events } = channel();
    for (const method of ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"]) {
      const response = await fetch(events, { method });
      assert.equal(response.status, 405, method);
      assert.equal(response.headers.get("allow"), "GET");
    }
  });

  it("a number that is none", async () => {
    const { open } = channel();
    for (const after of ["-1", "1.5", "x", "9007199254740993"]) {
      const { response } = await open({ "x-channel-after": after });
      assert.equal(response.status, 400, after);
    }
  });
});
