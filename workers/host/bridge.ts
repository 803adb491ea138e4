// The frame that crosses between TypeScript and wasm, in both directions:
// u32 little-endian length of the header, header (JSON in UTF-8), body bytes (docs/boundary.md).
// Headers are of schemas/effects/; C++ is their judge, so here they are parsed but not checked.

/** A frame as it was read: `body` is the rest of the bytes, not a copy. */
export interface Frame {
  readonly header: unknown;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** A frame to be written: the pieces of the body go straight into their place, in order. */
export interface FrameParts {
  readonly header: Uint8Array;
  readonly body: readonly Uint8Array[];
  readonly length: number;
}

const lengthBytes = 4;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function readFrame(bytes: Uint8Array<ArrayBuffer>): Frame {
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(
    0,
    true,
  );
  const end = lengthBytes + headerBytes;
  if (end > bytes.byteLength) throw new RangeError("a frame is shorter than its header");
  const header: unknown = JSON.parse(decoder.decode(bytes.subarray(lengthBytes, end)));
  return { header, body: bytes.subarray(end) };
}

export function frameParts(header: object, body: readonly Uint8Array[]): FrameParts {
  const encoded = encoder.encode(JSON.stringify(header));
  const bodyBytes = body.reduce((sum, piece) => sum + piece.byteLength, 0);
  return { header: encoded, body, length: lengthBytes + encoded.byteLength + bodyBytes };
}

/** Requires parts.length bytes of room from `at` on. */
export function writeFrame(memory: ArrayBuffer, at: number, parts: FrameParts): void {
  new DataView(memory).setUint32(at, parts.header.byteLength, true);
  const target = new Uint8Array(memory, at, parts.length);
  target.set(parts.header, lengthBytes);
  let offset = lengthBytes + parts.header.byteLength;
  for (const piece of parts.body) {
    target.set(piece, offset);
    offset += piece.byteLength;
  }
}
