// build-service: one build per message, and the fixers for those that fail. What happens is decided in build_service.wasm.
import module from "../../build/wasm/build_service.wasm";
import { pick } from "../host/effects/table.ts";
import { answer } from "../host/http.ts";
import { consume } from "../host/queue.ts";
import { createHost } from "../host/run.ts";
import type { BuildSlot } from "./build_slot.ts";

export { BuildSlot } from "./build_slot.ts";

interface Env {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly BUILD_SLOT: DurableObjectNamespace<BuildSlot>;
  readonly BUILD_STATUS_TO_BFF_QUEUE: Queue;
  readonly BUILD_STATUS_TO_DB_QUEUE: Queue;
}

const host = createHost<Env>({
  module,
  effects: pick(
    "blob.get.many",
    "blob.put.many",
    "d1.batch",
    "queue.send",
    "runner.cancel",
    "runner.health",
    "runner.open",
    "stream.read",
  ),
  config: [],
});

export default {
  fetch: (request, env, context) => answer(host, request, env, context),
  queue: (batch, env) => consume(host, batch, env),
} satisfies ExportedHandler<Env>;
