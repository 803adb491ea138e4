// OpenAI Responses: POST /v1/responses. Also spoken by xAI.
import { hasEmptyText, isObject, textOf, unknownField } from "./ask.mjs";

const fields = [
  "model",
  "instructions",
  "input",
  "tools",
  "tool_choice",
  "max_output_tokens",
  "reasoning",
  "text",
  "store",
  "previous_response_id",
  "stream",
  "temperature",
  "top_p",
  "metadata",
  "include",
  "parallel_tool_calls",
  "prompt_cache_key",
  "safety_identifier",
  "truncation",
  "user",
];

/** @param {any} body */
function fault(body) {
  if (typeof body.model !== "string") return "Missing required parameter: 'model'.";
  if (typeof body.input !== "string" && !Array.isArray(body.input)) {
    return "Missing required parameter: 'input'.";
  }
  const items = Array.isArray(body.input) ? body.input : [];
  const empty = items.findIndex(({ content }) => Array.isArray(content) && hasEmptyText(content));
  if (empty >= 0) return `Invalid 'input[${empty}].content': empty content`;
  const extra = unknownField(body, fields);
  return extra && `Unknown parameter: '${extra}'.`;
}

/** @param {any} body @returns {import("./ask.mjs").Ask} */
function ask(body) {
  const items =
    typeof body.input === "string" ? [{ role: "user", content: body.input }] : body.input;
  const isSystem = (item) => item.role === "system" || item.role === "developer";
  const texts = items.filter((item) => !isSystem(item)).map((item) => textOf(item.content));
  const format = body.text?.format;
  const tool = body.tool_choice?.name ?? undefined;
  const schema = format?.schema ?? body.tools?.find((one) => one.name === tool)?.parameters;
  return {
    model: body.model,
    system: [body.instructions ?? "", ...items.filter(isSystem).map((i) => textOf(i.content))].join(
      "\n",
    ),
    prompt: texts.join("\n"),
    last: texts.at(-1) ?? "",
    stream: body.stream === true,
    schemaName: tool ?? format?.name,
    schema: isObject(schema) ? schema : undefined,
    tool,
    images: items
      .flatMap((item) => (Array.isArray(item.content) ? item.content : []))
      .filter((part) => part.type === "input_image").length,
    maxTokens: body.max_output_tokens,
  };
}

/** @param {import("./ask.mjs").Reply} reply @param {string} status */
function itemOf(reply, status) {
  if (reply.tool) {
    const call = { type: "function_call", call_id: "call_1", name: reply.tool };
    return { id: "fc_1", ...call, arguments: reply.text, status };
  }
  const content =
    reply.stop === "refusal"
      ? [{ type: "refusal", refusal: reply.text }]
      : [{ type: "output_text", text: reply.text, annotations: [] }];
  return { id: "msg_1", type: "message", role: "assistant", status, content };
}

/** @param {import("./ask.mjs").Reply} reply @param {"in_progress" | "done"} phase */
function whole(reply, phase = "done") {
  const done = phase === "done";
  const cut = done && reply.stop === "max_tokens";
  const status = done ? (cut ? "incomplete" : "completed") : "in_progress";
  return {
    id: reply.id,
    object: "response",
    created_at: reply.created,
    status,
    error: null,
    incomplete_details: cut ? { reason: "max_output_tokens" } : null,
    instructions: null,
    metadata: {},
    model: reply.model,
    output: done ? [itemOf(reply, cut ? "incomplete" : "completed")] : [],
    parallel_tool_calls: true,
    temperature: null,
    tool_choice: "auto",
    tools: [],
    top_p: null,
    usage:
      done && reply.usage
        ? {
            input_tokens: reply.usage.input,
            input_tokens_details: {
              cache_write_tokens: reply.usage.cacheWrite ?? 0,
              cached_tokens: reply.usage.cached ?? 0,
            },
            output_tokens: reply.usage.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: reply.usage.input + reply.usage.output,
          }
        : null,
  };
}

/** @param {import("./ask.mjs").Reply} reply */
function* frames(reply) {
  let sequence = 0;
  const frame = (type, rest, characters = 0) => ({
    event: type,
    data: JSON.stringify({ type, sequence_number: sequence++, ...rest }),
    characters,
  });
  const empty = { ...reply, text: "" };
  const id = reply.tool ? "fc_1" : "msg_1";
  const at = { item_id: id, output_index: 0 };
  const inText = { ...at, content_index: 0 };
  yield frame("response.created", { response: whole(reply, "in_progress") });
  yield frame("response.in_progress", { response: whole(reply, "in_progress") });
  const opened = itemOf(empty, "in_progress");
  yield frame("response.output_item.added", {
    output_index: 0,
    item: "content" in opened ? { ...opened, content: [] } : opened,
  });
  if (reply.tool) {
    for (const piece of reply.pieces) {
      yield frame("response.function_call_arguments.delta", { ...at, delta: piece }, piece.length);
    }
    yield frame("response.function_call_arguments.done", { ...at, arguments: reply.text });
  } else {
    const kind = reply.stop === "refusal" ? "refusal" : "output_text";
    const part = (text) => itemOf({ ...reply, text }, "completed")["content"][0];
    yield frame("response.content_part.added", { ...inText, part: part("") });
    for (const piece of reply.pieces) {
      yield frame(
        `response.${kind}.delta`,
        { ...inText, delta: piece, logprobs: [] },
        piece.length,
      );
    }
    const key = kind === "refusal" ? "refusal" : "text";
    yield frame(`response.${kind}.done`, { ...inText, [key]: reply.text, logprobs: [] });
    yield frame("response.content_part.done", { ...inText, part: part(reply.text) });
  }
  yield frame("response.output_item.done", { output_index: 0, item: itemOf(reply, "completed") });
  const end = reply.stop === "max_tokens" ? "response.incomplete" : "response.completed";
  yield frame(end, { response: whole(reply) });
}

/** @type {import("./ask.mjs").Protocol} */
export const openaiResponses = {
  ask,
  fault,
  whole,
  frames,
  failureFrame: (status, message) => ({
    event: "error",
    data: JSON.stringify({
      type: "error",
      code: status === 429 ? "rate_limit_exceeded" : "server_error",
      message,
      param: null,
      sequence_number: 99,
    }),
  }),
};
