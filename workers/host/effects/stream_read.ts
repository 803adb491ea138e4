import type { Effect } from "../effect.ts";

export const streamRead: Effect<"stream.read", unknown> = async ({ stream }, _body, { held }) => {
  const body = await held.stream(stream).read();
  return {
    header: {
      done: body.length === 0,
      bytes: body.reduce((sum, piece) => sum + piece.byteLength, 0),
    },
    body,
  };
};
