// The recent frames of a channel, in memory once for all its readers. Places count up from 0 and
// never change; frames fall off at the front when the log is over its limit.
import { join } from "./sse.ts";

export interface Piece {
  readonly bytes: Uint8Array;
  /** The place after the piece. */
  readonly next: number;
  /** The last durable event in the piece, 0 if there is none. */
  readonly sequence: number;
}

export interface FrameLog {
  append(sequence: number | undefined, frame: Uint8Array): void;
  /** Requires start() <= place < end(). About `bytes` of frames, at least one. */
  take(place: number, bytes: number): Piece;
  start(): number;
  end(): number;
}

const limitBytes = 2_097_152;

export function createFrameLog(): FrameLog {
  const frames: { readonly sequence: number; readonly bytes: Uint8Array }[] = [];
  let first = 0;
  let size = 0;
  // Readers that keep up are all at the same place: they share the last piece.
  let latest: { readonly place: number; readonly end: number; readonly piece: Piece } | undefined;

  return {
    append: (sequence, bytes) => {
      frames.push({ sequence: sequence ?? 0, bytes });
      size += bytes.byteLength;
      while (size > limitBytes && frames.length > 1) {
        size -= frames.shift()?.bytes.byteLength ?? 0;
        first += 1;
      }
    },
    take: (place, bytes) => {
      const end = first + frames.length;
      if (latest?.place === place && latest.end === end) return latest.piece;
      let taken = 0;
      let count = 0;
      let sequence = 0;
      for (
        let frame = frames[place - first];
        frame !== undefined && taken < bytes;
        frame = frames[place - first + count]
      ) {
        taken += frame.bytes.byteLength;
        sequence = Math.max(sequence, frame.sequence);
        count += 1;
      }
      const joined = join(
        frames.slice(place - first, place - first + count).map((frame) => frame.bytes),
      );
      const piece = { bytes: joined, next: place + count, sequence };
      latest = { place, end, piece };
      return piece;
    },
    start: () => first,
    end: () => first + frames.length,
  };
}
