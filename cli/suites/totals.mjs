// What a test program says at its end, as numbers.
import { totalsMark } from "./node_reporter.mjs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/**
 * `[doctest] test cases:  5 |  4 passed | 1 failed | 0 skipped`
 * @param {string} output
 * @returns {Totals | undefined}
 */
export function doctestTotals(output) {
  const match =
    /^\[doctest\] test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|(?:\s*(\d+) skipped)?/m.exec(
      output,
    );
  return match
    ? { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) }
    : undefined;
}

/**
 * The last line of node_reporter.mjs.
 * @param {string} output
 * @returns {Totals | undefined}
 */
export function nodeTotals(output) {
  const line = output.split("\n").findLast((one) => one.startsWith(totalsMark));
  if (line === undefined) return undefined;
  try {
    return JSON.parse(line.slice(totalsMark.length));
  } catch {
    return undefined;
  }
}

/**
 * A program that fails must count as failed, whatever it printed before it died.
 * @param {Totals | undefined} totals
 * @param {number} exitCode
 * @returns {Totals}
 */
export function judged(totals, exitCode) {
  if (!totals)
    return exitCode === 0
      ? { passed: 1, failed: 0, skipped: 0 }
      : { passed: 0, failed: 1, skipped: 0 };
  if (exitCode !== 0 && totals.failed === 0) return { ...totals, failed: 1 };
  return totals;
}
