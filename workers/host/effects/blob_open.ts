import { byteRange, isBeyond, onlyIfNoneMatch, servedRange } from "../conditional_read.ts";
import type { Effect } from "../effect.ts";
import type { BlobOpenReply } from "../generated/effects.ts";

type Found = R2Object | R2ObjectBody;

/** Opens an object for http_outcome.bodyHandle: its bytes go from R2 to the client past wasm. */
export const blobOpen: Effect<"blob.open", { readonly BLOBS: R2Bucket }> = async (
  { key, ifNoneMatch, range: header },
  _body,
  { env, held },
) => {
  const onlyIf = ifNoneMatch === undefined ? undefined : onlyIfNoneMatch(ifNoneMatch);
  const range = header === undefined ? undefined : byteRange(header);
  let object: Found | null;
  try {
    object = await env.BLOBS.get(key, { ...(onlyIf && { onlyIf }), ...(range && { range }) });
  } catch (refused) {
    const head = range === undefined ? null : await env.BLOBS.head(key);
    if (range === undefined || head === null || !isBeyond(range, head.size)) throw refused;
    return { header: { state: "unsatisfiable", ...factsOf(head) } };
  }
  if (object === null) return { header: { state: "absent" } };
  if (!("body" in object)) return { header: { state: "not_modified", ...factsOf(object) } };
  const served = range === undefined ? undefined : servedRange(range, object.size);
  const handle = held.keepBody({ stream: object.body, bytes: served?.rangeLength ?? object.size });
  return { header: { state: "found", handle, ...factsOf(object), ...served } };
};

const factsOf = ({
  size,
  httpEtag,
  httpMetadata,
}: Found): Pick<BlobOpenReply, "bytes" | "etag" | "mediaType"> => ({
  bytes: size,
  etag: httpEtag,
  mediaType: httpMetadata?.contentType ?? "application/octet-stream",
});
