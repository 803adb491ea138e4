// Lines for people. Results go to stdout, everything else to stderr; colour only on a terminal.
import { Failure } from "../failure.mjs";

const colour = process.stderr.isTTY === true && process.env["NO_COLOR"] === undefined;

/** @param {number} code */
const paint = (code) => (/** @type {string} */ text) =>
  colour ? `\x1b[${code}m${text}\x1b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * What a program says, without its terminal colours.
 * @param {string} text
 */
export function withoutColour(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, "");
}

/** @param {number} ms */
export function seconds(ms) {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** @param {number} bytes */
export function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

/** @param {unknown} error */
export function printFailure(error) {
  if (error instanceof Failure) {
    say(`${red("✗")} ${error.message}`);
    if (error.detail) say(error.detail.replace(/^/gm, "    "));
    if (error.next) say(error.next);
    return;
  }
  say(`${red("✗")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
