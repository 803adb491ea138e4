// An HTTP request as a run: Request -> http_event -> wasm -> http_outcome -> Response.
import type { Frame } from "./bridge.ts";
import type { HttpOutcome } from "./generated/effects.ts";
import { createHeld, type Held, type StartedResponse } from "./held.ts";
import { RunFailure } from "./home.ts";
import { excess, httpEvent } from "./http_event.ts";
import { log, textOf } from "./log.ts";
import { problem } from "./problem.ts";
import { type LimitedBody, readAtMost } from "./request_body.ts";
import type { Host } from "./run.ts";

const bodyLimit = 1_048_576; // bytes, of every API body; what is over it is not read
const unread: LimitedBody = { pieces: [], length: 0, truncated: false };

/** `leave`: the body is for somebody else (admin-web forwards it) and stays unread. */
export type BodyRule = "read" | "leave";

/**
 * Always answers; a run that fails is a 500 that says no more than that. The run goes on to its end
 * when the client leaves, so that nothing stays half done.
 */
export async function answer<Env>(
  host: Host<Env>,
  request: Request,
  env: Env,
  context: ExecutionContext,
  rule: BodyRule = "read",
): Promise<Response> {
  const head = Promise.withResolvers<Response>();
  const held = createHeld((status, headers) => {
    const { readable, writable } = new IdentityTransformStream();
    const response = responseOf(request, status, headers, readable);
    if (response.body === null) readable.cancel().catch(() => undefined);
    head.resolve(response);
    return startedResponse(writable);
  });
  const whole = respond(host, request, env, held, rule);
  context.waitUntil(whole);
  return Promise.race([head.promise, whole.then((response) => response ?? head.promise)]);
}

/** The response, unless the run has started (and by now ended) one by itself. */
async function respond<Env>(
  host: Host<Env>,
  request: Request,
  env: Env,
  held: Held,
  rule: BodyRule,
): Promise<Response | undefined> {
  try {
    const body = rule === "read" ? await readAtMost(request, bodyLimit) : unread;
    const event = httpEvent(request, body);
    const over = excess(event);
    if (over !== undefined) return problem(request, over);
    const outcome = await host.run(event, body.pieces, env, held);
    const started = held.startedResponse();
    if (started === undefined) return finish(request, outcome, held);
    if (outcome.body.byteLength > 0) await started.write(outcome.body);
    await started.end(true);
  } catch (thrown) {
    if (!(thrown instanceof RunFailure)) log("error", "answer_failed", { reason: textOf(thrown) });
    const started = held.startedResponse();
    if (started === undefined) return problem(request, "broken_invariant");
    await started.end(false);
  } finally {
    held.release();
  }
  return undefined;
}

function finish(request: Request, { header, body }: Frame, held: Held): Response {
  const { status, headers, bodyHandle } = header as HttpOutcome;
  const fields = new Headers(headers.map(({ name, value }): [string, string] => [name, value]));
  if (bodyHandle === undefined) return responseOf(request, status, fields, body);
  const { stream, bytes } = held.takeBody(bodyHandle);
  if (request.method === "HEAD") {
    stream.cancel().catch(() => undefined);
    return responseOf(request, status, fields, null);
  }
  const sized = new FixedLengthStream(bytes);
  stream.pipeTo(sized.writable).catch(() => undefined);
  return responseOf(request, status, fields, sized.readable);
}

/** `encodeBody: manual`: a body is sent as it is, also when its headers say that it is compressed. */
function responseOf(
  request: Request,
  status: number,
  headers: Headers,
  body: BodyInit | null,
): Response {
  const bodyless = request.method === "HEAD" || status === 204 || status === 205 || status === 304;
  return new Response(bodyless ? null : body, { status, headers, encodeBody: "manual" });
}

function startedResponse(writable: WritableStream<Uint8Array>): StartedResponse {
  const writer = writable.getWriter();
  let open = true;
  writer.closed.catch(() => (open = false));
  return {
    write: async (piece) => {
      if (!open) return false;
      return writer.write(piece).then(
        () => open,
        () => (open = false),
      );
    },
    end: async (complete) => {
      await (complete ? writer.close() : writer.abort(new Error("the run failed"))).catch(
        () => undefined,
      );
    },
  };
}
