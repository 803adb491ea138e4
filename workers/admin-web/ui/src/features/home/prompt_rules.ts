// The contract's limit, counted as the server counts: in code points.

export const promptLimit = 4_000;

export function characters(text: string): number {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
}
