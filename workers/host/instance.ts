// One instance of a Worker's wasm module: its exports as functions, its imports as callbacks.
// Bytes:  what goes in is written into memory that `alloc` gave and belongs to wasm from the call
//         on; what comes out is copied before the import returns (docs/boundary.md).
// Errors: anything thrown out of an export leaves the instance unusable; run.ts replaces it.
import { type FrameParts, writeFrame } from "./bridge.ts";
import { wasiImports } from "./wasi.ts";

export interface Callbacks {
  /** Must not call back into the instance before it returns. */
  readonly startEffect: (run: number, effect: number, frame: Uint8Array<ArrayBuffer>) => void;
  readonly finishRun: (run: number, frame: Uint8Array<ArrayBuffer>) => void;
  /** The value of a configuration name, or undefined when it is absent or not for this Worker. */
  readonly readConfig: (name: string) => string | undefined;
}

export interface Instance {
  startRun(run: number, frame: FrameParts): void;
  resumeEffect(run: number, effect: number, frame: FrameParts): void;
  failEffect(run: number, effect: number, reason: string): void;
  abandonRun(run: number): void;
  memoryBytes(): number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly alloc: (bytes: number) => number;
  readonly start_run: (run: number, ptr: number, bytes: number) => void;
  readonly resume_effect: (
    run: number,
    effect: number,
    status: number,
    ptr: number,
    bytes: number,
  ) => void;
  readonly abandon_run: (run: number) => void;
}

const succeeded = 0;
const failed = 1;
const randomBytesPerCall = 65_536; // limit of crypto.getRandomValues
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function createInstance(module: WebAssembly.Module, callbacks: Callbacks): Instance {
  let whole = new Uint8Array();
  // All of the memory; a new view when it has grown, which empties the old one.
  const memory = () => {
    if (whole.length === 0) whole = new Uint8Array(exports.memory.buffer);
    return whole;
  };
  const view = (ptr: number, bytes: number) =>
    memory().subarray(ptr >>> 0, (ptr >>> 0) + (bytes >>> 0));
  const copy = (ptr: number, bytes: number) =>
    memory().slice(ptr >>> 0, (ptr >>> 0) + (bytes >>> 0));
  const text = (ptr: number, bytes: number) => decoder.decode(view(ptr, bytes));
  const env = {
    start_effect: (run: number, effect: number, ptr: number, bytes: number) =>
      callbacks.startEffect(run >>> 0, effect >>> 0, copy(ptr, bytes)),
    finish_run: (run: number, ptr: number, bytes: number) =>
      callbacks.finishRun(run >>> 0, copy(ptr, bytes)),
    now_ms: () => Date.now(),
    fill_random: (ptr: number, bytes: number) => fillRandom(view(ptr, bytes)),
    write_log: (ptr: number, bytes: number) => console.log(text(ptr, bytes)),
    read_config: (key: number, keyBytes: number, out: number, room: number) => {
      const value = callbacks.readConfig(text(key, keyBytes));
      if (value === undefined) return -1;
      const encoded = encoder.encode(value);
      view(out, room).set(encoded.subarray(0, room >>> 0));
      return encoded.byteLength;
    },
  };
  const instance = new WebAssembly.Instance(module, {
    env,
    wasi_snapshot_preview1: wasiImports(module, view),
  });
  // The one place where wasm's exports get their types: wasm/abi exports exactly these.
  const exports = instance.exports as unknown as Exports;
  exports._initialize();

  const place = (bytes: number): number => {
    const ptr = exports.alloc(bytes) >>> 0;
    if (ptr === 0 && bytes > 0) throw new WebAssembly.RuntimeError(`no room for ${bytes} bytes`);
    return ptr;
  };
  const placeFrame = (parts: FrameParts): number => {
    const ptr = place(parts.length);
    writeFrame(exports.memory.buffer, ptr, parts);
    return ptr;
  };
  return {
    startRun: (run, parts) => exports.start_run(run, placeFrame(parts), parts.length),
    resumeEffect: (run, effect, parts) =>
      exports.resume_effect(run, effect, succeeded, placeFrame(parts), parts.length),
    failEffect: (run, effect, reason) => {
      const encoded = encoder.encode(reason);
      const ptr = place(encoded.byteLength);
      view(ptr, encoded.byteLength).set(encoded);
      exports.resume_effect(run, effect, failed, ptr, encoded.byteLength);
    },
    abandonRun: (run) => exports.abandon_run(run),
    memoryBytes: () => exports.memory.buffer.byteLength,
  };
}

function fillRandom(target: Uint8Array<ArrayBuffer>): void {
  for (let at = 0; at < target.byteLength; at += randomBytesPerCall) {
    crypto.getRandomValues(target.subarray(at, at + randomBytesPerCall));
  }
}
