import { concurrently } from "../concurrently.ts";
import { type Effect, pieces } from "../effect.ts";

const atOnce = 24;
const onlyIfAbsent: R2Conditional = { etagDoesNotMatch: "*" };

/** Writes all or fails; what was written before a failure stays, which content addressing allows. */
export const blobPutMany: Effect<"blob.put.many", { readonly BLOBS: R2Bucket }> = async (
  { objects },
  body,
  { env },
) => {
  const bytes = pieces(
    body,
    objects.map((object) => object.bytes),
  );
  const written = await concurrently(
    objects,
    atOnce,
    async ({ key, mediaType, ifAbsent }, index) => {
      const content = bytes[index] ?? new Uint8Array();
      const httpMetadata = { contentType: mediaType };
      if (!ifAbsent) return env.BLOBS.put(key, content, { httpMetadata });
      return env.BLOBS.put(key, content, { httpMetadata, onlyIf: onlyIfAbsent });
    },
  );
  return { header: { written: written.filter((object) => object !== null).length } };
};
