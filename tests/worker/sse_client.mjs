// Reads an SSE response: its events in order, as they come.
import { createParser } from "eventsource-parser";

/**
 * @typedef {{ id?: string, event?: string, data: string }} SseEvent
 */

/**
 * @param {URL | string} url
 * @param {Record<string, string>} [headers]
 */
export async function listen(url, headers = {}) {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  /** @type {SseEvent[]} */
  const events = [];
  const comments = [];
  /** @type {Set<() => void>} */
  const waiting = new Set();
  let ended = false;
  let retry;
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: (comment) => comments.push(comment),
    onRetry: (ms) => (retry = ms),
  });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const tell = () => {
    for (const check of waiting) check();
  };
  const step = async () => {
    const { done, value } = await reader.read();
    if (!done) parser.feed(decoder.decode(value, { stream: true }));
    ended = done;
    tell();
    return done;
  };
  /** Reads to the end by itself. */
  const pump = async () => {
    while (!(await step()));
  };
  return {
    response,
    events,
    comments,
    retry: () => retry,
    ended: () => ended,
    step,
    follow() {
      pump().catch(() => {
        ended = true;
        tell();
      });
      return this;
    },
    /** Resolves when `check` holds; rejects when it does not in time. */
    until(check, timeoutMs = 60_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(attempt);
          reject(new Error(`after ${timeoutMs} ms: ${events.length} events, ended: ${ended}`));
        }, timeoutMs);
        const attempt = () => {
          if (!check({ events, ended })) return;
          clearTimeout(timer);
          waiting.delete(attempt);
          resolve(undefined);
        };
        waiting.add(attempt);
        attempt();
      });
    },
    close: () => abort.abort(),
  };
}
