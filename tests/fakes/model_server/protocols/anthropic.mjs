// Anthropic Messages: POST /v1/messages.
import { hasEmptyText, isObject, textOf, unknownField } from "./ask.mjs";

const fields = [
  "model",
  "max_tokens",
  "system",
  "messages",
  "tools",
  "tool_choice",
  "stop_sequences",
  "thinking",
  "output_config",
  "stream",
  "metadata",
  "service_tier",
  "temperature",
  "top_p",
  "top_k",
];
/** From this version on sampling parameters are refused. */
const noSamplingFrom = "2026-10-21";
const stops = { end: "end_turn", max_tokens: "max_tokens", refusal: "refusal" };
/** @type {Record<number, string>} */
const kinds = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

/** @param {number} status @param {string} message */
export const anthropicError = (status, message) => ({
  type: "error",
  error: {
    type: kinds[status] ?? (status >= 500 ? "api_error" : "invalid_request_error"),
    message,
  },
});

/** @param {any} body @param {import("node:http").IncomingHttpHeaders} headers */
function fault(body, headers) {
  const version = headers["anthropic-version"];
  if (!version) return "anthropic-version: header is required";
  if (!Number.isInteger(body.max_tokens) || body.max_tokens < 1)
    return "max_tokens: Field required";
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return "messages: at least one message is required";
  }
  if (body.messages[0].role !== "user") return "messages: first message must use the user role";
  const empty = body.messages.findIndex(({ content }) => hasEmptyText(content));
  if (empty >= 0) return `messages.${empty}: text content must be non-empty`;
  if (Array.isArray(body.system) && hasEmptyText(body.system)) {
    return "system: text content blocks must be non-empty";
  }
  const sampling = ["temperature", "top_p", "top_k"].find((name) => name in body);
  if (sampling && String(version) >= noSamplingFrom) return `${sampling}: not supported`;
  const extra = unknownField(body, fields);
  return extra && `${extra}: Extra inputs are not permitted`;
}

/** @param {any} body @returns {import("./ask.mjs").Ask} */
function ask(body) {
  const texts = body.messages.map((message) => textOf(message.content));
  const format = body.output_config?.format;
  const forced = body.tool_choice?.type === "tool" ? body.tool_choice.name : undefined;
  const any = body.tool_choice?.type === "any" ? body.tools?.[0]?.name : undefined;
  const tool = forced ?? any;
  const schema =
    format?.schema ?? body.tools?.find((one) => one.name === tool)?.input_schema ?? undefined;
  return {
    model: body.model,
    system: textOf(body.system ?? ""),
    prompt: texts.join("\n"),
    last: texts.at(-1) ?? "",
    stream: body.stream === true,
    schemaName: tool ?? format?.name,
    schema: isObject(schema) ? schema : undefined,
    tool,
    images: body.messages
      .flatMap((message) => (Array.isArray(message.content) ? message.content : []))
      .filter((block) => block.type === "image").length,
    maxTokens: body.max_tokens,
  };
}

/** @param {import("./ask.mjs").Usage} usage */
const inputUsage = (usage) => ({
  input_tokens: usage.input - (usage.cached ?? 0) - (usage.cacheWrite ?? 0),
  cache_creation_input_tokens: usage.cacheWrite ?? 0,
  cache_read_input_tokens: usage.cached ?? 0,
});

/** @param {import("./ask.mjs").Reply} reply */
const stopOf = (reply) => (reply.tool && reply.stop === "end" ? "tool_use" : stops[reply.stop]);

/** @param {import("./ask.mjs").Reply} reply */
function whole(reply) {
  const block = reply.tool
    ? { type: "tool_use", id: "toolu_1", name: reply.tool, input: JSON.parse(reply.text) }
    : { type: "text", text: reply.text };
  return {
    id: reply.id,
    type: "message",
    role: "assistant",
    model: reply.model,
    content: [block],
    stop_reason: stopOf(reply),
    stop_sequence: null,
    ...(reply.usage
      ? { usage: { ...inputUsage(reply.usage), output_tokens: reply.usage.output } }
      : {}),
  };
}

/** @param {string} type @param {object} rest @param {number} [characters] */
const frame = (type, rest, characters = 0) => ({
  event: type,
  data: JSON.stringify({ type, ...rest }),
  characters,
});

/** @param {import("./ask.mjs").Reply} reply */
function* frames(reply) {
  const usage = reply.usage ? { ...inputUsage(reply.usage), output_tokens: 1 } : undefined;
  yield frame("message_start", {
    message: {
      ...whole({ ...reply, text: reply.tool ? "{}" : "" }),
      content: [],
      stop_reason: null,
      usage,
    },
  });
  yield frame("content_block_start", {
    index: 0,
    content_block: reply.tool
      ? { type: "tool_use", id: "toolu_1", name: reply.tool, input: {} }
      : { type: "text", text: "" },
  });
  yield frame("ping", {});
  for (const piece of reply.pieces) {
    const delta = reply.tool
      ? { type: "input_json_delta", partial_json: piece }
      : { type: "text_delta", text: piece };
    yield frame("content_block_delta", { index: 0, delta }, piece.length);
  }
  yield frame("content_block_stop", { index: 0 });
  yield frame("message_delta", {
    delta: { stop_reason: stopOf(reply), stop_sequence: null },
    ...(reply.usage ? { usage: { output_tokens: reply.usage.output } } : {}),
  });
  yield frame("message_stop", {});
}

/** @type {import("./ask.mjs").Protocol} */
export const anthropic = {
  ask,
  fault,
  whole,
  frames,
  failureFrame: (status, message) => ({
    event: "error",
    data: JSON.stringify(anthropicError(status, message)),
  }),
};
