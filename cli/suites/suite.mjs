// What a suite is. Lanes run side by side, the suites of one lane one after the other; `alone` comes when both are done.

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {"native" | "host" | "alone"} lane
 * @property {(note: (line: string) => void) => Promise<SuiteResult>} run never throws
 *
 * @typedef {object} SuiteResult
 * @property {import("./totals.mjs").Totals} totals
 * @property {string} output shown when something failed
 */
export {};
