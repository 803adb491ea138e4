// What a suite is. The lanes native and host run side by side, the suites of each one after the other. Then
// `programs`, which take one core each, as many at a time as there are cores; then `alone`.

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {"native" | "host" | "programs" | "alone"} lane
 * @property {(note: (line: string) => void) => Promise<SuiteResult>} run never throws
 *
 * @typedef {object} SuiteResult
 * @property {import("./totals.mjs").Totals} totals
 * @property {string} output shown when something failed
 */
export {};
