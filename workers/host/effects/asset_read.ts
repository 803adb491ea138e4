import type { Effect } from "../effect.ts";

/** A file deployed with the Worker, named in its createHost(). */
export const assetRead: Effect<"asset.read", object> = async ({ name }, _body, { assets }) => {
  const bytes = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (bytes === undefined) return { header: { found: false } };
  return { header: { found: true }, body: [new Uint8Array(bytes)] };
};
