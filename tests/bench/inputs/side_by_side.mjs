// Measures candidates one after the other in every round, so that what else the machine does meets all of them.
// Each runs once unmeasured before it is measured: what the one before it left in the caches is not its own time.
import { median } from "../../../cli/benchmarks/benchmark.mjs";

/**
 * @param {Record<string, () => unknown>} candidates
 * @param {{ rounds: number, warmUp: number }} how
 * @returns {Record<string, number>} medians in ms
 */
export function sideBySide(candidates, { rounds, warmUp }) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(candidates)) {
      work();
      const since = performance.now();
      work();
      if (round >= 0) times[name]?.push(performance.now() - since);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}
