// What libc of wasm32-wasi may still call. The C++ uses none of it on purpose: text written to
// stdout or stderr becomes a log line, everything else that is called is a fault and traps.
import { log } from "./log.ts";

type View = (ptr: number, bytes: number) => Uint8Array<ArrayBuffer>;
type WasiFunction = (...args: number[]) => number;

const success = 0;
const badDescriptor = 8; // EBADF of WASI
const vectorBytes = 8; // an iovec: u32 pointer, u32 length
const decoder = new TextDecoder();

/** A function for every name that the module imports from WASI. */
export function wasiImports(module: WebAssembly.Module, view: View): Record<string, WasiFunction> {
  const known: Record<string, WasiFunction> = {
    fd_write: (_descriptor = 0, vectors = 0, count = 0, written = 0) =>
      writeText(view, vectors, count, written),
    fd_close: () => badDescriptor,
    fd_seek: () => badDescriptor,
    fd_fdstat_get: () => badDescriptor,
  };
  const names = WebAssembly.Module.imports(module)
    .filter((one) => one.module === "wasi_snapshot_preview1")
    .map((one) => one.name);
  return Object.fromEntries(names.map((name) => [name, known[name] ?? unexpected(name)]));
}

function unexpected(name: string): WasiFunction {
  return () => {
    throw new WebAssembly.RuntimeError(`wasm called ${name}, which Workers do not have`);
  };
}

function writeText(view: View, vectors: number, count: number, written: number): number {
  const table = view(vectors, count * vectorBytes);
  const at = new DataView(table.buffer, table.byteOffset, table.byteLength);
  let text = "";
  let total = 0;
  for (let index = 0; index < count; index++) {
    const bytes = at.getUint32(index * vectorBytes + 4, true);
    text += decoder.decode(view(at.getUint32(index * vectorBytes, true), bytes));
    total += bytes;
  }
  const answer = view(written, 4);
  new DataView(answer.buffer, answer.byteOffset, 4).setUint32(0, total, true);
  log("warning", "stray_output", { text: text.trimEnd() });
  return success;
}
