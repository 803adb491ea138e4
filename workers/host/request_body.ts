// Reads a request's body until it ends or is one byte over a limit; the rest is not read.

export interface LimitedBody {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
  /** The body is longer than the limit; the pieces are only its beginning. */
  readonly truncated: boolean;
}

export async function readAtMost(request: Request, limit: number): Promise<LimitedBody> {
  if (request.body === null) return { pieces: [], length: 0, truncated: false };
  if (Number(request.headers.get("content-length") ?? 0) > limit)
    return { pieces: [], length: 0, truncated: true };
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  while (length <= limit) {
    const { done, value } = await reader.read();
    if (done) return { pieces, length, truncated: false };
    const room = limit + 1 - length;
    pieces.push(value.subarray(0, room));
    length += Math.min(value.byteLength, room);
  }
  reader.cancel().catch(() => undefined);
  return { pieces, length, truncated: true };
}
