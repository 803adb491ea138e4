import type { Effect, Reply, Using } from "../effect.ts";
import type { HttpOpenReply, HttpOpenReplyFailure, HttpOpenRequest } from "../generated/effects.ts";
import type { Exchange, Held } from "../held.ts";
import { type Blot, credentials, NoCredential } from "../outgoing_credentials.ts";
import { quiet, within } from "../stream_reader.ts";
import type { VaultBinding } from "../vault.ts";

const firstPiece = 65_536; // bytes of a body that is no stream
const reading = 16_384; // bytes made room for at a time: answers come in small pieces
const longestDetail = 2000; // limits of http_open_reply.json
const longestHeader = 2048;
const mostHeaders = 64;
const aiScheme = "ai:";
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** What is used of a binding to Workers AI. */
export interface AiBinding {
  run(
    model: string,
    inputs: object,
    options: { readonly returnRawResponse: true; readonly signal: AbortSignal },
  ): Promise<Response>;
}

/** A Worker with such a binding asks it at the address ai:<model>. */
export interface UpstreamBinding extends VaultBinding {
  readonly AI?: AiBinding;
}

/**
 * Asks a server and answers with the head of what it says. Redirects are not followed: they would
 * take the credential along. What is let go, by stream.close or with the run, is cancelled upstream.
 */
export const httpOpen: Effect<"http.open", UpstreamBinding> = (request, body, using) => {
  const controller = new AbortController();
  const abort = () => controller.abort();
  using.held.letGo.addEventListener("abort", abort);
  const exchange = { answer: ask(request, body, using, controller), abort };
  return headOf(exchange, request.waitMs, using.held);
};

/** Its head, or its handle while it has none. */
export async function headOf(
  exchange: Exchange,
  waitMs: number | undefined,
  held: Held,
): Promise<Reply<"http.open">> {
  if (waitMs === undefined) return exchange.answer;
  const reply = await within(waitMs, exchange.answer);
  if (reply !== quiet) return reply;
  return { header: { status: 0, headers: [], waiting: held.keepExchange(exchange), bytes: 0 } };
}

async function ask(
  request: HttpOpenRequest,
  body: Uint8Array<ArrayBuffer>,
  { env, held }: Using<UpstreamBinding>,
  controller: AbortController,
): Promise<Reply<"http.open">> {
  const nothing = (failure: HttpOpenReplyFailure, detail: string) => ({
    header: { status: 0, headers: [], bytes: 0, failure, detail: detail.slice(0, longestDetail) },
  });
  if (!mayBeAsked(request.url, env)) return nothing("not_allowed", "the address must be https");
  let late = false;
  let blot: Blot = (text) => text;
  const abort = () => controller.abort();
  const timer = setTimeout(() => {
    late = true;
    abort();
  }, request.firstByteMs);
  try {
    const filled = await credentials(request, env);
    blot = filled.blot;
    const answer = request.url.startsWith(aiScheme)
      ? await askAi(request.url.slice(aiScheme.length), body, env, controller.signal)
      : await fetch(request.url, {
          method: request.method,
          headers: filled.headers,
          redirect: "manual",
          signal: controller.signal,
          ...(request.method === "POST" && { body }),
        });
    const { status } = answer;
    const headers = headersOf(answer, blot);
    if (status < 300 && answer.body !== null) {
      const limits = { piece: reading, silenceMs: request.silenceMs, secrets: filled.secrets };
      const stream = held.keepStream(answer.body, limits, abort);
      return { header: { status, headers, stream, bytes: 0 } };
    }
    const beginning = await beginningOf(answer, blot);
    return { header: { status, headers, bytes: beginning.byteLength }, body: [beginning] };
  } catch (thrown) {
    if (late) return nothing("late", `no answer within ${request.firstByteMs} ms`);
    if (thrown instanceof NoCredential) return nothing("no_credential", thrown.message);
    return nothing("unreachable", blot(thrown instanceof Error ? thrown.message : String(thrown)));
  } finally {
    clearTimeout(timer);
  }
}

function askAi(
  model: string,
  body: Uint8Array,
  { AI }: UpstreamBinding,
  signal: AbortSignal,
): Promise<Response> {
  if (AI === undefined) throw new NoCredential("this Worker has no binding to Workers AI");
  const inputs: object = JSON.parse(new TextDecoder().decode(body));
  return AI.run(model, inputs, { returnRawResponse: true, signal });
}

/** https, this machine, or an origin that the deployment names in <NAME>_BASE_URL or <NAME>_ENDPOINT. */
function mayBeAsked(address: string, env: UpstreamBinding): boolean {
  if (address.startsWith(aiScheme)) return env.AI !== undefined;
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  if (url.protocol === "https:") return true;
  if (url.protocol !== "http:") return false;
  if (loopback.test(url.hostname)) return true;
  return Object.entries(env).some(
    ([name, value]) =>
      /_(?:BASE_URL|ENDPOINT)$/.test(name) &&
      typeof value === "string" &&
      URL.parse(value)?.origin === url.origin,
  );
}

/** Those within the limits. */
function headersOf(answer: Response, blot: Blot): HttpOpenReply["headers"] {
  return [...answer.headers]
    .filter(([name, value]) => name.length <= 128 && value.length <= longestHeader)
    .slice(0, mostHeaders)
    .map(([name, value]) => ({ name, value: blot(value) }));
}

async function beginningOf(answer: Response, blot: Blot): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const reader = answer.body?.getReader();
  while (reader !== undefined && bytes < firstPiece) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value.subarray(0, firstPiece - bytes));
    bytes += value.byteLength;
  }
  reader?.cancel().catch(() => undefined);
  const text = new TextDecoder().decode(await new Blob(pieces).arrayBuffer());
  return new TextEncoder().encode(blot(text)).subarray(0, firstPiece);
}
