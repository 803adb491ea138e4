import type { Motif } from "../content";

/** The id of a drawing on its page: equal for equal drawings, a valid name whatever the seed holds. */
export function artId(motif: Motif, seed: string, shape: string): string {
  let hash = 5381;
  for (const character of `${motif}|${seed}|${shape}`) hash = (Math.imul(hash, 33) ^ (character.codePointAt(0) ?? 0)) >>> 0;
  return `art-${hash.toString(36)}`;
}
