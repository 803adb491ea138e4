// Reference passages over the whole product: what the model server is sent, by words alone and with
// vectors of its own, and what the report and the books say of it.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { costOf } from "./books.mjs";
import {
  callsOf,
  cancel,
  create,
  dropKey,
  play,
  read,
  server,
  setKey,
  startProduct,
  stopProduct,
  until,
} from "./product.mjs";

before(startProduct);
after(stopProduct);

describe("reference passages", () => {
  const coderOf = (since) =>
    server.records.slice(since).find(({ role, status }) => role === "coder" && status === 200);
  const embedded = (since) => server.records.slice(since).filter(({ role }) => role === "embedder");
  const prompt = "A quiz about rivers, with a countdown and a contact form";

  /** The first step's request and what the report says of it. */
  async function writtenStep() {
    const since = server.records.length;
    const { generation } = await create(prompt);
    const done = await until(generation, "building", "testing", "deploying", "complete");
    await cancel(generation);
    const plan = await read(`/plans/${done.planId}`);
    const report = await read(`/plans/${plan.id}/steps/${plan.steps[0].id}/context`);
    return { since, generation, report, body: JSON.stringify(coderOf(since).body) };
  }

  function checkShown({ report, body }) {
    assert.ok(report.passages.length > 0 && report.passages.length <= 10);
    assert.ok(report.totalTokens <= report.budget);
    const tokens = report.passages.reduce((sum, one) => sum + one.tokens, 0);
    assert.ok(tokens <= 16_000, `${tokens} tokens of passages`);
    for (const { heading, source, reasons } of report.passages) {
      assert.ok(body.includes(JSON.stringify(`<passage of="${heading}">`).slice(1, -1)), heading);
      assert.match(source, /\.md$/);
      assert.ok(reasons.length > 0, heading);
    }
  }

  it("are in the coder's request and in the step's report, by words where nobody gives vectors", async () => {
    play();
    const step = await writtenStep();
    checkShown(step);
    assert.deepEqual(embedded(step.since), []);
    for (const { reasons } of step.report.passages) assert.match(reasons[0], /^words: /);
  });

  it("are found in meaning too, with vectors made once and every call in the books", async () => {
    play();
    await setKey("openai");
    const first = await writtenStep();
    checkShown(first);
    assert.ok(
      first.report.passages.some(({ reasons }) => /nearest in meaning/.test(String(reasons))),
    );
    const asked = embedded(first.since);
    const texts = asked.flatMap(({ body }) => body.input);
    assert.ok(texts.length > 50, "the passages and the tasks");
    const calls = (await callsOf(first.generation)).filter(({ role }) => role === "embedder");
    assert.equal(calls.length, asked.length);
    for (const call of calls) {
      const { provider, model, outcome } = call;
      assert.deepEqual([provider, model, outcome], ["openai", "text-embedding-3-small", "ok"]);
      assert.equal(call.costMicros, costOf(call));
    }
    const second = await writtenStep();
    const again = embedded(second.since).flatMap(({ body }) => body.input);
    assert.ok(again.length > 0 && again.length < 10, "only tasks are asked for again");
  });

  it("are found by words when the vectors' endpoint fails, and the step is written", async () => {
    play({ when: { role: "embedder" }, behaviours: [{ status: 500 }], repeat: true });
    const step = await writtenStep();
    await dropKey("openai");
    checkShown(step);
    for (const { reasons } of step.report.passages) assert.match(reasons[0], /^words: /);
    const failed = (await callsOf(step.generation)).filter(({ role }) => role === "embedder");
    assert.deepEqual([...new Set(failed.map(({ outcome }) => outcome))], ["server"]);
    assert.equal(failed.length, 1, "a provider that has just failed is not waited for again");
  });
});
