// What a benchmark is, and the arithmetic that all of them share.

/**
 * @typedef {object} Figure one line of the table; the JSON file has the same fields under its name
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} runs how many measurements the value is made of
 * @property {string} [peer] what it was measured against
 * @property {number} [peer_value]
 * @property {number} [ratio] against the peer, larger is better
 * @property {number} [bar] what is asked of the value (or of the ratio where there is one)
 *
 * @typedef {object} Bench what a file of tests/bench exports as `bench`
 * @property {string} name
 * @property {boolean} [needsInstance] whether it drives a running Sitewright
 * @property {(context: { origin: string, note: (line: string) => void }) => Promise<Figure[]>} run
 */

/**
 * @param {number[]} values
 * @param {number} share 0.5 is the median
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);
