// A coder's answer that breaks off at each provider: who takes its place, what was shown, what it costs.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { costOf } from "./books.mjs";
import {
  answeredBy,
  callsOf,
  play,
  read,
  server,
  startProduct,
  stopProduct,
  usage,
  writtenGeneration,
} from "./product.mjs";

before(startProduct);
after(stopProduct);

describe("a coder that breaks off", () => {
  const characters = 300; // of the answer, in pieces of 20
  /** How the stream ends, whether the provider had said by then what it read, and what it is booked as. */
  const ends = /** @type {const} */ ({
    anthropic: { how: "error", told: true, outcome: "overloaded" },
    openai: { how: "cut", told: false, outcome: "broken_off" },
    gemini: { how: "end", told: false, outcome: "broken_off" },
    xai: { how: "error", told: false, outcome: "broken_off" },
    compatible: { how: "cut", told: false, outcome: "broken_off" },
  });
  for (const [provider, { how, told, outcome }] of Object.entries(ends)) {
    it(`${provider}: another answer takes its place, and what it had read and written is paid`, async () => {
      const breaksOff = {
        when: { provider, role: "coder" },
        behaviours: [{ breakOff: { after: characters, how }, pieceChars: 20, usage }],
      };
      const since = server.records.length;
      const { id, generation } = await answeredBy(provider, [breaksOff], () =>
        writtenGeneration(`A clock maker for ${provider}`),
      );

      const calls = await callsOf(generation);
      const coders = calls.filter(({ role, httpStatus }) => role === "coder" && httpStatus !== 401);
      const broken = coders.find((call) => call.outcome === outcome);
      assert.deepEqual([broken?.provider, broken?.state], [provider, "settled"]);
      // Whoever has no other choice asks the same one again.
      const next = coders.find((call) => call.outcome === "ok");
      const second = { compatible: "compatible", xai: "compatible" }[provider] ?? "xai";
      assert.equal(next?.provider, second);

      const record = server.records
        .slice(since)
        .find(({ ended }) => ended === how || ended === "short");
      assert.equal(record?.provider, provider);
      if (told) {
        assert.deepEqual([broken.inputTokens, broken.cachedTokens], [usage.input, usage.cached]);
      } else {
        const bytes = Buffer.byteLength(JSON.stringify(record.body));
        assert.ok(broken.inputTokens > bytes / 5 && broken.inputTokens < bytes / 2);
      }
      // A token for three bytes; what was on its way when the connection was cut may be lost.
      const least = how === "cut" ? 0 : characters / 3;
      assert.ok(broken.outputTokens >= least && broken.outputTokens <= characters / 3);
      assert.equal(broken.costMicros, costOf(broken));
      assert.ok(broken.costMicros > 0 || provider === "compatible");
      const total = calls.reduce((sum, { costMicros }) => sum + costMicros, 0);
      assert.equal((await read(`/projects/${id}/usage`)).total.costMicros, total);
    });
  }

  it("compatible: another provider takes its place, once it may be asked again", async () => {
    play(
      // Longer than anybody is waited for while another one is left.
      {
        when: { provider: "xai", role: "coder" },
        behaviours: [{ status: 429, retryAfterMs: 10_500 }],
      },
      {
        when: { provider: "compatible", role: "coder" },
        behaviours: [
          { breakOff: { after: characters, how: "cut" }, pieceChars: 20, usage },
          { status: 401 },
        ],
      },
    );
    const { id, generation } = await writtenGeneration("A net maker");
    const calls = await callsOf(generation);
    const coders = calls.filter(({ role }) => role === "coder");
    assert.deepEqual(
      coders.slice(0, 4).map(({ provider, outcome }) => `${provider} ${outcome}`),
      ["xai rate_limited", "compatible broken_off", "compatible unauthorized", "xai ok"],
    );
    for (const call of coders) assert.equal(call.costMicros, costOf(call));
    const total = calls.reduce((sum, { costMicros }) => sum + costMicros, 0);
    assert.equal((await read(`/projects/${id}/usage`)).total.costMicros, total);
  });
});
