// Assembles a context of the corpus with the context engine: texts in, the prompt's text out. As in the product, an
// isolate remembers files that are as they were: each assembly after the first is of a project with one file changed.
import module from "./context.wasm";
import corpus from "./corpus.json";
import tokens from "./o200k_base.tokens";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** @type {any} */
let wasm;

/** @param {Uint8Array} bytes @returns {[number, number]} */
function put(bytes) {
  const at = wasm.alloc(bytes.length);
  new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}

const answer = () =>
  decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.answer_data(), wasm.answer_size()));

function start() {
  /** @type {WebAssembly.Imports} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  wasm = new WebAssembly.Instance(module, imports).exports;
  wasm._initialize();
  wasm.load_tokens(...put(new Uint8Array(tokens)));
}

/** @type {Map<string, Uint8Array>} */
const texts = new Map();
/** Of these the module has the text as it is. @type {Set<string>} */
const kept = new Set();
let assemblies = 0;

/** @param {string} path @param {string} text */
function add(path, text) {
  const bytes = encoder.encode(text);
  texts.set(path, bytes);
  kept.delete(path);
  wasm.add_file(...put(encoder.encode(path)), ...put(bytes));
}

function assemble() {
  if (!wasm) start();
  const changed = corpus.files[assemblies % corpus.files.length];
  if (assemblies === 0) for (const { path, text } of corpus.files) add(path, text);
  else if (changed) add(changed.path, `${changed.text}\n// changed ${assemblies}\n`);
  assemblies += 1;
  const request = encoder.encode(JSON.stringify({ task: corpus.task, budget: corpus.budget }));
  wasm.wanted(...put(request));
  for (const wanted of JSON.parse(answer())) {
    if (kept.has(wanted)) continue;
    kept.add(wanted);
    wasm.keep_text(...put(encoder.encode(wanted)), ...put(texts.get(wanted) ?? new Uint8Array()));
  }
  if (wasm.assemble(...put(request)) !== 1) throw new Error(answer());
  wasm.context_text();
  return answer().length;
}

export default {
  fetch(/** @type {Request} */ request) {
    let length = 0;
    for (let left = Number(new URL(request.url).searchParams.get("times")); left > 0; left -= 1)
      length = assemble();
    return new Response(String(length));
  },
};
