// The way to the build runner: the Durable Object that owns it, always the same one.
import type { BuildSlot } from "../build-service/build_slot.ts";

export interface RunnerBinding {
  readonly BUILD_SLOT: DurableObjectNamespace<BuildSlot>;
}

const longestDetail = 2000; // of runner_open_reply.json and runner_health_reply.json

/** Rejects when the runner cannot be reached. */
export const askRunner = (env: RunnerBinding, path: string, init: RequestInit): Promise<Response> =>
  env.BUILD_SLOT.getByName("slot-0").fetch(`http://runner${path}`, init);

/** The beginning of what the runner says in words. */
export const detailOf = async (answer: Response): Promise<string> =>
  (await answer.text()).slice(0, longestDetail);

export const detailOfFailure = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, longestDetail);
