// The scanner's wasm module for tests and benches: strings in, objects out.
import { readFileSync } from "node:fs";

/** In the order of wasm/context/scan/language.hpp. */
export const languages = [
  "typescript",
  "tsx",
  "javascript",
  "jsx",
  "css",
  "html",
  "json",
  "markdown",
];
/** In the order of ImportKind. */
export const kinds = [
  "import_static",
  "re_export",
  "import_dynamic",
  "import_type",
  "require",
  "glob",
  "css_import",
  "asset",
];

/** @type {Record<string, number>} */
const byExtension = {
  ts: 0,
  mts: 0,
  cts: 0,
  tsx: 1,
  js: 2,
  mjs: 2,
  cjs: 2,
  jsx: 3,
  css: 4,
  html: 5,
  json: 6,
  md: 7,
};

/** @param {string} path */
export const languageOf = (path) => byExtension[path.slice(path.lastIndexOf(".") + 1)] ?? 8;

/**
 * @typedef {{ specifier: string, kind: number, typeOnly: boolean, offset: number, line: number }} Import
 * @typedef {{ imports: Import[], exports: string[] }} Scan
 */

export class WasmScanner {
  #encoder = new TextEncoder();
  #decoder = new TextDecoder();
  #capacity = 0;
  #address = 0;
  /** @type {Uint8Array} */
  #bytes = new Uint8Array();
  /** Where a text is put. @type {Uint8Array} */
  #place = new Uint8Array();
  /** @type {Uint32Array} */
  #words = new Uint32Array();

  /** @param {string} file of the wasm module */
  constructor(file) {
    this.file = file;
    const module = new WebAssembly.Module(readFileSync(file));
    /** @type {WebAssembly.Imports} */
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      imports[from] = { ...imports[from], [name]: () => 0 };
    }
    /** @type {any} */
    this.wasm = new WebAssembly.Instance(module, imports).exports;
    this.wasm._initialize();
    this.#reserve(1 << 16);
  }

  /** @param {number} bytes */
  #reserve(bytes) {
    if (bytes > this.#capacity || this.#capacity === 0) {
      this.#capacity = Math.max(bytes, this.#capacity * 2);
      this.#address = this.wasm.reserve(this.#capacity);
    }
    const { buffer } = this.wasm.memory;
    if (this.#bytes.buffer !== buffer) {
      this.#bytes = new Uint8Array(buffer);
      this.#words = new Uint32Array(buffer);
    }
    if (this.#place.buffer !== buffer || this.#place.length !== this.#capacity) {
      this.#place = this.#bytes.subarray(this.#address, this.#address + this.#capacity);
    }
  }

  /** @param {string} text @returns {number} bytes */
  put(text) {
    this.#reserve(text.length * 3);
    return this.#encoder.encodeInto(text, this.#place).written;
  }

  /** Puts files one behind the other, for scanAll. @param {{ path: string, bytes: Uint8Array }[]} files */
  putAll(files) {
    const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
    const table = (total + 3) & ~3;
    this.#reserve(table + files.length * 12);
    let at = 0;
    for (const [index, { path, bytes }] of files.entries()) {
      this.#bytes.set(bytes, this.#address + at);
      const row = (this.#address + table) / 4 + index * 3;
      this.#words[row] = at;
      this.#words[row + 1] = bytes.length;
      this.#words[row + 2] = languageOf(path);
      at += bytes.length;
    }
    return { table: this.#address + table, count: files.length };
  }

  /** @param {string} text @param {number} address @param {number} size @param {boolean} isAscii */
  #slice(text, address, size, isAscii) {
    const begin = address - this.#address;
    if (isAscii && begin >= 0 && begin + size <= text.length)
      return text.slice(begin, begin + size);
    return this.#decoder.decode(this.#bytes.subarray(address, address + size));
  }

  /** @param {string} text @param {number} language @param {number} [way] @returns {Scan} */
  scan(text, language, way = 0) {
    const size = this.put(text);
    const counts = this.wasm.scan(language, 0, size, way);
    this.#reserve(0);
    const isAscii = size === text.length;
    const words = this.#words;
    let at = this.wasm.records() / 4;
    /** @type {Import[]} */
    const imports = new Array(counts >>> 16);
    for (let index = 0; index < imports.length; index += 1, at += 6) {
      imports[index] = {
        specifier: this.#slice(text, words[at] ?? 0, words[at + 1] ?? 0, isAscii),
        kind: words[at + 2] ?? 0,
        typeOnly: words[at + 3] === 1,
        offset: words[at + 4] ?? 0,
        line: words[at + 5] ?? 0,
      };
    }
    /** @type {string[]} */
    const exports = new Array(counts & 0xffff);
    for (let index = 0; index < exports.length; index += 1, at += 2) {
      exports[index] = this.#slice(text, words[at] ?? 0, words[at + 1] ?? 0, isAscii);
    }
    return { imports, exports };
  }

  /** @param {string} text @param {number} language */
  symbols(text, language) {
    const address = this.wasm.symbols(language, this.put(text));
    this.#reserve(0);
    return this.#decoder.decode(this.#bytes.subarray(address, this.#bytes.indexOf(0, address)));
  }
}
