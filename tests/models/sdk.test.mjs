// The official SDKs run against the model server: it speaks what they expect, streaming and whole, in
// answers and in errors.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import { startModelServer } from "../fakes/model_server/server.mjs";

const keys = { anthropic: "key-a", openai: "key-o", gemini: "key-g", xai: "key-x" };
const text = "Grüße aus Köln – 名前 🧭\n";
const usage = { input: 120, cached: 40, cacheWrite: 30, output: 9 };
const schema = {
  type: "object",
  additionalProperties: false,
  required: ["approve", "reasons", "concerns"],
  properties: {
    approve: { type: "boolean" },
    reasons: { type: "array", items: { type: "string" } },
    concerns: { type: "array", items: { type: "string" } },
  },
};
const user = /** @type {const} */ ({ role: "user", content: "Say something." });

/** @type {Awaited<ReturnType<typeof startModelServer>>} */
let server;
before(async () => {
  server = await startModelServer({ scenario: { title: "sdk", keys } });
});
after(() => server?.stop());

/** @param {import("../fakes/model_server/scenario.mjs").Behaviour[]} behaviours */
const play = (...behaviours) =>
  server.play({ title: "sdk", keys, queues: [{ behaviours }], otherwise: { text, usage } });

const anthropic = (options = {}) =>
  new Anthropic({ apiKey: "key-a", baseURL: `${server.url}/anthropic`, ...options });
const openai = (options = {}) =>
  new OpenAI({ apiKey: "key-o", baseURL: `${server.url}/openai/v1`, ...options });
