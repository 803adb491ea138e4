// A command line against what a verb says it takes. Throws Failure with exit code 2.
import { parseArgs } from "node:util";
import { messageOf, usageFailure } from "./failure.mjs";

/**
 * @typedef {object} Option
 * @property {"string" | "boolean"} type
 * @property {string} [value] name of the value in the help text
 * @property {string} help
 *
 * @typedef {object} Call
 * @property {Record<string, string | boolean | undefined>} flags
 * @property {string[]} words what is not a flag
 * @property {NodeJS.ProcessEnv} env
 *
 * @typedef {object} Verb
 * @property {string} summary one line for the list of verbs
 * @property {string} [words] what follows the verb, for the usage line; absent: nothing may follow
 * @property {string} [about] more help
 * @property {Record<string, Option>} options
 * @property {(call: Call) => Promise<number | void>} run gives the exit code, 0 when absent
 */

/**
 * @param {string} name
 * @param {Verb} verb
 * @param {string[]} argv what followed the verb
 * @param {NodeJS.ProcessEnv} env
 * @returns {Call}
 */
export function parseCall(name, verb, argv, env) {
  /** @type {Record<string, { type: "string" | "boolean" }>} */
  const options = { help: { type: "boolean" } };
  for (const [flag, option] of Object.entries(verb.options)) options[flag] = { type: option.type };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    const text = messageOf(error).split(". To specify")[0] ?? "";
    throw usageFailure(`${name}: ${text}`, usageOf(name, verb));
  }
  const extra = parsed.positionals[0];
  if (verb.words === undefined && extra !== undefined) {
    throw usageFailure(`${name}: does not take "${extra}"`, usageOf(name, verb));
  }
  return { flags: { ...parsed.values }, words: parsed.positionals, env };
}

/**
 * @param {string} name
 * @param {Verb} verb
 */
export function usageOf(name, verb) {
  const flags = Object.entries(verb.options).map(([flag, option]) =>
    option.type === "boolean" ? `[--${flag}]` : `[--${flag} ${option.value ?? "VALUE"}]`,
  );
  return ["usage: sitewright", name, verb.words ?? "", ...flags].filter(Boolean).join(" ");
}

/**
 * @param {string} name
 * @param {Verb} verb
 */
export function helpOf(name, verb) {
  const rows = Object.entries(verb.options).map(([flag, option]) => {
    const left = option.type === "boolean" ? `--${flag}` : `--${flag} ${option.value ?? "VALUE"}`;
    return `  ${left.padEnd(22)} ${option.help}`;
  });
  return [
    verb.summary,
    "",
    usageOf(name, verb),
    ...(rows.length > 0 ? ["", ...rows] : []),
    ...(verb.about ? ["", verb.about] : []),
  ].join("\n");
}

/**
 * A port from a flag or the environment.
 * @param {string | boolean | undefined} text
 * @param {number} otherwise
 */
export function portOf(text, otherwise) {
  if (text === undefined || text === "") return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw usageFailure(
      `"${String(text)}" is not a port`,
      "Set PORT to a whole number from 1 to 65535.",
    );
  }
  return port;
}
