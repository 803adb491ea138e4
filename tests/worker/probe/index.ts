// A Worker around probe.wasm: the host exactly as the product's Workers use it. The generation of
// instances is added to every answer. Requests with the header `late` are served by a module that is
// loaded when the first of them comes, which does not succeed the first time.
import module from "../../../build/wasm/probe.wasm";
import { pick } from "../../../workers/host/effects/table.ts";
import { answer } from "../../../workers/host/http.ts";
import { consume } from "../../../workers/host/queue.ts";
import { createHost, createLateHost } from "../../../workers/host/run.ts";

interface Env {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly PLAN_STEPS_QUEUE: Queue;
  /** The sibling of these tests: answers when it is told to. */
  readonly CORE_API: Fetcher;
}

const options = {
  effects: pick(
    "blob.get.many",
    "blob.open",
    "blob.put.many",
    "d1.batch",
    "queue.send",
    "response.start",
    "response.write",
    "service.fetch",
  ),
  config: ["ALLOWED"],
  secrets: ["KEPT", "UNSET"],
};
const early = createHost<Env>({ module, ...options });

let loads = 0;
const late = createLateHost<Env>(async () => {
  if (++loads === 1) throw new Error("it cannot be loaded yet");
  return (await import("../../../build/wasm/probe.wasm")).default;
}, options);

export default {
  fetch: async (request, env, context) => {
    const host = request.headers.has("late") ? late : early;
    const answered = await answer(host, request, env, context);
    const counted = new Response(answered.body, {
      ...answered,
      headers: answered.headers,
      status: answered.status,
    });
    counted.headers.set("x-generation", String(host.generation()));
    return counted;
  },
  queue: (batch, env) => consume(early, batch, env),
} satisfies ExportedHandler<Env>;
