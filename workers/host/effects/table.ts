// Every effect that schemas/effects/ knows. A new schema without a row here does not compile; each
// Worker picks its own, and picking one whose bindings it has not does not compile either.
import type { Effect } from "../effect.ts";
import type { EffectKind } from "../generated/effects.ts";
import { assetRead } from "./asset_read.ts";
import { blobGetMany } from "./blob_get_many.ts";
import { blobOpen } from "./blob_open.ts";
import { blobPutMany } from "./blob_put_many.ts";
import { channelPublish } from "./channel_publish.ts";
import { clockSleep } from "./clock_sleep.ts";
import { d1Batch } from "./d1_batch.ts";
import { httpHead } from "./http_head.ts";
import { httpOpen } from "./http_open.ts";
import { queueSend } from "./queue_send.ts";
import { responseStart } from "./response_start.ts";
import { responseWrite } from "./response_write.ts";
import { runnerCancel } from "./runner_cancel.ts";
import { runnerHealth } from "./runner_health.ts";
import { runnerOpen } from "./runner_open.ts";
import { secretKeys } from "./secret_keys.ts";
import { secretReseal } from "./secret_reseal.ts";
import { secretSeal } from "./secret_seal.ts";
import { serviceFetch } from "./service_fetch.ts";
import { streamClose } from "./stream_close.ts";
import { streamRead } from "./stream_read.ts";

const effects = {
  "asset.read": assetRead,
  "blob.get.many": blobGetMany,
  "blob.open": blobOpen,
  "blob.put.many": blobPutMany,
  "channel.publish": channelPublish,
  "clock.sleep": clockSleep,
  "d1.batch": d1Batch,
  "http.head": httpHead,
  "http.open": httpOpen,
  "queue.send": queueSend,
  "response.start": responseStart,
  "response.write": responseWrite,
  "runner.cancel": runnerCancel,
  "runner.health": runnerHealth,
  "runner.open": runnerOpen,
  "secret.keys": secretKeys,
  "secret.reseal": secretReseal,
  "secret.seal": secretSeal,
  "service.fetch": serviceFetch,
  "stream.close": streamClose,
  "stream.read": streamRead,
} satisfies { [K in EffectKind]: Effect<K, never> };

/** The effects of one Worker. */
export function pick<K extends EffectKind>(...kinds: readonly K[]): Pick<typeof effects, K> {
  return Object.fromEntries(kinds.map((kind) => [kind, effects[kind]])) as Pick<typeof effects, K>;
}
