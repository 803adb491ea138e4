import type { Effect } from "../effect.ts";

/** Not being open is an answer: a stream that ended or was late is gone already. */
export const streamClose: Effect<"stream.close", unknown> = async (
  { stream },
  _body,
  { held },
) => ({
  header: { open: held.closeStream(stream) },
});
