/** Milliseconds to wait before try `attempt` (from 0): 0.5 s doubling to 15 s, a quarter of it random. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.75 + 0.25 * random()));
}