const google = (apiKey = "key-g") =>
  new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${server.url}/gemini` } });

describe("@anthropic-ai/sdk", () => {
  const request = { model: "claude-x", max_tokens: 100, messages: [user] };

  it("reads an answer, its usage and its request id", async () => {
    play();
    const message = await anthropic().messages.create(request);
    assert.equal(message.content[0].type === "text" && message.content[0].text, text);
    assert.equal(message.usage.input_tokens, 50);
    assert.equal(message.usage.cache_read_input_tokens, 40);
    assert.equal(message.usage.cache_creation_input_tokens, 30);
    assert.equal(message.usage.output_tokens, 9);
    assert.match(message._request_id ?? "", /^req_/);
  });

  it("reads a stream that is cut at every byte", async () => {
    play({ text, usage, split: "byte", pieceChars: 3, comments: true });
    const stream = anthropic().messages.stream(request);
    let seen = "";
    stream.on("text", (delta) => {
      seen += delta;
    });
    const message = await stream.finalMessage();
    assert.equal(seen, text);
    assert.equal(message.stop_reason, "end_turn");
    assert.equal(message.usage.output_tokens, 9);
  });

  it("reads a tool call that comes in fragments, and structured output", async () => {
    play();
    const called = await anthropic()
      .messages.stream({
        ...request,
        tools: [{ name: "vote", input_schema: /** @type {any} */ (schema) }],
        tool_choice: { type: "tool", name: "vote" },
      })
      .finalMessage()
      .catch((error) => error);
    assert.ok(called instanceof Error, "the plain text is no JSON, and the SDK says so");
    server.play({ title: "sdk", keys });
    const voted = await anthropic()
      .messages.stream({
        ...request,
        tools: [{ name: "vote", input_schema: /** @type {any} */ (schema) }],
        tool_choice: { type: "tool", name: "vote" },
      })
      .finalMessage();
    const block = voted.content[0];
    assert.ok(block.type === "tool_use");
    assert.equal(/** @type {any} */ (block.input).approve, true);
    assert.equal(voted.stop_reason, "tool_use");
  });

  it("tries again after 529 and 429, and gives up on a wrong key", async () => {
    play({ status: 529, retryAfterMs: 5 }, { status: 429, retryAfterMs: 5 });
    const message = await anthropic().messages.create(request);
    assert.equal(message.type, "message");
    await assert.rejects(
      anthropic({ apiKey: "key-b" }).messages.create(request),
      (error) => error instanceof Anthropic.AuthenticationError && error.status === 401,
    );
  });

  it("raises an error that comes after a 200", async () => {
    play({ text, breakOff: { after: 1, how: "error" }, pieceChars: 2 });
    await assert.rejects(
      anthropic({ maxRetries: 0 }).messages.stream(request).finalMessage(),
      (error) => error instanceof Anthropic.APIError && /overloaded_error/.test(error.message),
    );
  });

  it("lists models", async () => {
    const page = await anthropic().models.list();
    assert.equal(page.data[0].type, "model");
  });
});

describe("openai", () => {
  const request = { model: "gpt-x", messages: [user] };

  it("reads a chat completion and its usage", async () => {
    play();
    const completion = await openai().chat.completions.create(request);
    assert.equal(completion.choices[0].message.content, text);
    assert.equal(completion.usage?.prompt_tokens, 120);
    assert.deepEqual(completion.usage?.prompt_tokens_details, {
      cache_write_tokens: 30,
      cached_tokens: 40,
    });
  });

  it("reads a streamed chat completion with CRLF and its usage at the end", async () => {
    play({ text, usage, lineEnd: "crlf", split: "inside_crlf", pieceChars: 4 });
    const stream = await openai().chat.completions.create({
      ...request,
      stream: true,
      stream_options: { include_usage: true },
    });
    let seen = "";
    let tokens = 0;
    for await (const chunk of stream) {
      seen += chunk.choices[0]?.delta.content ?? "";
      tokens = chunk.usage?.completion_tokens ?? tokens;
    }
    assert.equal(seen, text);
    assert.equal(tokens, 9);
  });

  it("reads structured output in both APIs, and a tool call in fragments", async () => {
    server.play({ title: "sdk", keys });
    const json_schema = { name: "vote", schema, strict: true };
    const completion = await openai().chat.completions.create({
      ...request,
      response_format: { type: "json_schema", json_schema },
    });
    assert.equal(JSON.parse(completion.choices[0].message.content ?? "").approve, true);
    const response = await openai().responses.create({
      model: "gpt-x",
      input: "Vote.",
      text: { format: { type: "json_schema", ...json_schema } },
    });
    assert.equal(JSON.parse(response.output_text).approve, true);
    const runner = openai().chat.completions.stream({
      ...request,
      tools: [{ type: "function", function: { name: "vote", parameters: schema } }],
      tool_choice: { type: "function", function: { name: "vote" } },
    });
    const called = await runner.finalChatCompletion();
    const call = called.choices[0].message.tool_calls?.[0];
    assert.ok(call?.type === "function" && JSON.parse(call.function.arguments).approve);
  });

  it("reads a streamed response to its end", async () => {
    play({ text, usage, split: "inside_utf8", pieceChars: 5 });
    const stream = await openai().responses.create({
      model: "gpt-x",
      instructions: "Be short.",
      input: [{ role: "user", content: [{ type: "input_text", text: "Hello" }] }],
      store: false,
      stream: true,
    });
    let seen = "";
    let told;
    for await (const event of stream) {
      if (event.type === "response.output_text.delta") seen += event.delta;
      if (event.type === "response.completed") told = event.response.usage;
    }
    assert.equal(seen, text);
    assert.deepEqual([told?.input_tokens, told?.output_tokens], [120, 9]);
    assert.deepEqual(told?.input_tokens_details, { cache_write_tokens: 30, cached_tokens: 40 });
  });

  it("tells a rate limit from an empty account", async () => {
    play({ status: 429, reason: "quota" }, { status: 429 });
    const client = openai({ maxRetries: 0 });
    await assert.rejects(
      client.chat.completions.create(request),
      (error) => error instanceof OpenAI.RateLimitError && error.code === "insufficient_quota",
    );
    await assert.rejects(
      client.chat.completions.create(request),
      (error) => error instanceof OpenAI.RateLimitError && error.code === "rate_limit_exceeded",
    );
  });

  it("reads embeddings, which it asks for in base64, and the list of models", async () => {
    const { data } = await openai().embeddings.create({ model: "e", input: ["a", "b"] });
    assert.equal(data.length, 2);
    assert.ok(Math.abs(Math.hypot(...data[0].embedding) - 1) < 1e-5);
    assert.notDeepEqual(data[0].embedding, data[1].embedding);
    assert.equal((await openai().models.list()).data[0].object, "model");
  });

  it("serves xAI and a compatible server on their own paths", async () => {
    play({ text, noUsage: true, noDone: true, noSpace: true });
    const local = new OpenAI({ apiKey: "none", baseURL: `${server.url}/compatible/v1` });
    const stream = await local.chat.completions.create({ ...request, stream: true });
    let seen = "";
    for await (const chunk of stream) seen += chunk.choices[0]?.delta.content ?? "";
    assert.equal(seen, text);
    const grok = new OpenAI({ apiKey: "key-x", baseURL: `${server.url}/xai/v1` });
    assert.equal((await grok.responses.create({ model: "g", input: "x" })).output_text, text);
  });
});

describe("@google/genai", () => {
  const request = { model: "gemini-x", contents: "Say something." };

  it("reads an answer, a stream with CRLF, and their usage", async () => {
    play();
    const answer = await google().models.generateContent(request);
    assert.equal(answer.text, text);
    assert.equal(answer.usageMetadata?.promptTokenCount, 120);
    play({ text, usage, pieceChars: 2, split: "inside_crlf" });
    let seen = "";
    let last;
    for await (const chunk of await google().models.generateContentStream(request)) {
      seen += chunk.text ?? "";
      last = chunk;
    }
    assert.equal(seen, text);
    assert.equal(last?.usageMetadata?.candidatesTokenCount, 9);
    assert.equal(last?.candidates?.[0].finishReason, "STOP");
  });

  it("reads structured output", async () => {
    server.play({ title: "sdk", keys });
    const answer = await google().models.generateContent({
      ...request,
      config: { responseMimeType: "application/json", responseJsonSchema: schema },
    });
    assert.equal(JSON.parse(answer.text ?? "").approve, true);
  });

  it("raises a rate limit with its status, and a wrong key", async () => {
    play({ status: 429, retryAfter: 3 });
    await assert.rejects(
      google().models.generateContent(request),
      /check your plan and billing[\s\S]*RESOURCE_EXHAUSTED[\s\S]*"retryDelay":"3s"/,
    );
    await assert.rejects(google("key-b").models.generateContent(request), /API key not valid/);
  });

  it("reads embeddings and the list of models", async () => {
    const answer = await google().models.embedContent({ model: "e", contents: ["a", "b"] });
    assert.equal(answer.embeddings?.length, 2);
    const names = [];
    for await (const model of await google().models.list()) names.push(model.name);
    assert.deepEqual(names, ["models/any-model"]);
  });
});
