import type { Effect, Reply } from "../effect.ts";
import type { BlobOpenRequest } from "../generated/effects.ts";

const unsatisfiableRange = /\(10039\)/; // R2's error code, in its message

/** Opens an object for http_outcome.bodyHandle: its bytes go from R2 to the client past wasm. */
export const blobOpen: Effect<"blob.open", { readonly BLOBS: R2Bucket }> = async (request, _body, { env, held }) => {
  const object = await get(env.BLOBS, request);
  if (object === null) return { header: { state: "absent" } };
  if (object === "unsatisfiable") {
    const head = await env.BLOBS.head(request.key);
    return { header: { state: "unsatisfiable", ...(head === null ? {} : { bytes: head.size }) } };
  }
  const facts = {
    bytes: object.size,
    etag: object.httpEtag,
    mediaType: object.httpMetadata?.contentType ?? "application/octet-stream",
  };
  if (!("body" in object)) return { header: { state: "not_modified", ...facts } };
  const range = request.range === undefined ? undefined : rangeOf(object);
  const handle = held.keepBody({ stream: object.body, bytes: range?.rangeLength ?? object.size });
  return { header: { state: "found", handle, ...facts, ...range } } satisfies Reply<"blob.open">;
};

async function get(bucket: R2Bucket, { key, ifNoneMatch, range }: BlobOpenRequest): Promise<R2Object | R2ObjectBody | "unsatisfiable" | null> {
  try {
    return await bucket.get(key, {
      ...(ifNoneMatch === undefined ? {} : { onlyIf: new Headers({ "if-none-match": ifNoneMatch }) }),
      ...(range === undefined ? {} : { range: new Headers({ range }) }),
    });
  } catch (error) {
    if (error instanceof Error && unsatisfiableRange.test(error.message)) return "unsatisfiable";
    throw error;
  }
}

/** Start and length of what R2 serves; nothing when it serves the whole object. */
function rangeOf({ range, size }: R2Object): { rangeStart: number; rangeLength: number } | undefined {
  if (range === undefined) return undefined;
  const suffix = "suffix" in range ? Math.min(range.suffix, size) : undefined;
  const rangeStart = suffix === undefined ? (("offset" in range && range.offset) || 0) : size - suffix;
  const rangeLength = suffix ?? (("length" in range && range.length) || size - rangeStart);
  return rangeLength === size ? undefined : { rangeStart, rangeLength };
}
