// A Request as the event that C++ takes. The limits are those of the schema: what a client may send
// beyond them is refused here, since C++ takes an event against its schema for a fault of the host.
import schema from "../../schemas/effects/http_event.json";
import type { HttpEvent } from "./generated/effects.ts";
import type { ProblemCode } from "./problem.ts";
import type { LimitedBody } from "./request_body.ts";

const { method, url, headers, remote } = schema.properties;
const header = headers.items.properties;

export const httpEvent = (request: Request, { length, truncated }: LimitedBody): HttpEvent => ({
  kind: "http",
  method: request.method,
  url: request.url,
  headers: [...request.headers].map(([name, value]) => ({ name, value })),
  remote: (request.headers.get("cf-connecting-ip") ?? "").slice(0, remote.maxLength),
  bodyBytes: length,
  bodyTruncated: truncated,
});

/** What of the event is over its limit, if anything. */
export function excess(event: HttpEvent): ProblemCode | undefined {
  if (event.method.length > method.maxLength) return "method_too_long";
  if (event.url.length > url.maxLength) return "url_too_long";
  const fits = event.headers.every(
    ({ name, value }) =>
      name.length <= header.name.maxLength && value.length <= header.value.maxLength,
  );
  return fits && event.headers.length <= headers.maxItems ? undefined : "headers_too_large";
}
