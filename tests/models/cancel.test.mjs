// Who is answering when a generation is cancelled: its connection is closed, whatever it was about to do.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { costOf } from "./books.mjs";
import {
  answeredBy,
  callsOf,
  cancel,
  create,
  play,
  providers,
  server,
  startProduct,
  stopProduct,
  usage,
} from "./product.mjs";

before(startProduct);
after(stopProduct);

/** What a model may do instead of writing, each for longer than it takes to ask whether anybody waits. */
const waits = {
  "gives signs of life": { thinks: { signs: 300, everyMs: 100 } },
  "says nothing": { hold: { name: "never", after: 0 } },
  "has not even begun to answer": { headDelayMs: 30_000 },
};
const roles = ["architect", "coder", "reviewer"];

/** Cancels a generation while this role of it waits for this provider. */
async function cancelled(provider, role, behaviour) {
  const waits = { when: { provider, role }, behaviours: [{ ...behaviour, usage }] };
  return answeredBy(provider, [waits], async () => {
    const since = server.records.length;
    const { generation } = await create(`A dye works for ${provider} and its ${role}`);
    const call = await server.when(
      (one) =>
        one.number > since &&
        one.provider === provider &&
        one.role === role &&
        (behaviour.headDelayMs || one.status === 200),
    );
    await cancel(generation);
    const gone = await server.when(({ number, ended }) => number === call.number && !!ended);
    return { gone, generation };
  });
}

/** What the books say of the call of this role, once they do. */
async function booked(generation, role) {
  for (const end = Date.now() + 60_000; ; ) {
    const calls = await callsOf(generation);
    const call = calls.find((one) => one.role === role && one.state === "settled");
    if (call) return call;
    assert.ok(Date.now() < end, `the call of the ${role} is not settled`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("a cancelled generation", () => {
  for (const provider of providers) {
    for (const role of roles) {
      for (const [what, behaviour] of Object.entries(waits)) {
        it(`${provider}: the connection of its ${role} is closed while it ${what}`, async () => {
          const { gone } = await cancelled(provider, role, behaviour);
          assert.equal(gone.ended, "gone");
          assert.equal(gone.firstTextAt, undefined);
        });
      }
    }
  }

  for (const role of roles) {
    it(`pays for its ${role} what the provider had told by then`, async () => {
      const { generation } = await cancelled("anthropic", role, waits["gives signs of life"]);
      const call = await booked(generation, role);
      // Told at the begin; the last word on what was written never came.
      assert.deepEqual(
        [call.outcome, call.inputTokens, call.cachedTokens],
        ["broken_off", usage.input, usage.cached],
      );
      assert.ok(call.outputTokens < usage.output);
      assert.equal(call.costMicros, costOf(call));
    });
  }

  it("closes the connection upstream when the generation is cancelled", async () => {
    play({
      when: { provider: "xai", role: "coder" },
      behaviours: [{ pieceChars: 1, pieceDelayMs: 100 }],
    });
    const since = server.records.length;
    const { generation } = await create("A bookbinder");
    const coder = await server.when(
      (one) => one.number > since && one.role === "coder" && one.firstTextAt !== undefined,
    );
    await cancel(generation);
    const gone = await server.when((one) => one.number === coder.number && one.ended !== undefined);
    assert.equal(gone.ended, "gone");
  });
});
