// A Worker around probe.wasm: the host exactly as the product's Workers use it. The generation of
// instances is added to every answer.
import module from "../../../build/wasm/probe.wasm";
import { pick } from "../../../workers/host/effects/table.ts";
import { answer } from "../../../workers/host/http.ts";
import { consume } from "../../../workers/host/queue.ts";
import { createHost } from "../../../workers/host/run.ts";

interface Env {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly PLAN_STEPS_QUEUE: Queue;
  /** The sibling of these tests: answers when it is told to. */
  readonly CORE_API: Fetcher;
}

const host = createHost<Env>({
  module,
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
});

export default {
  fetch: async (request, env, context) => {
    const answered = await answer(host, request, env, context);
    const counted = new Response(answered.body, {
      ...answered,
      headers: answered.headers,
      status: answered.status,
    });
    counted.headers.set("x-generation", String(host.generation()));
    return counted;
  },
  queue: (batch, env) => consume(host, batch, env),
} satisfies ExportedHandler<Env>;
