// The context engine (wasm/context) as build/wasm/context.wasm. Node carries texts in and answers out.
import { readFileSync } from "node:fs";
import path from "node:path";
import { Failure } from "../failure.mjs";
import { wasmDirectory } from "../paths.mjs";

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {(bytes: number) => number} alloc
 * @property {(data: number, bytes: number) => number} load_tokens
 * @property {(data: number, bytes: number) => number} count_tokens
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

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export const encodings = ["o200k_base", "cl100k_base"];

/** What the engine says no to, in its words. */
export class Refusal extends Failure {}

export class ContextModule {
  #exports;

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

  /** @param {Uint8Array} text */
  countTokens(text) {
    return Number(this.#ask(() => this.#exports.count_tokens(...this.#put(text))));
  }

  /**
   * @param {string} file path in the project
   * @param {Uint8Array} text
   */
  addFile(file, text) {
    this.#ask(() => this.#exports.add_file(...this.#put(encoder.encode(file)), ...this.#put(text)));
  }

  /**
   * For graph() alone.
   * @param {string} file
   * @param {Uint8Array} text
   */
  addToGraph(file, text) {
    this.#trapped(() =>
      this.#exports.add_to_graph(...this.#put(encoder.encode(file)), ...this.#put(text)),
    );
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
    this.#trapped(() =>
      this.#exports.keep_text(...this.#put(encoder.encode(file)), ...this.#put(text)),
    );
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

  /** @param {object} request */
  wantedJson(request) {
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
    return this.#ask(() => this.#exports.assemble(...this.#putJson(request)));
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

  /** @param {() => number} call gives 1, or 0 and a reason */
  #ask(call) {
    return decoder.decode(this.#answer(call));
  }

  /** As #ask; the bytes are there until the next call. @param {() => number} call */
  #answer(call) {
    const ok = this.#trapped(call);
    const { memory, answer_data, answer_size } = this.#exports;
    const bytes = new Uint8Array(memory.buffer, answer_data(), answer_size());
    if (ok !== 1) throw new Refusal(decoder.decode(bytes));
    return bytes;
  }

  /**
   * A module without room for more stops, and nothing of it can be used any longer.
   * @template T
   * @param {() => T} call
   * @returns {T}
   */
  #trapped(call) {
    try {
      return call();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      const mebibytes = Math.round(this.#exports.memory.buffer.byteLength / 2 ** 20);
      throw new Failure(
        `the context engine stopped with ${mebibytes} MiB of its ${mostMebibytes} in use (${error.message})`,
        { next: "A part of the project may fit: name its folder with --root." },
      );
    }
  }
}
