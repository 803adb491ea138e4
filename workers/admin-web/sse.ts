// Server-sent events on the wire (WHATWG HTML, 9.2): bytes of frames, comments and hints.

const encoder = new TextEncoder();
const lineEnd = /\r\n|\r|\n/;

/** `sequence` is the event's id; an event without one is not resumable. */
export function eventFrame(sequence: number | undefined, type: string, data: string): Uint8Array {
  const id = sequence === undefined ? "" : `id: ${sequence}\n`;
  const lines = data.split(lineEnd).map((line) => `data: ${line}\n`);
  return encoder.encode(`${id}event: ${type}\n${lines.join("")}\n`);
}

/** Keeps the connection and shows a broken one; clients ignore it. */
export const ping = encoder.encode(": ping\n\n");

/** How long a client waits before it comes back. */
export const retryHint = encoder.encode("retry: 1000\n\n");

export function join(frames: readonly Uint8Array[]): Uint8Array {
  const only = frames[0];
  if (only !== undefined && frames.length === 1) return only;
  const joined = new Uint8Array(frames.reduce((sum, frame) => sum + frame.byteLength, 0));
  let at = 0;
  for (const frame of frames) {
    joined.set(frame, at);
    at += frame.byteLength;
  }
  return joined;
}
