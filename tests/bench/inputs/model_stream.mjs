// Reads model streams two ways, the same in Node and in workerd: ours in wasm, and eventsource-parser with JSON.parse.
import { createParser } from "eventsource-parser";

const stepId = "stp_00k7x2m4q0e9p3q7r1s5t9v3wx";
const encoder = new TextEncoder();

/** In the order of wire::WireFormatName. */
export const formats = { anthropic: 0, chat: 1, responses: 2 };

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

/** 8,000 events of Responses: each has a number and padding of its own. */
export const responsesStream = () =>
  streamOf(
    8000,
    (delta, at) => ({
      type: "response.output_text.delta",
      sequence_number: at + 4,
      item_id: "msg_BQ2f0f0c0ffee1234567890abcdef",
      output_index: 0,
      content_index: 0,
      delta,
      logprobs: [],
      obfuscation: "aZ09kQ7xLm2cV4b8".slice(0, 3 + ((at * 7) % 13)),
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
  let view = new Uint8Array(wasm.memory.buffer);
  // As workers/host/instance.ts keeps it: a new one when the memory has grown.
  const memory = () => {
    if (view.length === 0) view = new Uint8Array(wasm.memory.buffer);
    return view;
  };
  /** @param {Uint8Array[]} pieces @param {number} format @param {"parse" | "frame"} way @param {(at: number, bytes: number) => void} take */
  const read = (pieces, format, way, take) => {
    wasm.begin(format);
    for (const piece of pieces) {
      memory().set(piece, address);
      const bytes = wasm[way](piece.length);
      if (bytes > 0) take(wasm.output(), bytes);
    }
    if (wasm.faulty()) throw new Error("the stream was not understood");
  };
  return {
    /** @param {Uint8Array[]} pieces @param {number} format */
    parse(pieces, format) {
      let text = "";
      read(pieces, format, "parse", (at, bytes) => {
        text += decoder.decode(memory().subarray(at, at + bytes));
      });
      return text;
    },
    /** @param {Uint8Array[]} pieces @param {number} format */
    frame(pieces, format) {
      let total = 0;
      read(pieces, format, "frame", (at, bytes) => {
        total += memory().slice(at, at + bytes).length;
      });
      return total;
    },
  };
}

/** @param {any} event of Chat Completions */
const deltaOfChat = (event) => event.choices[0]?.delta.content ?? "";
/** @param {any} event of Responses */
const deltaOfResponses = (event) => event.delta;

/**
 * @param {Uint8Array[]} pieces @param {(event: any) => string} deltaOf
 * @param {(text: string) => void} take what is new, once for each piece
 */
function inJavaScript(pieces, deltaOf, take) {
  const decoder = new TextDecoder();
  let fresh = "";
  const parser = createParser({
    onEvent: ({ data }) => (fresh += deltaOf(JSON.parse(data))),
  });
  for (const piece of pieces) {
    parser.feed(decoder.decode(piece, { stream: true }));
    if (fresh !== "") take(fresh);
    fresh = "";
  }
}

export const javascriptReader = {
  /** @param {Uint8Array[]} pieces */
  parse(pieces, deltaOf = deltaOfChat) {
    let text = "";
    inJavaScript(pieces, deltaOf, (fresh) => (text += fresh));
    return text;
  },
  /** @param {Uint8Array[]} pieces */
  parseResponses: (pieces) => javascriptReader.parse(pieces, deltaOfResponses),
  /** @param {Uint8Array[]} pieces */
  frame(pieces) {
    let total = 0;
    inJavaScript(pieces, deltaOfChat, (text) => {
      const frame = `event: step.delta\ndata: ${JSON.stringify({ stepId, text })}\n\n`;
      total += encoder.encode(frame).length;
    });
    return total;
  },
};
