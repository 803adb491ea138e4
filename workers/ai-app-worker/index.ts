// ai-app-worker: writes one plan step, or one repair, per message. What happens is decided in ai_app_worker.wasm.
import module from "../../build/wasm/ai_app_worker.wasm";
import prompts from "../../build/wasm/templates/prompts.pack";
import reference from "../../build/wasm/templates/reference.pack";
import templates from "../../build/wasm/templates/templates.pack";
import o200k from "../../build/wasm/token_tables/o200k_base.tokens";
import type { ProjectChannel } from "../admin-web/project_channel.ts";
import { pick } from "../host/effects/table.ts";
import { answer } from "../host/http.ts";
import { consume } from "../host/queue.ts";
import { createHost } from "../host/run.ts";
import { type ModelEnv, modelEffects, modelSecrets, modelSettings } from "../model_settings.ts";

interface Env extends ModelEnv {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly BUILD_SERVICE: Fetcher;
  readonly STEP_STATUS_TO_BFF_QUEUE: Queue;
  readonly STEP_STATUS_TO_DB_QUEUE: Queue;
  /** For the live text of a step only, which may be lost. */
  readonly PROJECT_CHANNEL: DurableObjectNamespace<ProjectChannel>;
}

const host = createHost<Env>({
  module,
  effects: pick(
    ...modelEffects,
    "blob.get.many",
    "blob.put.many",
    "channel.publish",
    "d1.batch",
    "queue.send",
    "service.fetch",
  ),
  config: modelSettings,
  secrets: modelSecrets,
  assets: {
    "o200k_base.tokens": o200k,
    "prompts.pack": prompts,
    "reference.pack": reference,
    "templates.pack": templates,
  },
});

export default {
  fetch: (request, env, context) => answer(host, request, env, context),
  queue: (batch, env) => consume(host, batch, env),
} satisfies ExportedHandler<Env>;
