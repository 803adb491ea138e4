import type { Effect } from "../effect.ts";

/** Waits until the client has room: a slow reader slows its writer, and nothing piles up. */
export const responseWrite: Effect<"response.write", unknown> = async (
  _request,
  body,
  { held },
) => {
  const response = held.startedResponse();
  if (response === undefined) throw new Error("response.write before response.start");
  return { header: { open: await response.write(body) } };
};
