// The typed face of browser.wasm (wasm/abi/browser.cpp): strings in, numbers and strings out.
// Knows nothing of how the module and the token tables got here, so tests and benches use it as well.

/** In the order of enum Encoding. */
export const encodings = ["o200k_base", "cl100k_base"] as const;
export type Encoding = (typeof encodings)[number];

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  alloc(size: number): number;
  free_bytes(data: number): void;
  load_tokens(data: number, size: number): number;
  count_tokens(encoding: number, data: number, size: number): number;
  unified_diff(
    path: number,
    pathSize: number,
    before: number,
    beforeSize: number,
    after: number,
    afterSize: number,
    context: number,
  ): void;
  diff_lines(before: number, beforeSize: number, after: number, afterSize: number): void;
  json_patch(before: number, beforeSize: number, after: number, afterSize: number): number;
  answer_data(): number;
  answer_size(): number;
}

export interface PageModule {
  /** Returns the encoding of the table. Throws when the bytes are no table. */
  loadTokens(table: Uint8Array): Encoding;
  hasTokens(encoding: Encoding): boolean;
  /** Exactly what tiktoken counts. Throws when the encoding's table was not loaded. */
  countTokens(text: string, encoding?: Encoding): number;
  /** Git's unified diff of one file; `undefined` is a file that is not there. */
  unifiedDiff(
    path: string,
    before: string | undefined,
    after: string | undefined,
    context?: number,
  ): string;
  /**
   * The lines that differ, four numbers for each change: the first line and the count of lines before, and the same
   * after, from 0.
   */
  diffLines(before: string, after: string): Uint32Array;
  /** RFC 6902 patch between two snapshots, given and returned as bytes of JSON {path: text}. */
  jsonPatch(before: Uint8Array, after: Uint8Array): Uint8Array;
}

interface Placed {
  readonly data: number;
  readonly size: number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function createPageModule(module: WebAssembly.Module): PageModule {
  // The module asks for nothing that it needs: an exit and a word on an abort, each by its compiler's habit.
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  const wasm = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
  wasm._initialize();
  const loaded = new Set<number>();
  // One growing place for the text that is being looked at.
  let room: Placed = { data: 0, size: 0 };
  let view = new Uint8Array(0);

  const bytesAt = ({ data, size }: Placed) => new Uint8Array(wasm.memory.buffer, data, size);

  /** The room, of at least that many bytes; a view dies whenever the memory grows. */
  function viewOf(size: number): Uint8Array {
    if (size > room.size) {
      if (room.data !== 0) wasm.free_bytes(room.data);
      const wanted = Math.max(size, 2 * room.size, 65_536);
      room = { data: wasm.alloc(wanted) >>> 0, size: wanted };
    }
    if (view.buffer !== wasm.memory.buffer || view.length !== room.size) view = bytesAt(room);
    return view;
  }

  const answer = () => bytesAt({ data: wasm.answer_data() >>> 0, size: wasm.answer_size() });

  /** Puts the texts one after the other; a text that is not there is at 0. */
  function place(texts: readonly (string | undefined)[]): Placed[] {
    // Three bytes is what a UTF-16 unit takes at most.
    const most = texts.reduce((sum, text) => sum + 3 * (text?.length ?? 0), 0);
    const whole = viewOf(most);
    let at = 0;
    return texts.map((text) => {
      if (text === undefined) return { data: 0, size: 0 };
      const { written } = encoder.encodeInto(text, whole.subarray(at));
      const placed = { data: whole.byteOffset + at, size: written };
      at += written;
      return placed;
    });
  }

  return {
    loadTokens(table) {
      const data = wasm.alloc(table.length) >>> 0;
      bytesAt({ data, size: table.length }).set(table);
      const encoding = wasm.load_tokens(data, table.length);
      wasm.free_bytes(data);
      const name = encodings[encoding];
      if (name === undefined) throw new Error("these bytes are no token table");
      loaded.add(encoding);
      return name;
    },
    hasTokens: (encoding) => loaded.has(encodings.indexOf(encoding)),
    countTokens(text, encoding = "o200k_base") {
      const { written } = encoder.encodeInto(text, viewOf(3 * text.length));
      const count = wasm.count_tokens(encodings.indexOf(encoding), room.data, written);
      if (count < 0) throw new Error(`the token table of ${encoding} was not loaded`);
      return count;
    },
    unifiedDiff(path, before, after, context = 3) {
      const none = { data: 0, size: 0 };
      const [name = none, left = none, right = none] = place([path, before, after]);
      wasm.unified_diff(
        name.data,
        name.size,
        left.data,
        left.size,
        right.data,
        right.size,
        context,
      );
      return decoder.decode(answer());
    },
    diffLines(before, after) {
      const whole = viewOf(3 * (before.length + after.length));
      const left = encoder.encodeInto(before, whole).written;
      const right = encoder.encodeInto(after, whole.subarray(left)).written;
      wasm.diff_lines(room.data, left, room.data + left, right);
      const changes = answer();
      return new Uint32Array(changes.slice().buffer);
    },
    jsonPatch(before, after) {
      const whole = viewOf(before.length + after.length);
      whole.set(before);
      whole.set(after, before.length);
      const second = room.data + before.length;
      if (wasm.json_patch(room.data, before.length, second, after.length) !== 0) {
        throw new Error("these bytes are no JSON object of texts");
      }
      return answer().slice();
    },
  };
}
