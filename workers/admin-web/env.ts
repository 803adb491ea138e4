// What admin-web is bound to (wrangler.toml in the root).
import type { Clock } from "../core-api/index.ts";
import type { ProjectChannel } from "./project_channel.ts";

export interface Env {
  readonly ASSETS: Fetcher;
  readonly CORE_API: Fetcher;
  readonly SITES: Fetcher;
  readonly CLOCK: Service<Clock>;
  readonly PROJECT_CHANNEL: DurableObjectNamespace<ProjectChannel>;
}
