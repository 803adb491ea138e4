// OpenAI Chat Completions: POST /v1/chat/completions. Also spoken by xAI, Ollama and vLLM.
import { hasEmptyText, isObject, textOf, unknownField } from "./ask.mjs";

const fields = [
  "model",
  "messages",
  "stream",
  "stream_options",
  "max_completion_tokens",
  "max_tokens",
  "tools",
  "tool_choice",
  "parallel_tool_calls",
  "response_format",
  "reasoning_effort",
  "temperature",
  "top_p",
  "n",
  "stop",
  "seed",
  "store",
  "user",
  "metadata",
  "prompt_cache_key",
  "safety_identifier",
];
const stops = { end: "stop", max_tokens: "length", refusal: "content_filter" };

/** @param {number} status @param {string} message @param {string} [reason] */
export function openaiError(status, message, reason) {
  /** @type {Record<number, [string, string | null]>} */
  const kinds = {
    401: ["invalid_request_error", "invalid_api_key"],
    404: ["invalid_request_error", "model_not_found"],
    429: ["requests", "rate_limit_exceeded"],
    503: ["service_unavailable_error", "overloaded"],
  };
  const [type, code] =
    reason === "quota"
      ? ["insufficient_quota", "insufficient_quota"]
      : (kinds[status] ?? [status >= 500 ? "server_error" : "invalid_request_error", null]);
  return { error: { message, type, param: null, code } };
}

/** @param {any} body */
function fault(body) {
  if (typeof body.model !== "string") return "you must provide a model parameter";
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return "Missing required parameter: 'messages'.";
  }
  const empty = body.messages.findIndex(
    ({ content }) => Array.isArray(content) && hasEmptyText(content),
  );
  if (empty >= 0) return `Invalid 'messages[${empty}].content': empty content`;
  const extra = unknownField(body, fields);
  return extra && `Unrecognized request argument supplied: ${extra}`;
}

/** @param {any} body @returns {import("./ask.mjs").Ask} */
function ask(body) {
  const isSystem = (message) => message.role === "system" || message.role === "developer";
  const texts = body.messages
    .filter((message) => !isSystem(message))
    .map((message) => textOf(message.content));
  const format = body.response_format?.json_schema;
  const tool =
    body.tool_choice?.function?.name ??
    (body.tool_choice === "required" ? body.tools?.[0]?.function?.name : undefined);
  const schema =
    format?.schema ?? body.tools?.find((one) => one.function?.name === tool)?.function?.parameters;
  return {
    model: body.model,
    system: body.messages
      .filter(isSystem)
      .map((message) => textOf(message.content))
      .join("\n"),
    prompt: texts.join("\n"),
    last: texts.at(-1) ?? "",
    stream: body.stream === true,
    wantsUsage: body.stream_options?.include_usage === true,
    schemaName: tool ?? format?.name,
    schema: isObject(schema) ? schema : undefined,
    tool,
    images: body.messages
      .flatMap((message) => (Array.isArray(message.content) ? message.content : []))
      .filter((part) => part.type === "image_url").length,
    maxTokens: body.max_completion_tokens ?? body.max_tokens,
  };
}

/** @param {import("./ask.mjs").Usage} usage */
const usageOf = (usage) => ({
  prompt_tokens: usage.input,
  completion_tokens: usage.output,
  total_tokens: usage.input + usage.output,
  prompt_tokens_details: {
    cache_write_tokens: usage.cacheWrite ?? 0,
    cached_tokens: usage.cached ?? 0,
  },
  completion_tokens_details: { reasoning_tokens: 0 },
});

/** @param {import("./ask.mjs").Reply} reply */
const stopOf = (reply) =>
  reply.finish ?? (reply.tool && reply.stop === "end" ? "tool_calls" : stops[reply.stop]);

/** A gateway says of an answer that its provider broke off why. @param {import("./ask.mjs").Reply} reply */
const errorOf = ({ finish }) =>
  finish === "error" ? { error: { code: "server_error", message: "Provider disconnected" } } : {};

/** @param {import("./ask.mjs").Reply} reply */
function whole(reply) {
  const called = { name: reply.tool, arguments: reply.text };
  const message = reply.tool
    ? { content: null, tool_calls: [{ id: "call_1", type: "function", function: called }] }
    : { content: reply.text };
  return {
    id: reply.id,
    object: "chat.completion",
    created: reply.created,
    model: reply.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", refusal: null, ...message },
        finish_reason: stopOf(reply),
        logprobs: null,
      },
    ],
    ...(reply.usage ? { usage: usageOf(reply.usage) } : {}),
    ...errorOf(reply),
  };
}

/** @param {import("./ask.mjs").Reply} reply @param {import("./ask.mjs").Ask} asked */
function* frames(reply, asked) {
  const withUsage = asked.wantsUsage && reply.usage;
  const chunk = (choices, usage, characters = 0, rest = {}) => ({
    data: JSON.stringify({
      id: reply.id,
      object: "chat.completion.chunk",
      created: reply.created,
      model: reply.model,
      choices,
      ...(withUsage ? { usage } : {}),
      ...rest,
    }),
    characters,
  });
  const choice = (delta, finish = null) => [{ index: 0, delta, finish_reason: finish }];
  yield chunk(choice({ role: "assistant", content: reply.tool ? null : "" }), null);
  if (reply.tool) {
    const called = { name: reply.tool, arguments: "" };
    const first = { index: 0, id: "call_1", type: "function", function: called };
    yield chunk(choice({ tool_calls: [first] }), null);
  }
  for (const piece of reply.pieces) {
    const delta = reply.tool
      ? { tool_calls: [{ index: 0, function: { arguments: piece } }] }
      : { content: piece };
    yield chunk(choice(delta), null, piece.length);
  }
  yield chunk(choice({}, stopOf(reply)), null, 0, errorOf(reply));
  if (withUsage) yield chunk([], usageOf(reply.usage));
  if (!reply.noDone) yield { data: "[DONE]" };
}

/** @type {import("./ask.mjs").Protocol} */
export const openaiChat = {
  ask,
  fault,
  whole,
  frames,
  failureFrame: (status, message, reason) => ({
    data: JSON.stringify(openaiError(status, message, reason)),
  }),
};
