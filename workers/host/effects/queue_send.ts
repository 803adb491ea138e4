import { type BindingName, bindingName } from "../binding_name.ts";
import { type Effect, pieces } from "../effect.ts";
import type { QueueSendRequestQueue } from "../generated/effects.ts";

export type Producers = { readonly [Name in BindingName<QueueSendRequestQueue>]?: Queue };

const batchBytes = 250_000; // platform limit 256 KB per sendBatch with some 100 bytes of metadata each
const metadataBytes = 100;
const decoder = new TextDecoder();

/** Takes all messages or fails; after a failure some may have been sent, which consumers allow for. */
export const queueSend: Effect<"queue.send", Producers> = async (
  { queue, sizes, delaySeconds },
  body,
  { env },
) => {
  const producer = env[bindingName(queue)];
  if (producer === undefined) throw new Error(`this Worker has no producer for ${queue}`);
  const later = delaySeconds === undefined ? {} : { delaySeconds };
  let batch: MessageSendRequest[] = [];
  let bytes = 0;
  for (const piece of pieces(body, sizes)) {
    const cost = piece.byteLength + metadataBytes;
    if (batch.length > 0 && bytes + cost > batchBytes) {
      await producer.sendBatch(batch, later);
      batch = [];
      bytes = 0;
    }
    batch.push({ body: JSON.parse(decoder.decode(piece)), contentType: "json" });
    bytes += cost;
  }
  if (batch.length > 0) await producer.sendBatch(batch, later);
  return { header: { sent: sizes.length } };
};
