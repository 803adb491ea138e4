// Server-sent events: a parser for the lines and a reader that goes on after a lost connection.
import { open } from "./http.mjs";

/** @typedef {{ id: number | undefined, type: string, data: unknown, at: number }} ServerEvent at: ms since the epoch, when it came */

/**
 * Takes text as it comes, in pieces of any size; gives whole events.
 * @param {(event: ServerEvent) => void} onEvent
 * @returns {(text: string) => void}
 */
export function createEventParser(onEvent) {
  let rest = "";
  let type = "message";
  /** @type {string[]} */
  let data = [];
  /** @type {number | undefined} */
  let id;
  const endEvent = () => {
    if (data.length > 0) onEvent({ id, type, data: parsed(data.join("\n")), at: Date.now() });
    type = "message";
    data = [];
    id = undefined;
  };
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        endEvent();
        continue;
      }
      const match = /^(id|event|data)(?:: ?(.*))?$/s.exec(line);
      const value = match?.[2] ?? "";
      if (match?.[1] === "data") data.push(value);
      else if (match?.[1] === "event") type = value;
      else if (match?.[1] === "id" && /^\d+$/.test(value)) id = Number(value);
    }
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return text;
  }
}

/**
 * Reads a project's events, durable ones exactly once and in order, until onEvent returns "stop".
 * A stream that ends or breaks is opened again after the newest durable event.
 * @param {object} options
 * @param {string} options.url of the stream, without a query
 * @param {(event: ServerEvent) => "stop" | void} options.onEvent
 * @param {number} [options.giveUpAfterMs] without any byte from the server
 */
export async function followEvents({ url, onEvent, giveUpAfterMs = 120_000 }) {
  let newest = 0;
  let stopped = false;
  let lastHeard = Date.now();
  let pause = 100;
  while (!stopped) {
    const parse = createEventParser((event) => {
      if (stopped || (event.id !== undefined && event.id <= newest)) return;
      if (event.id !== undefined) newest = event.id;
      if (onEvent(event) === "stop") stopped = true;
    });
    try {
      const headers = {
        accept: "text/event-stream",
        ...(newest > 0 ? { "last-event-id": String(newest) } : {}),
      };
      const response = await open(`${url}?after=${newest}`, { headers, timeoutMs: 45_000 });
      if (response.statusCode !== 200) throw new Error(`events gave status ${response.statusCode}`);
      response.setEncoding("utf8");
      for await (const text of response) {
        lastHeard = Date.now();
        pause = 100;
        parse(text);
        if (stopped) break;
      }
    } catch (error) {
      if (Date.now() - lastHeard > giveUpAfterMs) throw error;
    }
    if (stopped) return;
    if (Date.now() - lastHeard > giveUpAfterMs)
      throw new Error(`no events for ${giveUpAfterMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(pause * 2, 5000);
  }
}
