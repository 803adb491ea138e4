// sites: serves published and preview sites by host name. What is served is decided in sites.wasm.
import module from "../../build/wasm/sites.wasm";
import { pick } from "../host/effects/table.ts";
import { answer } from "../host/http.ts";
import { createHost } from "../host/run.ts";

interface Env {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
}

const host = createHost<Env>({
  module,
  effects: pick("blob.get.many", "blob.open", "d1.batch"),
  config: ["BASE_HOST"],
});

export default {
  fetch: (request, env, context) => answer(host, request, env, context),
} satisfies ExportedHandler<Env>;
