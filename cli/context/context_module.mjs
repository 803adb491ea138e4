// The context engine (wasm/context) as build/wasm/context.wasm. Node carries texts in and answers out.
import { readFileSync } from "node:fs";
import path from "node:path";
import { Failure, usageFailure } from "../failure.mjs";
import { wasmDirectory } from "../paths.mjs";

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {(bytes: number) => number} alloc
 * @property {(data: number, bytes: number) => number} load_tokens
 * @property {(data: number, bytes: number) => number} count_tokens
 * @property {(family: number, familyBytes: number, counted: number) => number} estimate_tokens
 * @property {(path: number, pathBytes: number, text: number, textBytes: number) => number} add_file
 * @property {(path: number, pathBytes: number, text: number, textBytes: number) => void} add_to_graph
 * @property {(path: number, pathBytes: number, reason: number, reasonBytes: number) => void} add_unread
 * @property {(path: number, pathBytes: number, text: number, textBytes: number) => void} keep_text
 * @property {() => number} pack_reference
 * @property {(data: number, bytes: number) => number} load_reference
 * @property {(data: number, bytes: number) => number} wanted
 * @property {(data: number, bytes: number) => number} assemble
 * @property {() => number} context_text
 * @property {() => number} graph
 * @property {() => number} answer_data
 * @property {() => number} answer_size
 */

const badDescriptor = 8; // EBADF of WASI: libc is linked, but nothing is ever opened
const noFiles = {
  fd_close: () => badDescriptor,
  fd_seek: () => badDescriptor,
  fd_write: () => badDescriptor,
};

/** The link option of cmake/context_module.cmake. */
const mostMebibytes = 96;
/** What tests/context/large_project.test.mjs shows to fit. */
const longestWord = 3_000_000;
const longestText = 64_000_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export const encodings = ["o200k_base", "cl100k_base"];

/** Models that no table counts: their tokens are estimated from o200k_base. */
export const families = ["claude", "gemini"];

/**
 * How the tokens of --model are counted.
 * @param {string} verb
 * @param {string | boolean | undefined} model as typed
 * @returns {{ encoding: string, family?: string }}
 */
export function countingOf(verb, model = "o200k_base") {
  const name = String(model);
  if (encodings.includes(name)) return { encoding: name };
  if (families.includes(name)) return { encoding: "o200k_base", family: name };
  throw usageFailure(
    `${verb}: no model "${name}"`,
    `Known are ${encodings.join(" and ")}, counted exactly, and ${families.join(" and ")}, estimated.`,
  );
}

/** What the engine says no to, in its words. */
export class Refusal extends Failure {}

/** @param {string} name @param {number} bytes */
const uncountable = (name, bytes) =>
  new Failure(
    `${name} has ${bytes} bytes, more than can be counted within ${mostMebibytes} MiB of memory`,
    {
      next: `A word, or what else has no gap, may have ${longestWord} bytes; a file ${longestText}.`,
    },
  );

export class ContextModule {
  #exports;
  /** What was handed over before the module stopped. */
  #given = { files: 0, bytes: 0 };
  /** Texts for the last request. */
  #kept = { files: 0, bytes: 0, budget: 0 };

  /** @param {Exports} exports */
  constructor(exports) {
    this.#exports = exports;
  }

  /**
   * @param {() => number} now milliseconds, for the time that an assembly took
   * @param {string} file
   */
  static async load(
    now = () => performance.now(),
    file = path.join(wasmDirectory, "context.wasm"),
  ) {
    const bytes = readFileSync(file);
    const { instance } = await WebAssembly.instantiate(bytes, {
      env: { now_ms: now },
      wasi_snapshot_preview1: noFiles,
    });
    const exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    exports._initialize();
    return new ContextModule(exports);
  }

  /**
   * @param {string} encoding
   * @param {string} directory
   */
  loadTokens(encoding, directory = path.join(wasmDirectory, "token_tables")) {
    const file = path.join(directory, `${encoding}.tokens`);
    this.#ask(() => this.#exports.load_tokens(...this.#put(readFileSync(file))));
  }

