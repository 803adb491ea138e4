// Language models over the whole product: every provider's real client against the model server, with
// what goes wrong in between.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { exchange } from "../contract/api_client.mjs";
import { costOf, watchBooks } from "./books.mjs";
import {
  answeredBy,
  api,
  app,
  callsOf,
  canary,
  cancel,
  collector,
  create,
  dropKey,
  eachFile,
  keys,
  langfuseServer,
  play,
  providers,
  read,
  said,
  secrets,
  server,
  setKey,
  startProduct,
  stopProduct,
  until,
  usage,
  written,
  writtenGeneration,
} from "./product.mjs";

before(startProduct);
after(stopProduct);

describe("every provider", () => {
  for (const provider of providers) {
    it(`${provider} plans, writes and reviews, and each call costs what the table says`, async () => {
      const since = server.records.length;
      const cacheWrite = 300;
      const writes = {
        when: { provider },
        behaviours: [{ usage: { ...usage, cacheWrite } }],
        repeat: true,
      };
      const { generation } = await answeredBy(provider, [writes], () =>
        writtenGeneration(`A tea house for ${provider}`),
      );
      const settled = (await callsOf(generation)).filter(({ outcome }) => outcome === "ok");
      assert.deepEqual([...new Set(settled.map((call) => call.provider))], [provider]);
      const calls = settled.filter(({ role }) => role !== "embedder");
      assert.deepEqual([...new Set(calls.map(({ role }) => role))].sort(), [
        "architect",
        "coder",
        "reviewer",
      ]);
      for (const call of calls) {
        assert.deepEqual(
          [call.inputTokens, call.cachedTokens, call.outputTokens],
          [usage.input, usage.cached, usage.output],
        );
        assert.equal(call.costMicros, costOf(call, cacheWrite), `${call.role} ${call.model}`);
      }
      const records = server.records.slice(since);
      const coder = records.find((one) => one.role === "coder" && one.provider === provider);
      assert.ok(coder?.firstTextAt, "the coder's answer is streamed");
      assert.equal(coder.key, "right");
      assert.equal(coder.headers["x-team"] === "bakers", provider === "compatible");
    });
  }
});

describe("a bad day of every provider", () => {
  for (const provider of providers) {
    it(`${provider}: limits, overload, cut connections and odd streams are got over with the same one`, async () => {
      const of = (role, ...behaviours) => ({ when: { provider, role }, behaviours });
      const queues = [
        of(
          "architect",
          { status: 429, retryAfterMs: 20 },
          { spoil: "fenced", split: "byte", usage },
        ),
        of(
          "coder",
          { status: 529 },
          { cut: "before_head" },
          // Slow to begin, then all in two deltas whose bytes are cut inside of characters.
          { firstTextDelayMs: 300, pieceChars: 2000, split: "inside_utf8", lineEnd: "crlf", usage },
          { split: "inside_crlf", lineEnd: "crlf", comments: true, unknownEvents: true, usage },
        ),
        of("reviewer", { spoil: "trailing_comma", usage }, { tool: true, pieceChars: 3, usage }),
      ];
      const { generation } = await answeredBy(provider, queues, () =>
        writtenGeneration(`A weather station for ${provider}`),
      );
      const calls = (await callsOf(generation)).filter(({ httpStatus }) => httpStatus !== 401);
      const outcomesOf = (wanted) =>
        calls.filter(({ role }) => role === wanted).map(({ outcome }) => outcome);
      assert.deepEqual([...new Set(calls.map((call) => call.provider))], [provider]);
      assert.deepEqual(outcomesOf("architect"), ["rate_limited", "ok"]);
      assert.deepEqual(outcomesOf("coder"), ["overloaded", "unreachable", "ok", "ok"]);
      assert.deepEqual(outcomesOf("reviewer"), ["ok", "ok"]);
      for (const call of calls) {
        assert.equal(call.costMicros, call.outcome === "ok" ? costOf(call) : 0);
      }
    });
  }
});

