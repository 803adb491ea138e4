// Carries out what admin_web.wasm decided about a request: its answer is either final, or it names
// in `x-sitewright-forward` who answers instead. Headers that start with x-sitewright- or
// x-channel- are between wasm and this file; all others of a forwarding answer are added to the
// one that comes back.
import { log, textOf } from "../host/log.ts";
import { problem } from "../host/problem.ts";
import { withAssetHeaders } from "./asset_headers.ts";
import type { Env } from "./env.ts";

const forwardHeader = "x-sitewright-forward";
const ownPrefixes = ["x-sitewright-", "x-channel-"];

type Forward = (request: Request, env: Env, verdict: Response) => Promise<Response>;

const forwards: Readonly<Record<string, Forward>> = {
  "core-api": (request, env) => env.CORE_API.fetch(request),
  sites: (request, env) => env.SITES.fetch(request),
  assets: async (request, env) => withAssetHeaders(request, await env.ASSETS.fetch(request)),
  channel: (request, env, verdict) => {
    const channel = env.PROJECT_CHANNEL.getByName(verdict.headers.get("x-channel-project") ?? "");
    const headers = [...verdict.headers].filter(([name]) => name.startsWith("x-channel-"));
    return channel.fetch("http://channel/", { method: request.method, headers });
  },
};

/** Always answers, also when the one that is forwarded to does not. */
export async function follow(verdict: Response, request: Request, env: Env): Promise<Response> {
  const to = verdict.headers.get(forwardHeader);
  if (to === null) return verdict;
  const forward = Object.hasOwn(forwards, to) ? forwards[to] : undefined;
  if (forward === undefined) {
    log("error", "forward_unknown", { to });
    return problem(request, "broken_invariant");
  }
  try {
    return withAdded(await forward(request, env, verdict), verdict);
  } catch (thrown) {
    log("error", "forward_failed", { to, reason: textOf(thrown) });
    return problem(request, "unavailable");
  }
}

function withAdded(answer: Response, verdict: Response): Response {
  const added = [...verdict.headers].filter(([name]) => !isOwn(name) && !answer.headers.has(name));
  if (added.length === 0) return answer;
  const whole = new Response(answer.body, answer);
  for (const [name, value] of added) whole.headers.set(name, value);
  return whole;
}

/** What a client sends under our own names must not look as if it came from us. */
export function withoutOwnHeaders(request: Request): Request {
  const own = [...request.headers.keys()].filter(isOwn);
  if (own.length === 0) return request;
  const clean = new Request(request);
  for (const name of own) clean.headers.delete(name);
  return clean;
}

const isOwn = (name: string): boolean => ownPrefixes.some((prefix) => name.startsWith(prefix));
