// The shape of an effect: one asynchronous function per kind, from a request of
// schemas/effects/<kind>_request.json to a reply of <kind>_reply.json, bulk bytes beside both.
import type { EffectKind, EffectReplies, EffectRequests } from "./generated/effects.ts";
import type { Held } from "./held.ts";

/** Files deployed with a Worker, by name. */
export type Assets = { readonly [name: string]: ArrayBuffer };

/** What an effect may use: its Worker's bindings and files, and what its run keeps open. */
export interface Using<Bindings> {
  readonly env: Bindings;
  readonly held: Held;
  readonly assets: Assets;
}

export interface Reply<K extends EffectKind> {
  readonly header: EffectReplies[K];
  /** Pieces of the bulk bytes, in order; absent when there are none. */
  readonly body?: readonly Uint8Array[];
}

/** A rejection resumes the run with a failed effect; its text must not hold a secret. */
export type Effect<K extends EffectKind, Bindings> = (
  request: EffectRequests[K],
  body: Uint8Array<ArrayBuffer>,
  using: Using<Bindings>,
) => Promise<Reply<K>>;

/** The effects of one Worker. A kind that is not in its table fails at run time, with its name. */
export type EffectTable<Bindings> = { readonly [K in EffectKind]?: Effect<K, Bindings> };

/** Consecutive pieces of `body`, of the given sizes. */
export function pieces(
  body: Uint8Array<ArrayBuffer>,
  sizes: readonly number[],
): Uint8Array<ArrayBuffer>[] {
  let at = 0;
  const cut = sizes.map((size) => {
    at += size;
    return body.subarray(at - size, at);
  });
  if (at !== body.byteLength)
    throw new RangeError(`sizes say ${at} bytes, the frame has ${body.byteLength}`);
  return cut;
}
