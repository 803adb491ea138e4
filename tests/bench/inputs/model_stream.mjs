// Reads model streams two ways, the same in Node and in workerd: ours in wasm, and eventsource-parser with JSON.parse.
import { createParser } from "eventsource-parser";

const stepId = "stp_00k7x2m4q0e9p3q7r1s5t9v3wx";
const encoder = new TextEncoder();

/** In the order of wire::WireFormatName. */
export const formats = { anthropic: 0, chat: 1 };

/** @param {number} count @param {(text: string, at: number) => object} event @param {string[]} words */
const streamOf = (count, event, words) =>
  Array.from({ length: count }, (_, at) => {
    const data = event(words[at % words.length] ?? "", at);
    return `data: ${JSON.stringify(data)}\n\n`;
  }).join("");

const words = [
  "export ",
  "const hours",
  ' = "8–18";\n',
  "  <p>",
  "Grüße",
  "</p>\n",
  " return (",
  "\t{x}",
];

/** 8,000 chunks of Chat Completions, as OpenAI sends them: 1.7 MB. */
export const chatStream = () =>
  streamOf(
    8000,
    (content) => ({
      id: "chatcmpl-BQ2f0f0c0ffee1234567890abcdef",
      object: "chat.completion.chunk",
      created: 1795820400,
      model: "gpt-x-2026-11-01",
      service_tier: "default",
      system_fingerprint: "fp_44709d6fcb",
      choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: null }],
    }),
    words,
  );

/** So much text in deltas of 16 characters, as Anthropic sends it. @param {number} characters */
export const anthropicStream = (characters) =>
  streamOf(
    Math.ceil(characters / 16),
    (text) => ({
      type: "content_block_delta",
      index: 0,
      delta: { type: "text_delta", text },
    }),
    ["export const hou", 'rs = "8 to 18";\n', "  return <p>Open", " all day</p>;\n}\n"],
  );

/** @param {string} stream @param {number} size */
export function cut(stream, size) {
  const bytes = encoder.encode(stream);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}

/** @param {any} wasm instance's exports */
export function wasmReader(wasm) {
  const room = 65_536;
  const decoder = new TextDecoder();
  const address = wasm.reserve(room);
  /** @param {Uint8Array[]} pieces @param {number} format @param {"parse" | "frame"} way @param {(bytes: Uint8Array) => void} take */
  const read = (pieces, format, way, take) => {
    wasm.begin(format);
    for (const piece of pieces) {
      new Uint8Array(wasm.memory.buffer, address, room).set(piece);
      const bytes = wasm[way](piece.length);
      if (bytes > 0) take(new Uint8Array(wasm.memory.buffer, wasm.output(), bytes));
    }
    if (wasm.faulty()) throw new Error("the stream was not understood");
  };
  return {
    /** @param {Uint8Array[]} pieces @param {number} format */
    parse(pieces, format) {
      let text = "";
      read(pieces, format, "parse", (bytes) => (text += decoder.decode(bytes)));
      return text;
    },
    /** @param {Uint8Array[]} pieces @param {number} format */
    frame(pieces, format) {
      let total = 0;
      read(pieces, format, "frame", (bytes) => (total += bytes.slice().length));
      return total;
    },
  };
}

/** @param {Uint8Array[]} pieces @param {(text: string) => void} take what is new, once for each piece */
function inJavaScript(pieces, take) {
  const decoder = new TextDecoder();
  let fresh = "";
  const parser = createParser({
    onEvent: ({ data }) => (fresh += JSON.parse(data).choices[0]?.delta.content ?? ""),
  });
  for (const piece of pieces) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (fresh !== "") take(fresh);
    fresh = "";
  }
}

export const javascriptReader = {
  /** @param {Uint8Array[]} pieces */
  parse(pieces) {
    let text = "";
    inJavaScript(pieces, (fresh) => (text += fresh));
    return text;
  },
  /** @param {Uint8Array[]} pieces */
  frame(pieces) {
    let total = 0;
    inJavaScript(pieces, (text) => {
      const frame = `event: step.delta\ndata: ${JSON.stringify({ stepId, text })}\n\n`;
      total += encoder.encode(frame).length;
    });
    return total;
  },
};
