import type { Effect } from "../effect.ts";
import { headOf } from "./http_open.ts";

export const httpHead: Effect<"http.head", unknown> = async (
  { waiting, waitMs },
  _body,
  { held },
) => {
  const { header, body = [] } = await headOf(held.takeExchange(waiting), waitMs, held);
  return { header: { answer: header }, body };
};
