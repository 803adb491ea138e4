// How an answer's bytes leave: encoded as server-sent events, cut as the scenario says, at its pace.
import { setTimeout as pause } from "node:timers/promises";

/** @typedef {import("./scenario.mjs").Behaviour} Behaviour */

/**
 * @param {import("./protocols/ask.mjs").Frame} frame
 * @param {Behaviour} how
 * @returns {string}
 */
export function encodeFrame({ event, data }, { lineEnd = "lf", noSpace = false }) {
  const end = lineEnd === "crlf" ? "\r\n" : "\n";
  const colon = noSpace ? ":" : ": ";
  return `${event ? `event${colon}${event}${end}` : ""}data${colon}${data}${end}${end}`;
}

/**
 * @param {Buffer} bytes
 * @param {Behaviour["split"]} split
 * @returns {Buffer[]}
 */
export function cutBytes(bytes, split) {
  if (split === "byte") return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  /** @type {Buffer[]} */
  const pieces = [];
  let start = 0;
  for (let at = 1; at < bytes.length; at += 1) {
    const isInside =
      (split === "inside_utf8" && (bytes[at] & 0xc0) === 0x80) ||
      (split === "inside_crlf" && bytes[at] === 0x0a && bytes[at - 1] === 0x0d);
    if (!isInside) continue;
    pieces.push(bytes.subarray(start, at));
    start = at;
  }
  pieces.push(bytes.subarray(start));
  return pieces;
}

/**
 * The answer's text in the deltas of a stream.
 * @param {string} text
 * @param {number} size characters; a surrogate pair stays whole
 * @returns {string[]}
 */
export function cutText(text, size) {
  /** @type {string[]} */
  const pieces = [];
  for (let start = 0; start < text.length; ) {
    let end = start + size;
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last < 0xdc00) end += 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/**
 * Writes one stream to its end, or to where the scenario ends it.
 * @param {object} job
 * @param {import("node:http").ServerResponse} job.response with its head written
 * @param {Iterable<import("./protocols/ask.mjs").Frame>} job.frames
 * @param {(status: number, message: string) => import("./protocols/ask.mjs").Frame} job.failure
 * @param {Behaviour} job.behaviour
 * @param {(name: string) => Promise<void>} job.held resolves when released
 * @param {() => void} job.onText before the first text leaves
 * @param {(characters: number) => void} job.onPiece before each text leaves: how much will have left then
 * @param {() => boolean} job.isGone the client went away
 * @returns {Promise<"whole" | "cut" | "error" | "short" | "gone">}
 */
export async function deliver({
  response,
  frames,
  failure,
  behaviour,
  held,
  onText,
  onPiece,
  isGone,
}) {
  const odd = oddFrames(behaviour);
  const out = (/** @type {string} */ text) => write(response, Buffer.from(text), behaviour.split);
  let sent = 0;
  let isHeld = false;
  for (const frame of frames) {
    for (const text of odd.before) await out(text);
    const isText = (frame.characters ?? 0) > 0;
    if (isText) {
      if (behaviour.hold && !isHeld && sent >= behaviour.hold.after) {
        isHeld = true;
        await held(behaviour.hold.name);
      }
      const { breakOff } = behaviour;
      if (breakOff && sent >= breakOff.after) {
        if (breakOff.how === "error") {
          const message = behaviour.errorText ?? "Overloaded";
          await out(encodeFrame(failure(529, message), behaviour));
          return "error";
        }
        return breakOff.how === "cut" ? "cut" : "short";
      }
      if (sent === 0) {
        if (behaviour.firstTextDelayMs) await pause(behaviour.firstTextDelayMs);
        const { signs, everyMs } = behaviour.thinks ?? { signs: 0, everyMs: 0 };
        for (let sign = 0; sign < signs && !isGone(); sign += 1) {
          await out(": thinking\n\n");
          await pause(everyMs);
        }
        if (isGone()) return "gone";
        onText();
      } else if (behaviour.pieceDelayMs) await pause(behaviour.pieceDelayMs);
    }
    if (isGone()) return "gone";
    sent += frame.characters ?? 0;
    if (isText) onPiece(sent);
    await out(encodeFrame(frame, behaviour));
  }
  return "whole";
}

/** @param {Behaviour} behaviour */
function oddFrames(behaviour) {
  /** @type {string[]} */
  const before = [];
  if (behaviour.comments) before.push(": keep-alive\n\n");
  if (behaviour.unknownEvents) before.push('event: novelty\ndata: {"type":"novelty"}\n\n');
  return { before };
}

/** @param {import("node:http").ServerResponse} response @param {Buffer} bytes @param {Behaviour["split"]} split */
async function write(response, bytes, split) {
  if (!split) {
    response.write(bytes);
    return;
  }
  for (const piece of cutBytes(bytes, split)) {
    await new Promise((resolve) => response.write(piece, resolve));
  }
}
