// admin-web: the front door. Which host and path goes where, and who may call, is decided in
// admin_web.wasm; its verdict is carried out by forward.ts.
import module from "../../build/wasm/admin_web.wasm";
import { pick } from "../host/effects/table.ts";
import { answer } from "../host/http.ts";
import { consume } from "../host/queue.ts";
import { createHost } from "../host/run.ts";
import type { Env } from "./env.ts";
import { follow, withoutOwnHeaders } from "./forward.ts";

export { ProjectChannel } from "./project_channel.ts";

const host = createHost<Env>({
  module,
  effects: pick("channel.publish", "service.fetch"),
  config: ["API_TOKEN", "BASE_HOST", "LOOPBACK_ONLY"],
});

export default {
  fetch: async (received, env, context) => {
    const request = withoutOwnHeaders(received);
    return follow(await answer(host, request, env, context, "leave"), request, env);
  },
  queue: (batch, env) => consume(host, batch, env),
  // Only locally: in production the trigger is core-api's own.
  scheduled: (controller, env) => env.CLOCK.tick(controller.cron),
} satisfies ExportedHandler<Env>;
