// What providers answer besides chat: lists of models, and embeddings.
import { createHash } from "node:crypto";

const created = 1_760_000_000;

/** @param {string} provider @param {string[]} names */
export function modelList(provider, names) {
  if (provider === "anthropic") {
    const data = names.map((id) => ({
      type: "model",
      id,
      display_name: id,
      created_at: new Date(created * 1000).toISOString(),
    }));
    return { data, has_more: false, first_id: names[0] ?? null, last_id: names.at(-1) ?? null };
  }
  if (provider === "gemini") {
    const supportedGenerationMethods = ["generateContent", "embedContent"];
    return {
      models: names.map((name) => ({
        name: `models/${name}`,
        displayName: name,
        inputTokenLimit: 1_048_576,
        outputTokenLimit: 65_536,
        supportedGenerationMethods,
      })),
    };
  }
  return {
    object: "list",
    data: names.map((id) => ({ id, object: "model", created, owned_by: provider })),
  };
}

/**
 * The same text gives the same vector, of length 1.
 * @param {string} text
 * @param {number} dimensions
 * @returns {number[]}
 */
export function embeddingOf(text, dimensions) {
  const values = Array.from({ length: dimensions }, (_, index) => {
    const hash = createHash("sha256").update(`${index} ${text}`).digest();
    return hash.readInt16LE(0) / 32_768;
  });
  const length = Math.hypot(...values) || 1;
  return values.map((value) => value / length);
}

const defaultDimensions = 64;
const tokensIn = (/** @type {string[]} */ texts) =>
  texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);

/** @param {any} body of POST /v1/embeddings */
export function openaiEmbeddings(body) {
  const inputs = [body.input].flat();
  const data = inputs.map((text, index) => {
    const values = embeddingOf(text, body.dimensions ?? defaultDimensions);
    const embedding =
      body.encoding_format === "base64"
        ? Buffer.from(new Float32Array(values).buffer).toString("base64")
        : values;
    return { object: "embedding", index, embedding };
  });
  const tokens = tokensIn(inputs);
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { object: "list", data, model: body.model, usage };
}

/** @param {any} body of POST /v1beta/models/<model>:batchEmbedContents */
export function geminiEmbeddings(body) {
  return {
    embeddings: body.requests.map((request) => ({
      values: embeddingOf(
        request.content.parts.map((part) => part.text).join("\n"),
        request.outputDimensionality ?? defaultDimensions,
      ),
    })),
  };
}
