// Gemini: POST /v1beta/models/<model>:generateContent and :streamGenerateContent.
import { hasEmptyText, isObject, textOf, unknownField } from "./ask.mjs";

const fields = [
  "contents",
  "systemInstruction",
  "tools",
  "toolConfig",
  "generationConfig",
  "safetySettings",
  "cachedContent",
];
const stops = { end: "STOP", max_tokens: "MAX_TOKENS", refusal: "SAFETY" };
/** @type {Record<number, string>} */
const statuses = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

const limits = "https://ai.google.dev/gemini-api/docs/rate-limits";
const metric = "generativelanguage.googleapis.com/generate_content_requests";
const typed = (/** @type {string} */ name, /** @type {object} */ rest) => ({
  "@type": `type.googleapis.com/google.rpc.${name}`,
  ...rest,
});

/**
 * What is said when a minute's limit is met speaks of plan and billing, as that of an empty account does.
 * @param {number} status
 * @param {string} message of any other error
 * @param {{ retryAfter?: number | string, retryAfterMs?: number, reason?: string }} [behaviour]
 */
export function geminiError(status, message, behaviour = {}) {
  const { retryAfter, retryAfterMs, reason } = behaviour;
  const seconds =
    retryAfterMs === undefined ? typeof retryAfter === "number" && retryAfter : retryAfterMs / 1000;
  const delay =
    typeof seconds === "number" ? [typed("RetryInfo", { retryDelay: `${seconds}s` })] : [];
  const said = { code: status, message, status: statuses[status] ?? "UNKNOWN", details: delay };
  if (status !== 429) return { error: said };
  if (reason === "quota") {
    return {
      error: {
        ...said,
        message:
          "Your prepayment credits are depleted. Please go to AI Studio to manage your project and billing.",
        details: [],
      },
    };
  }
  const plan = `You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: ${limits}.`;
  const again = typeof seconds === "number" ? `\nPlease retry in ${seconds}s.` : "";
  const violation = {
    quotaMetric: metric,
    quotaId: "GenerateRequestsPerMinutePerProjectPerModel",
    quotaDimensions: { location: "global", model: "gemini" },
    quotaValue: "10",
  };
  const help = { links: [{ description: "Learn more about Gemini API quotas", url: limits }] };
  return {
    error: {
      ...said,
      message: `${plan}\n* Quota exceeded for metric: ${metric}, limit: 10, model: gemini${again}`,
      details: [typed("Help", help), typed("QuotaFailure", { violations: [violation] }), ...delay],
    },
  };
}

/** @param {any} body */
function fault(body) {
  if (!Array.isArray(body.contents) || body.contents.length === 0) {
    return "* GenerateContentRequest.contents: contents is not specified";
  }
  const empty = body.contents.findIndex(({ parts }) => hasEmptyText(parts));
  if (empty >= 0) return `* GenerateContentRequest.contents[${empty}].parts: must not be empty`;
  const extra = unknownField(body, fields);
  return extra && `Invalid JSON payload received. Unknown name "${extra}": Cannot find field.`;
}

/** @param {any} body @param {string} model @returns {import("./ask.mjs").Ask} */
function ask(body, model) {
  const texts = body.contents.map((content) => textOf(content.parts));
  const config = body.generationConfig ?? {};
  const calling = body.toolConfig?.functionCallingConfig;
  const functions = (body.tools ?? []).flatMap((one) => one.functionDeclarations ?? []);
  const tool = calling?.mode === "ANY" ? functions[0]?.name : undefined;
  const schema =
    config.responseJsonSchema ??
    config.responseSchema ??
    (tool ? functions[0]?.parametersJsonSchema : undefined);
  return {
    model,
    system: textOf(body.systemInstruction?.parts),
    prompt: texts.join("\n"),
    last: texts.at(-1) ?? "",
    stream: false,
    schemaName: tool,
    schema: isObject(schema) ? schema : undefined,
    tool,
    images: body.contents
      .flatMap((content) => content.parts ?? [])
      .filter((part) => part.inlineData).length,
    maxTokens: config.maxOutputTokens,
  };
}

/** @param {import("./ask.mjs").Usage} usage */
const usageOf = (usage) => ({
  promptTokenCount: usage.input,
  candidatesTokenCount: usage.output,
  cachedContentTokenCount: usage.cached ?? 0,
  totalTokenCount: usage.input + usage.output,
});

/** @param {import("./ask.mjs").Reply} reply @param {string} text @param {boolean} last */
function response(reply, text, last) {
  const part = reply.tool
    ? { functionCall: { name: reply.tool, args: JSON.parse(reply.text) } }
    : { text };
  const candidate = { content: { role: "model", parts: [part] }, index: 0 };
  const finishReason = reply.finish ?? stops[reply.stop];
  return {
    candidates: [{ ...candidate, ...(last ? { finishReason } : {}) }],
    ...(last && reply.usage ? { usageMetadata: usageOf(reply.usage) } : {}),
    modelVersion: reply.model,
    responseId: reply.id,
  };
}

/** @param {import("./ask.mjs").Reply} reply */
function* frames(reply) {
  const pieces = reply.tool || reply.pieces.length === 0 ? [reply.text] : reply.pieces;
  for (const [index, piece] of pieces.entries()) {
    const data = JSON.stringify(response(reply, piece, index === pieces.length - 1));
    yield { data, characters: piece.length };
  }
}

/** @type {import("./ask.mjs").Protocol} */
export const gemini = {
  ask,
  fault,
  whole: (reply) => response(reply, reply.text, true),
  frames,
  failureFrame: (status, message) => ({ data: JSON.stringify(geminiError(status, message)) }),
};
