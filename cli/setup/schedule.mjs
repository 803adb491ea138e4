// Runs parts as soon as what they need is done. The first failure stops the others.
import { messageOf } from "../failure.mjs";

/**
 * @param {import("./part.mjs").Part[]} parts
 * @param {(part: import("./part.mjs").Part) => Promise<void>} make
 */
export async function runParts(parts, make) {
  const names = new Set(parts.map((part) => part.name));
  /** @type {Map<string, Promise<void>>} */
  const started = new Map();
  let failed = false;
  /**
   * @param {import("./part.mjs").Part} part
   * @returns {Promise<void>}
   */
  const start = (part) => {
    const known = started.get(part.name);
    if (known) return known;
    const needs = parts.filter((other) => part.needs.includes(other.name) && names.has(other.name));
    const work = Promise.all(needs.map(start)).then(async () => {
      if (failed) throw new Error(`not started: ${part.name}`);
      try {
        await make(part);
      } catch (error) {
        failed = true;
        throw error;
      }
    });
    started.set(part.name, work);
    return work;
  };
  const results = await Promise.allSettled(parts.map(start));
  const broken = results
    .filter((result) => result.status === "rejected")
    .map((result) => result.reason);
  const first = broken.find((error) => !messageOf(error).startsWith("not started"));
  if (first) throw first;
}