describe("what goes wrong", () => {
  it("completes on the second provider when the first dies mid-stream, shows no text twice and books both", async () => {
    play({
      when: { provider: "anthropic", role: "coder" },
      behaviours: [{ breakOff: { after: 300, how: "cut" }, pieceChars: 20, usage }],
      repeat: true,
    });
    await setKey("anthropic");
    const { id, generation } = await create("A lighthouse museum");
    /** @type {Record<string, string>} */
    const shown = {};
    const stream = await api(`/projects/${id}/events?until=idle`);
    for (const block of stream.text.split("\n\n")) {
      if (!/^event: ?step\.delta$/m.test(block)) continue;
      const { stepId, path: file, text } = JSON.parse(/^data: ?(.+)$/m.exec(block)?.[1] ?? "");
      shown[`${stepId} ${file}`] = (shown[`${stepId} ${file}`] ?? "") + text;
    }
    await dropKey("anthropic");
    assert.equal((await until(generation, "complete")).state, "complete");
    for (const [where, text] of Object.entries(shown)) {
      const lines = text.split("\n").filter((line) => line.trim().length > 12);
      assert.equal(new Set(lines).size, lines.length, `shown twice in ${where}: ${text}`);
    }
    const calls = await callsOf(generation);
    const coders = calls.filter(({ role }) => role === "coder");
    const broken = coders.filter(({ outcome }) => outcome === "broken_off");
    const whole = coders.filter(({ outcome }) => outcome === "ok");
    assert.equal(broken.length + whole.length, coders.length);
    assert.ok(broken.length > 0 && broken.every(({ provider }) => provider === "anthropic"));
    assert.deepEqual([...new Set(whole.map(({ provider }) => provider))], ["xai"]);
    for (const call of coders) assert.equal(call.costMicros, costOf(call));
    for (const { outputTokens, costMicros } of broken) {
      assert.ok(outputTokens <= 100 && costMicros > 0);
    }
    const total = calls.reduce((sum, { costMicros }) => sum + costMicros, 0);
    assert.equal((await read(`/projects/${id}/usage`)).total.costMicros, total);
  });

  it("tries again after 429 and 529, as soon as it may", async () => {
    play({
      when: { provider: "xai", role: "architect" },
      behaviours: [{ status: 429, retryAfterMs: 20 }],
    });
    const { generation } = await create("A repair café");
    await until(generation, "building", "testing", "deploying", "complete");
    await cancel(generation);
    const plans = (await callsOf(generation)).filter(({ role }) => role === "architect");
    assert.deepEqual(
      plans.map(({ outcome, provider }) => `${provider} ${outcome}`),
      ["xai rate_limited", "xai ok"],
    );
  });

  it("repairs JSON that can be read in one way only, and asks once again for other", async () => {
    play({
      when: { provider: "xai", role: "architect" },
      behaviours: [{ spoil: "fenced" }, { spoil: "not_json" }],
    });
    const first = await create("A bell foundry");
    await until(first.generation, "coding", "building", "testing", "deploying", "complete");
    await cancel(first.generation);
    const second = await create("A kite maker");
    await until(second.generation, "coding", "building", "testing", "deploying", "complete");
    await cancel(second.generation);
    const outcomes = async ({ generation }) =>
      (await callsOf(generation))
        .filter(({ role }) => role === "architect")
        .map(({ outcome }) => outcome);
    assert.deepEqual(await outcomes(first), ["ok"]);
    assert.equal((await outcomes(second)).length, 2);
  });
});

describe("money", () => {
  it("never spends more than a month's cap under 20 generations at once", async () => {
    play();
    // What other tests left under way was allowed under another cap.
    let before = (await read("/usage")).total;
    while (before.reservedMicros > 0) before = (await read("/usage")).total;
    const cap = before.costMicros + 400_000;
    assert.equal((await api("/budget", { method: "PUT", body: { monthMicros: cap } })).status, 200);
    const books = watchBooks(read, "/usage");
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => create(`A site about the number ${n}`)),
    );
    for (const { generation } of all) {
      const { state, error } = await until(generation, ...written);
      if (state === "paused") assert.match(error, /^The budget of this month is used up: /);
      await cancel(generation);
    }
    const held = await books();
    assert.ok(Math.max(...held) <= cap, `${Math.max(...held)} of ${cap} were held`);
    assert.ok(held.some((micros) => micros > cap / 2));
    const { total } = await read("/usage");
    assert.ok(total.costMicros > before.costMicros && total.costMicros <= cap);
    await api("/budget", { method: "PUT", body: { monthMicros: 50_000_000 } });
  });

  for (const [scope, setting] of [
    ["generation", "generationMicros"],
    ["project", "projectMicros"],
  ]) {
    it(`never spends more than the cap of a ${scope} under 20 at once, and goes on when it is raised`, async () => {
      play();
      const cap = 150_000; // enough for a plan, not for what a coder may write
      const all = await Promise.all(
        Array.from({ length: 20 }, async (_, n) => {
          const one = await create(`A ${scope} with the number ${n}`, { [setting]: cap });
          return { ...one, books: watchBooks(read, `/projects/${one.id}/usage`) };
        }),
      );
      for (const { generation, books } of all) {
        const { error } = await until(generation, "paused");
        assert.match(error, new RegExp(`^The budget of this ${scope} is used up: \\$`));
        const held = await books();
        assert.ok(Math.max(...held) <= cap, `${Math.max(...held)} of ${cap} were held`);
        assert.ok((held.at(-1) ?? 0) > 0, "the plan was paid");
      }
      const [{ id, generation }] = all;
      const settings = { budget: { [setting]: 10_000_000 } };
      await api(`/projects/${id}`, { method: "PATCH", body: { settings } });
      const resumed = await api(`/generations/${generation}/resume`, { method: "POST" });
      assert.equal(resumed.status, 202, resumed.text);
      const state = await until(generation, "building", "testing", "deploying", "complete");
      assert.ok(!state.error);
      for (const one of all) await cancel(one.generation);
    });
  }
});

