// Language models over the whole product: every provider's real client against the model server, with
// what goes wrong in between. One instance, whose every secret is a canary that must turn up nowhere.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startApp } from "../browser/app.mjs";
import { exchange } from "../contract/api_client.mjs";
import { startModelServer } from "../fakes/model_server/server.mjs";
import { startOtlpCollector } from "../fakes/otlp_collector/server.mjs";

const canary = "canary7f3a";
const keys = {
  anthropic: `${canary}-anthropic-own`,
  openai: `${canary}-openai-own`,
  gemini: `${canary}-gemini-own`,
  xai: `${canary}-xai-deployment`,
};
const otlpHeader = `Bearer ${canary}-otlp`;
const langfuse = { user: `${canary}-lf-public`, password: `${canary}-lf-secret` };
const usage = { input: 1000, cached: 200, output: 100 };
const catalogue = JSON.parse(
  readFileSync(new URL("../../wasm/models/catalogue/providers.json", import.meta.url), "utf8"),
);

/** @type {Awaited<ReturnType<typeof startModelServer>>} */
let server;
/** @type {Awaited<ReturnType<typeof startOtlpCollector>>} */
let collector;
/** @type {Awaited<ReturnType<typeof startOtlpCollector>>} */
let langfuseServer;
/** @type {import("../browser/app.mjs").App} */
let app;
/** What the product said. @type {string[]} */
const said = [];

async function api(route, options) {
  const answer = await exchange(`${app.base}/api/v1${route}`, options);
  said.push(answer.text);
  return answer;
}
const read = async (route) => (await api(route)).json;

/** @param {import("../fakes/model_server/scenario.mjs").Queue[]} queues */
const play = (...queues) => server.play({ title: "test", keys, queues, otherwise: { usage } });

const setKey = async (provider) => {
  const set = await api(`/provider-keys/${provider}`, {
    method: "PUT",
    body: { key: keys[provider] },
  });
  assert.equal(set.status, 200, set.text);
};
const dropKey = (provider) => api(`/provider-keys/${provider}`, { method: "DELETE" });

async function create(prompt) {
  const body = { prompt, settings: { allowBuiltin: false } };
  const created = await api("/projects", { method: "POST", body });
  assert.equal(created.status, 201, created.text);
  return { id: created.json.id, generation: created.json.currentGenerationId };
}

