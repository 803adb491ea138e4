// What core-api is bound to (wrangler.toml beside it).
import type { ProjectChannel } from "../admin-web/project_channel.ts";
import type { ModelEnv } from "../model_settings.ts";
import type { TraceEnv } from "../trace_settings.ts";

export interface Env extends ModelEnv, TraceEnv {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly PLAN_REQUESTS_QUEUE: Queue;
  readonly PLAN_STEPS_QUEUE: Queue;
  readonly PROJECT_BUILDS_QUEUE: Queue;
  readonly STEP_STATUS_TO_BFF_QUEUE: Queue;
  readonly STEP_STATUS_TO_DB_QUEUE: Queue;
  readonly BUILD_STATUS_TO_BFF_QUEUE: Queue;
  readonly BUILD_STATUS_TO_DB_QUEUE: Queue;
  readonly PROJECT_CHANNEL: DurableObjectNamespace<ProjectChannel>;
  readonly BUILD_SERVICE: Fetcher;
}
