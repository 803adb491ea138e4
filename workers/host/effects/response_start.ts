import type { Effect } from "../effect.ts";

/** The body follows by response.write and ends with the run. */
export const responseStart: Effect<"response.start", unknown> = async (
  { status, headers },
  _body,
  { held },
) => {
  held.startResponse(
    status,
    new Headers(headers.map(({ name, value }): [string, string] => [name, value])),
  );
  return { header: {} };
};
