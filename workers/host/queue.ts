// A batch of a queue as a run: each message is acked or retried on its own, as the outcome says.
import type { QueueEvent, QueueOutcome } from "./generated/effects.ts";
import { createHeld } from "./held.ts";
import { RunFailure } from "./home.ts";
import { log } from "./log.ts";
import type { Host } from "./run.ts";

const longestDelaySeconds = 60; // between tries of a message whose run failed
const encoder = new TextEncoder();

/** A run that fails leaves nothing acked: all messages come again, later each time. */
export async function consume<Env>(host: Host<Env>, batch: MessageBatch, env: Env): Promise<void> {
  const held = createHeld();
  const bodies = batch.messages.map(({ body }) => encoder.encode(JSON.stringify(body)));
  const event: QueueEvent = {
    kind: "queue",
    queue: batch.queue,
    messages: batch.messages.map(({ id, attempts }, index) => ({
      id,
      attempts,
      bytes: bodies[index]?.byteLength ?? 0,
    })),
  };
  try {
    const { header } = await host.run(event, bodies, env, held);
    settle(batch, header as QueueOutcome);
  } catch (failure) {
    if (!(failure instanceof RunFailure)) throw failure;
    for (const message of batch.messages)
      message.retry({ delaySeconds: Math.min(2 ** message.attempts, longestDelaySeconds) });
    log("error", "batch_failed", { queue: batch.queue, messages: batch.messages.length });
  } finally {
    held.release();
  }
}

function settle(batch: MessageBatch, outcome: QueueOutcome): void {
  for (const [index, message] of batch.messages.entries()) {
    const verdict = outcome.messages[index];
    if (verdict?.verdict === "ack") message.ack();
    else message.retry({ delaySeconds: verdict?.delaySeconds ?? 0 });
  }
}
