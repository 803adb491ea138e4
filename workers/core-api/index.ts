// core-api: HTTP API, state machine, planning. What happens is decided in core_api.wasm.
import { WorkerEntrypoint } from "cloudflare:workers";
import module from "../../build/wasm/core_api.wasm";
import prompts from "../../build/wasm/templates/prompts.pack";
import { pick } from "../host/effects/table.ts";
import { answer } from "../host/http.ts";
import { consume } from "../host/queue.ts";
import { createHost } from "../host/run.ts";
import { tick } from "../host/scheduled.ts";
import { modelEffects, modelSecrets, modelSettings } from "../model_settings.ts";
import { traceSecrets, traceSettings } from "../trace_settings.ts";
import type { Env } from "./env.ts";

const host = createHost<Env>({
  module,
  effects: pick(
    ...modelEffects,
    "blob.get.many",
    "blob.open",
    "blob.put.many",
    "channel.publish",
    "d1.batch",
    "queue.send",
    "response.start",
    "response.write",
    "secret.keys",
    "secret.reseal",
    "secret.seal",
    "service.fetch",
  ),
  config: ["BASE_HOST", "BOOT_ID", ...modelSettings, ...traceSettings],
  secrets: [...modelSecrets, ...traceSecrets],
  assets: { "prompts.pack": prompts },
});

/** `wrangler dev` sends cron triggers to the first Worker only, which passes them on to this. */
export class Clock extends WorkerEntrypoint<Env> {
  tick(cron: string): Promise<void> {
    return tick(host, cron, this.env);
  }
}

export default {
  fetch: (request, env, context) => answer(host, request, env, context),
  queue: (batch, env) => consume(host, batch, env),
  scheduled: (controller, env) => tick(host, controller.cron, env),
} satisfies ExportedHandler<Env>;
