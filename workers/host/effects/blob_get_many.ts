import { concurrently } from "../concurrently.ts";
import type { Effect } from "../effect.ts";

const atOnce = 24;

/** Whole objects, in memory. An absent key is an answer (null), not an error. */
export const blobGetMany: Effect<"blob.get.many", { readonly BLOBS: R2Bucket }> = async (
  { keys },
  _body,
  { env },
) => {
  const objects = await concurrently(keys, atOnce, async (key) => {
    const object = await env.BLOBS.get(key);
    return object === null ? null : new Uint8Array(await object.arrayBuffer());
  });
  return {
    header: { sizes: objects.map((bytes) => (bytes === null ? null : bytes.byteLength)) },
    body: objects.filter((bytes) => bytes !== null),
  };
};