describe("traces", () => {
  it("reach a collector and Langfuse, with the calls as children of what they were for", async () => {
    await exchange(`${app.base}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`);
    const { spans } = await collector.when(({ spans }) => spans.some(({ kind }) => kind === 3));
    const call = spans.find(({ kind }) => kind === 3);
    const value = (name) => call.attributes.find(({ key }) => key === name)?.value;
    assert.deepEqual(value("gen_ai.operation.name"), { stringValue: "chat" });
    assert.deepEqual(value("gen_ai.usage.input_tokens"), { intValue: "1000" });
    assert.ok(spans.some(({ spanId }) => spanId === call.parentSpanId));
    // Langfuse adds up what has these names: a call's tokens stand with the call alone.
    const counted = spans.filter(({ attributes }) =>
      attributes.some(({ key }) => key.startsWith("gen_ai.usage.")),
    );
    assert.deepEqual([...new Set(counted.map(({ kind }) => kind))], [3]);
    await langfuseServer.when(({ spans }) => spans.length > 0);
    for (const one of [...collector.received, ...langfuseServer.received]) {
      assert.deepEqual([one.isAllowed, one.fault], [true, undefined]);
      said.push(one.text);
    }
    const generation = spans[0].attributes.find(({ key }) => key === "sitewright.generation.id");
    const own = await read(`/generations/${generation.value["stringValue"]}/trace`);
    assert.equal(own.traceId, spans[0].traceId);
    assert.deepEqual(
      own.spans.map(({ id }) => id),
      spans.map(({ spanId }) => spanId),
    );
  });
});

describe("secrets", () => {
  /** @param {string} where @param {string | Buffer} what */
  const holdsNone = (where, what) => {
    const found = [canary, ...secrets].find((secret) => what.includes(secret));
    assert.equal(found, undefined, where);
  };

  it("are taken out of what a provider repeats", async () => {
    const repeats = (provider) => ({
      when: { provider, role: "architect" },
      behaviours: [{ status: 400, errorText: `You sent ${keys[provider]}, which is no key.` }],
      repeat: true,
    });
    const refuses = {
      when: { provider: "compatible" },
      behaviours: [{ status: 400 }],
      repeat: true,
    };
    play(repeats("anthropic"), repeats("xai"), refuses);
    await setKey("anthropic");
    const { id, generation } = await create("A post office");
    await api(`/projects/${id}/events?until=idle`);
    await dropKey("anthropic");
    assert.equal((await read(`/generations/${generation}`)).state, "failed");
    const calls = await callsOf(generation);
    assert.deepEqual(
      calls.map(({ provider, outcome }) => `${provider} ${outcome}`),
      ["anthropic refused", "xai refused", "compatible refused"],
    );
    await read(`/generations/${generation}/trace`);
  });

  it("are taken out of what a provider repeats in the middle of an answer", async () => {
    /** @returns {import("../fakes/model_server/scenario.mjs").Queue} */
    const repeats = (provider, split = undefined) => ({
      when: { provider, role: "architect" },
      behaviours: [
        {
          breakOff: { after: 20, how: "error" },
          errorText: `You sent ${keys[provider]}, which is no key.`,
          pieceChars: 20,
          split,
          usage,
        },
      ],
      repeat: true,
    });
    play(repeats("anthropic"), repeats("xai", "byte"), repeats("compatible", "byte"));
    await setKey("anthropic");
    const { id, generation } = await create("A ferry", {}, true);
    await until(generation, "coding", "building", "testing", "deploying", "complete");
    await cancel(generation);
    await dropKey("anthropic");
    const { threadId } = await read(`/projects/${id}`);
    const { text } = await api(`/threads/${threadId}`);
    assert.match(
      text,
      /No language model could plan this[^"]*You sent \[credential\], which is no key/,
    );
    const plans = (await callsOf(generation)).filter(({ role }) => role === "architect");
    assert.deepEqual(
      [...new Set(plans.map(({ provider, outcome }) => `${provider} ${outcome}`))].sort(),
      ["anthropic overloaded", "compatible broken_off", "xai broken_off"],
    );
  });

  it("are in no answer, event, trace, prompt, log, row or object", async () => {
    for (const path of ["/readyz", "/metrics", "/openapi.json"]) {
      said.push((await exchange(`${app.base}${path}`)).text);
    }
    for (const route of ["/models", "/provider-keys", "/usage", "/projects", "/dead-letters"]) {
      await read(route);
    }
    holdsNone("what was said", said.join("\n"));
    holdsNone("what models were sent", JSON.stringify(server.records));
    const files = eachFile(holdsNone);
    for (const part of [/\/d1\/.*\.sqlite$/, /\/r2\//, /\/do\/.*\.sqlite$/, /\.log$/]) {
      assert.ok(
        files.some((file) => part.test(file)),
        `${part} is looked at`,
      );
    }
  });
});
