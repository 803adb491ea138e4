import type { Effect } from "../effect.ts";
import { Late, quiet } from "../stream_reader.ts";

export const streamRead: Effect<"stream.read", unknown> = async (
  { stream, waitMs },
  _body,
  { held },
) => {
  try {
    const body = await held.stream(stream).read(waitMs);
    if (body === quiet) return { header: { done: false, bytes: 0, quiet: true } };
    return {
      header: {
        done: body.length === 0,
        bytes: body.reduce((sum, piece) => sum + piece.byteLength, 0),
      },
      body,
    };
  } catch (thrown) {
    if (!(thrown instanceof Late)) throw thrown;
    held.closeStream(stream);
    return { header: { done: true, bytes: 0, late: true } };
  }
};
