// The cron trigger as a run. Its outcome has nothing to say; a failed run is a failed invocation.
import type { ScheduledEvent } from "./generated/effects.ts";
import { createHeld } from "./held.ts";
import type { Host } from "./run.ts";

export async function tick<Env>(host: Host<Env>, cron: string, env: Env): Promise<void> {
  const held = createHeld();
  const event: ScheduledEvent = { kind: "scheduled", cron };
  try {
    await host.run(event, [], env, held);
  } finally {
    held.release();
  }
}