/** The generation, once it is in one of these states. */
async function until(generation, ...states) {
  for (const end = Date.now() + 120_000; ; ) {
    const now = await read(`/generations/${generation}`);
    if (states.includes(now.state)) return now;
    const isOver = ["failed", "cancelled", "complete", "escalated"].includes(now.state);
    assert.ok(Date.now() < end && !isOver, `${now.state}: ${now.error}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const cancel = (generation) => api(`/generations/${generation}/cancel`, { method: "POST" });
const callsOf = async (generation) =>
  (await read(`/generations/${generation}/calls?limit=100`)).items;

/** What a call with the scenario's usage costs, by the price table. */
function costOf({ provider, model }) {
  const { prices } = catalogue.providers
    .find(({ name }) => name === provider)
    .models.find(({ name }) => name === model || name === "*");
  const fresh = usage.input - usage.cached;
  return Math.ceil(
    (fresh * prices.input + usage.cached * prices.cached + usage.output * prices.output) / 1e6,
  );
}

before(async () => {
  server = await startModelServer();
  collector = await startOtlpCollector({ authorization: otlpHeader });
  const { user, password } = langfuse;
  const basic = Buffer.from(`${user}:${password}`).toString("base64");
  langfuseServer = await startOtlpCollector({ authorization: `Basic ${basic}` });
  play();
  app = await startApp({
    ANTHROPIC_BASE_URL: `${server.url}/anthropic`,
    OPENAI_BASE_URL: `${server.url}/openai/v1`,
    GEMINI_BASE_URL: `${server.url}/gemini`,
    XAI_BASE_URL: `${server.url}/xai/v1`,
    XAI_API_KEY: keys.xai,
    COMPATIBLE_BASE_URL: `${server.url}/compatible/v1`,
    COMPATIBLE_MODELS: "local-model",
    OTLP_ENDPOINT: collector.url,
    OTLP_HEADERS: `authorization=${encodeURIComponent(otlpHeader)}`,
    LANGFUSE_BASE_URL: langfuseServer.url,
    LANGFUSE_PUBLIC_KEY: user,
    LANGFUSE_SECRET_KEY: password,
    SITEWRIGHT_MODEL: "",
  });
});
after(async () => {
  await app?.stop();
  await server?.stop();
  await collector?.stop();
  await langfuseServer?.stop();
});

describe("every provider", () => {
  for (const provider of ["anthropic", "openai", "gemini", "xai", "compatible"]) {
    it(`${provider} plans, writes and reviews, and each call costs what the table says`, async () => {
      // Whose key is the user's own comes first; the others wait behind it.
      const isOwn = ["anthropic", "openai", "gemini"].includes(provider);
      play({
        when: { provider: provider === "compatible" ? "xai" : "none" },
        behaviours: [{ status: 401 }],
        repeat: true,
      });
      if (isOwn) await setKey(provider);
      const since = server.records.length;
      const { generation } = await create(`A tea house for ${provider}`);
      await until(generation, "building", "testing", "deploying", "complete");
      await cancel(generation);
      if (isOwn) await dropKey(provider);
      const calls = (await callsOf(generation)).filter(({ outcome }) => outcome === "ok");
      assert.deepEqual([...new Set(calls.map((call) => call.provider))], [provider]);
      assert.deepEqual([...new Set(calls.map(({ role }) => role))].sort(), [
        "architect",
        "coder",
        "reviewer",
      ]);
      for (const call of calls) {
        assert.deepEqual([call.inputTokens, call.outputTokens], [usage.input, usage.output]);
        assert.equal(call.costMicros, costOf(call), `${call.role} ${call.model}`);
      }
      const records = server.records.slice(since);
      const coder = records.find((one) => one.role === "coder" && one.provider === provider);
      assert.ok(coder?.firstTextAt, "the coder's answer is streamed");
      if (provider !== "compatible") assert.equal(coder.key, "right");
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
    assert.ok(
      calls.some(
        ({ provider, role, outcome }) =>
          provider === "anthropic" && role === "coder" && outcome !== "ok",
      ),
    );
    assert.ok(calls.some(({ provider, outcome }) => provider !== "anthropic" && outcome === "ok"));
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

describe("money", () => {
  it("never spends more than a month's cap under 20 generations at once", async () => {
    play();
    const before = (await read("/usage")).total;
    const cap = before.costMicros + 400_000;
    assert.equal((await api("/budget", { method: "PUT", body: { monthMicros: cap } })).status, 200);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) => create(`A site about the number ${n}`)),
    );
    for (const { generation } of all) {
      await until(generation, "paused", "building", "testing", "deploying", "complete");
      await cancel(generation);
      const { total } = await read("/usage");
      assert.ok(total.costMicros + total.reservedMicros <= cap, JSON.stringify(total));
    }
    const { total } = await read("/usage");
    assert.ok(total.costMicros > before.costMicros && total.costMicros <= cap);
    await api("/budget", { method: "PUT", body: { monthMicros: 50_000_000 } });
  });
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
  it("are in no answer, event, trace, prompt, log, row or object", () => {
    assert.ok(!said.join("\n").includes(canary), "said");
    for (const record of server.records) assert.ok(!JSON.stringify(record).includes(canary));
    const files = readdirSync(app.state, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name !== ".dev.vars")
      .map((entry) => path.join(entry.parentPath, entry.name));
    assert.ok(
      files.some((file) => file.endsWith(".sqlite")) && files.some((file) => file.endsWith(".log")),
    );
    for (const file of files) assert.ok(!readFileSync(file).includes(canary), file);
  });
});
