// Model streams in a Worker: /<way>?times=n, a way being parse or frame, in wasm or in JavaScript.
import {
  anthropicStream,
  chatStream,
  cut,
  formats,
  javascriptReader,
  responsesStream,
  wasmReader,
} from "../inputs/model_stream.mjs";
import module from "./model_stream.wasm";

/** @type {WebAssembly.Imports} */
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] = { ...imports[from], [name]: () => 0 };
}
/** @type {any} */
const wasm = new WebAssembly.Instance(module, imports).exports;
wasm._initialize();
const ours = wasmReader(wasm);
const chat = cut(chatStream(), 1400);
const responses = cut(responsesStream(), 1400);
const answer = cut(anthropicStream(100_000), 1400);

/** @type {Record<string, () => string | number>} */
const ways = {
  "/wasm-parse": () => ours.parse(chat, formats.chat).length,
  "/wasm-frame": () => ours.frame(chat, formats.chat),
  "/wasm-responses": () => ours.parse(responses, formats.responses).length,
  "/javascript-responses": () => javascriptReader.parseResponses(responses).length,
  "/wasm-answer": () => ours.parse(answer, formats.anthropic).length,
  "/javascript-parse": () => javascriptReader.parse(chat).length,
  "/javascript-frame": () => javascriptReader.frame(chat),
};

export default {
  fetch(/** @type {Request} */ request) {
    const { pathname, searchParams } = new URL(request.url);
    /** @type {string | number} */
    let found = 0;
    for (let left = Number(searchParams.get("times")); left > 0; left -= 1)
      found = ways[pathname]?.() ?? "no such way";
    return new Response(String(found));
  },
};