  /** @param {Uint8Array} text @param {string} [name] of the text, where it does not fit */
  countTokens(text, name = "a text") {
    const ask = () => this.#exports.count_tokens(...this.#put(text));
    return Number(this.#ask(ask, () => uncountable(name, text.length)));
  }

  /**
   * @param {string} family
   * @param {number} counted tokens of o200k_base
   * @returns {import("./reports.mjs").TokenEstimate}
   */
  estimateTokens(family, counted) {
    const ask = () => this.#exports.estimate_tokens(...this.#put(encoder.encode(family)), counted);
    return JSON.parse(this.#ask(ask));
  }

  /**
   * @param {string} file path in the project
   * @param {Uint8Array} text
   */
  addFile(file, text) {
    const add = () =>
      this.#exports.add_file(...this.#put(encoder.encode(file)), ...this.#put(text));
    this.#ask(add, () => this.#tooLarge(file, text));
    this.#given.files += 1;
    this.#given.bytes += text.length;
  }

  /**
   * For graph() alone.
   * @param {string} file
   * @param {Uint8Array} text
   */
  addToGraph(file, text) {
    this.#trapped(
      () => this.#exports.add_to_graph(...this.#put(encoder.encode(file)), ...this.#put(text)),
      () => this.#tooLarge(file, text),
    );
    this.#given.files += 1;
    this.#given.bytes += text.length;
  }

  /**
   * A file that is there and is left out.
   * @param {string} file
   * @param {string} reason
   */
  addUnread(file, reason) {
    this.#trapped(() =>
      this.#exports.add_unread(
        ...this.#put(encoder.encode(file)),
        ...this.#put(encoder.encode(reason)),
      ),
    );
  }

  /**
   * @param {string} file
   * @param {Uint8Array} text
   */
  keepText(file, text) {
    this.#trapped(
      () => this.#exports.keep_text(...this.#put(encoder.encode(file)), ...this.#put(text)),
      () => this.#overMemory(),
    );
    this.#kept.files += 1;
    this.#kept.bytes += text.length;
  }

  /** The kept texts as what loadReference takes. */
  packReference() {
    return this.#answer(() => this.#exports.pack_reference()).slice();
  }

  /** From then on assemble() gives passages of it their share. @param {Uint8Array} [packed] */
  loadReference(packed = readFileSync(path.join(wasmDirectory, "templates", "reference.pack"))) {
    this.#ask(() => this.#exports.load_reference(...this.#put(packed)));
  }

  /**
   * The files whose texts assemble() needs.
   * @param {object} request schemas/context/assemble_request.json
   * @returns {string[]}
   */
  wanted(request) {
    return JSON.parse(this.wantedJson(request));
  }

  /** @param {{ budget?: number }} request */
  wantedJson(request) {
    this.#kept = { files: 0, bytes: 0, budget: request.budget ?? 0 };
    return this.#ask(() => this.#exports.wanted(...this.#putJson(request)));
  }

  /**
   * @param {object} request
   * @returns {import("./reports.mjs").ContextReport}
   */
  assemble(request) {
    return JSON.parse(this.assembleJson(request));
  }

  /** @param {object} request */
  assembleJson(request) {
    return this.#ask(
      () => this.#exports.assemble(...this.#putJson(request)),
      () => this.#overMemory(),
    );
  }

  /** The text of the last assembled context. */
  contextText() {
    return this.#ask(() => this.#exports.context_text());
  }

  /** @returns {import("./reports.mjs").GraphReport} */
  graph() {
    return JSON.parse(this.graphJson());
  }

  graphJson() {
    return this.#ask(() => this.#exports.graph());
  }

  /** @param {object} value */
  #putJson(value) {
    return this.#put(encoder.encode(JSON.stringify(value)));
  }

  /**
   * Into memory that wasm frees.
   * @param {Uint8Array} bytes
   * @returns {[number, number]}
   */
  #put(bytes) {
    const at = this.#exports.alloc(bytes.length);
    new Uint8Array(this.#exports.memory.buffer, at, bytes.length).set(bytes);
    return [at, bytes.length];
  }

  /**
   * @param {() => number} call gives 1, or 0 and a reason
   * @param {() => Failure} [tooMuch]
   */
  #ask(call, tooMuch) {
    return decoder.decode(this.#answer(call, tooMuch));
  }

  /**
   * As #ask; the bytes are there until the next call.
   * @param {() => number} call
   * @param {() => Failure} [tooMuch]
   */
  #answer(call, tooMuch) {
    const ok = this.#trapped(call, tooMuch);
    const { memory, answer_data, answer_size } = this.#exports;
    const bytes = new Uint8Array(memory.buffer, answer_data(), answer_size());
    if (ok !== 1) throw new Refusal(decoder.decode(bytes));
    return bytes;
  }

  /**
   * A module without room for more stops, and nothing of it can be used any longer.
   * @template T
   * @param {() => T} call
   * @param {() => Failure} [tooMuch] what to say then
   * @returns {T}
   */
  #trapped(call, tooMuch = () => this.#tooLarge()) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      throw tooMuch();
    }
  }

  #overMemory() {
    const { files, bytes, budget } = this.#kept;
    return new Failure(
      `a budget of ${budget} tokens takes more than the ${mostMebibytes} MiB of memory that the context engine has: ${files} texts with ${bytes} bytes are looked at for it`,
      { next: "Give a smaller --budget, or name a folder of the project with --root." },
    );
  }

  /** @param {string} [file] that was one too many @param {Uint8Array} [text] */
  #tooLarge(file, text) {
    const { files, bytes } = this.#given;
    const last = file === undefined ? "" : `; ${file} with ${text?.length} bytes is too much`;
    return new Failure(
      `the project takes more than the ${mostMebibytes} MiB of memory that the context engine has: ${files} files with ${bytes} bytes are read${last}`,
      { next: "Name a folder of it with --root: 5,000 files with 40 MB of source fit." },
    );
  }
}
