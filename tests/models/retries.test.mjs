// What passes by itself is asked again over real HTTP, of the same provider, and costs nothing.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { costOf } from "./books.mjs";
import {
  answeredBy,
  callsOf,
  providers,
  startProduct,
  stopProduct,
  usage,
  writtenGeneration,
} from "./product.mjs";

before(startProduct);
after(stopProduct);

describe("what passes by itself", () => {
  for (const provider of providers)
    it(`asks ${provider} again after 500, 408 and 409, and pays for none of them`, async () => {
      const queues = [
        { when: { provider, role: "architect" }, behaviours: [{ status: 500, retryAfterMs: 20 }] },
        {
          when: { provider, role: "coder" },
          behaviours: [
            { status: 409, retryAfterMs: 20 },
            { status: 408, retryAfterMs: 20 },
          ],
        },
      ];
      const { generation } = await answeredBy(provider, queues, () =>
        writtenGeneration(`A clock maker for ${provider}`),
      );
      const calls = (await callsOf(generation)).filter(({ httpStatus }) => httpStatus !== 401);
      assert.deepEqual([...new Set(calls.map((call) => call.provider))], [provider]);
      const told = (wanted) =>
        calls
          .filter(({ role }) => role === wanted)
          .slice(0, 3)
          .map(({ outcome, httpStatus, costMicros }) => [outcome, httpStatus, costMicros > 0]);
      assert.deepEqual(told("architect"), [
        ["server", 500, false],
        ["ok", 200, true],
      ]);
      assert.deepEqual(told("coder"), [
        ["server", 409, false],
        ["server", 408, false],
        ["ok", 200, true],
      ]);
      for (const call of calls.filter(({ outcome }) => outcome === "ok"))
        assert.equal(call.costMicros, costOf(call));
    });
});

describe("an answer that ends for a reason which is none of an answer's", () => {
  const ends = [
    { provider: "gemini", finish: "MALFORMED_FUNCTION_CALL", next: "xai" },
    { provider: "gemini", finish: "OTHER", next: "xai" },
    // Whoever has no other choice asks the same one again.
    { provider: "compatible", finish: "error", next: "compatible" },
  ];
  for (const { provider, finish, next } of ends)
    it(`${provider}, ${finish}: it has broken off, and ${next} is asked`, async () => {
      const queue = { when: { provider, role: "coder" }, behaviours: [{ finish, usage }] };
      const { generation } = await answeredBy(provider, [queue], () =>
        writtenGeneration(`A clock maker for ${provider} and its ${finish}`),
      );
      const coders = (await callsOf(generation)).filter(
        ({ role, httpStatus }) => role === "coder" && httpStatus !== 401,
      );
      assert.deepEqual(
        coders.slice(0, 2).map((call) => `${call.provider} ${call.outcome}`),
        [`${provider} broken_off`, `${next} ok`],
      );
      for (const call of coders) assert.equal(call.costMicros, costOf(call));
    });
});
