// What a part of the set-up is. Parts say what they need; the schedule runs them side by side.

/**
 * @typedef {object} Site where and for what we set up
 * @property {string} state folder of the local state
 * @property {boolean} tests whether the tools that only tests need are wanted
 * @property {NodeJS.ProcessEnv} env
 *
 * @typedef {object} Workshop what a part works with
 * @property {Site} site
 * @property {(command: string, args: string[], options?: { cwd?: string, env?: NodeJS.ProcessEnv }) => Promise<import("../process/run.mjs").Outcome>} run
 *   runs a command; its output goes to the log and to the progress lines. Does not throw.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {string} title what a person reads
 * @property {string[]} needs names of parts that must be done before
 * @property {(site: Site) => boolean | Promise<boolean>} isUpToDate must cost milliseconds
 * @property {(workshop: Workshop) => Promise<void>} make throws a Failure that names the next step
 */
export {};
