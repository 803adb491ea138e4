import type { AttachedPicture } from "./attached.ts";

export interface SentKey {
  readonly text: string;
  readonly pictures: readonly AttachedPicture[];
  readonly key: string;
}

/** The same message tried again is the same request, so that a lost answer never starts two. */
export function sentKey(
  last: SentKey | undefined,
  text: string,
  pictures: readonly AttachedPicture[],
): SentKey {
  if (last?.text === text && last.pictures === pictures) return last;
  return { text, pictures, key: crypto.randomUUID() };
}
