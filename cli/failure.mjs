// How a command ends badly: a sentence, the next step to take, and the exit code.
// Codes: 1 the work failed · 2 wrong usage · 3 set-up is not complete.

export class Failure extends Error {
  /**
   * @param {string} message what is wrong, one sentence
   * @param {{ next?: string | undefined, exitCode?: 1 | 2 | 3, detail?: string | undefined }} [options]
   *   `next` is what the reader should do; `detail` is shown indented (the tail of a log).
   */
  constructor(message, { next, exitCode = 1, detail } = {}) {
    super(message);
    this.name = "Failure";
    this.next = next;
    this.detail = detail;
    this.exitCode = exitCode;
  }
}

/**
 * @param {string} message
 * @param {string} [next]
 */
export function usageFailure(message, next) {
  return new Failure(message, { next, exitCode: 2 });
}

/**
 * @param {string} message
 * @param {{ next?: string | undefined, detail?: string | undefined }} [options]
 */
export function setupFailure(message, options = {}) {
  return new Failure(message, { ...options, exitCode: 3 });
}

/**
 * The text of anything thrown.
 * @param {unknown} error
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
