// What every protocol reads out of a request, and what it is given to answer with.

/**
 * @typedef {object} Ask
 * @property {string} model
 * @property {string} system
 * @property {string} prompt all text of the conversation
 * @property {string} last the last message's text
 * @property {boolean} stream
 * @property {boolean} [wantsUsage] in a stream
 * @property {string} [schemaName]
 * @property {Record<string, any>} [schema] of the answer
 * @property {string} [tool] the tool that must be called
 * @property {number} images
 * @property {number} [maxTokens]
 *
 * Cached and written tokens are part of the input.
 * @typedef {{ input: number, cached?: number, cacheWrite?: number, output: number }} Usage
 *
 * @typedef {object} Reply
 * @property {string} id
 * @property {number} created Unix seconds
 * @property {string} model
 * @property {string} text
 * @property {string[]} pieces the text, cut
 * @property {Usage} [usage]
 * @property {"end" | "max_tokens" | "refusal"} stop
 * @property {string} [finish] the provider's own word, instead of that for stop
 * @property {string} [tool] the text is the arguments of a call of it
 * @property {boolean} noDone
 *
 * One event of a stream. `characters`: of the answer, in it.
 * @typedef {{ event?: string, data: string, characters?: number }} Frame
 *
 * @typedef {object} Protocol
 * @property {(body: any, model: string) => Ask} ask
 * @property {(body: any, headers: import("node:http").IncomingHttpHeaders) => string | undefined} fault
 * why the provider would refuse the body
 * @property {(reply: Reply) => object} whole
 * @property {(reply: Reply, ask: Ask) => Generator<Frame>} frames
 * @property {(status: number, message: string, reason?: string) => Frame} failureFrame after a 200
 */

/**
 * @param {unknown} content a string, or blocks with text in them
 * @returns {string}
 */
export function textOf(content) {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((block) => (typeof block?.text === "string" ? block.text : "")).join("\n");
}

/**
 * @param {unknown} content a string, or blocks
 * @returns {boolean} whether there is nothing in it, or a text with nothing in it
 */
export function hasEmptyText(content) {
  if (typeof content === "string") return content.trim() === "";
  if (!Array.isArray(content)) return true;
  const isEmpty = (block) => typeof block?.text === "string" && block.text.trim() === "";
  return content.length === 0 || content.some(isEmpty);
}

/**
 * @param {any} body
 * @param {string[]} known
 * @returns {string | undefined} the first field that is not known
 */
export const unknownField = (body, known) =>
  Object.keys(body).find((field) => !known.includes(field));

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
