// Reporter for `node --test`: says what failed, in full, and ends with one line of totals that the
// `test` verb reads. Counts tests, not the suites that hold them.
import { relative } from "node:path";

export const totalsMark = "#totals ";

/**
 * @typedef {object} TestData the fields that are read; which of them exist differs by event
 * @property {string} name
 * @property {string} [message]
 * @property {string} [file]
 * @property {number} [line]
 * @property {string | boolean} [skip]
 * @property {{ type?: string, error?: Error & { failureType?: string } }} [details]
 */

/** @param {AsyncIterable<{ type: string, data: TestData }>} source as node:test gives it */
export default async function* report(source) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === "test:stdout" || type === "test:stderr") {
      yield data.message ?? "";
    } else if (type === "test:pass" && data.details?.type !== "suite") {
      if (data.skip !== undefined && data.skip !== false) totals.skipped++;
      else totals.passed++;
    } else if (type === "test:fail" && isOwnFailure(data)) {
      totals.failed++;
      yield failureText(data);
    }
  }
  yield `${totalsMark}${JSON.stringify(totals)}\n`;
}

/**
 * A parent fails because a child did: that is one failure, not two.
 * @param {TestData} data
 */
function isOwnFailure(data) {
  return data.details?.error?.failureType !== "subtestsFailed";
}

/** @param {TestData} data */
function failureText(data) {
  const error = data.details?.error;
  const cause = error?.cause ?? error;
  const place = data.file ? `${relative(process.cwd(), data.file)}:${data.line ?? 0}` : "";
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return `✗ ${data.name}\n  ${place}\n${text.replace(/^/gm, "  ")}\n\n`;
}
