// The probe Worker and its sibling in workerd, and what the tests ask of them.
import assert from "node:assert/strict";
import { get } from "node:http";
import { startWorkers } from "./start_workers.mjs";

const patienceMs = 60_000; // a pass never waits for it

export async function startProbe() {
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
    for (const deadline = Date.now() + patienceMs; (await known(prefix)) < count; )
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

  /** Until the log has so many lines of this event. */
  async function loggedTimes(event, count) {
    for (const deadline = Date.now() + patienceMs; logged(event).length < count; ) {
      assert.ok(Date.now() < deadline, `${event}: ${logged(event).length} of ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return logged(event).map(({ message }) => JSON.parse(message));
  }

  return { server, url, newGate, open, waitingAt, ask, plainGet, logged, loggedTimes };
}
