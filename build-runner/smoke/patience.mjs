// How long all pages may take. One whose script goes on and on is told apart from a machine that is busy with other
// work by what the browser computes.
import { TookTooLong, within } from "./tab.mjs";

const askEveryMs = 500;

/**
 * @template T
 * @param {Promise<T>} work
 * @param {import("./devtools.mjs").DevTools} devtools
 * @param {{ enoughCpuMs: number, wallMs: number, longestMs: number }} limits it is enough after wallMs and so much CPU
 *   time, and after longestMs in any case
 * @returns {Promise<T>} rejects with TookTooLong
 */
export async function patiently(work, devtools, { enoughCpuMs, wallMs, longestMs }) {
  const started = Date.now();
  const before = await cpuMs(devtools);
  for (let ms = wallMs; !(await restsWithin(work, ms)); ms = askEveryMs) {
    const taken = Date.now() - started;
    if (taken >= longestMs || (await cpuMs(devtools)) - before >= enoughCpuMs)
      throw new TookTooLong(`more than ${taken} ms`);
  }
  return work;
}

/** @param {Promise<unknown>} work @param {number} ms */
async function restsWithin(work, ms) {
  try {
    await within(work, ms);
  } catch (error) {
    if (error instanceof TookTooLong) return false;
    throw error;
  }
  return true;
}

/** Of all processes of the browser. @param {import("./devtools.mjs").DevTools} devtools */
async function cpuMs(devtools) {
  /** @type {{ processInfo: { cpuTime: number }[] }} seconds */
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo", {});
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}
