// Reads a project's events for as long as it is open.
// Uses fetch, not EventSource, so that the API token can be sent as a header.
// Every connection asks for what came after `resumeAfter()`; events of one network chunk are handed
// over together. A connection that is silent for longer than three server comments is dropped.
// Errors: 401 and 404 end the stream ("refused", "gone"); anything else is tried again for ever.

import { createParser } from "eventsource-parser";
import { apiPath } from "../api/client.ts";
import { type Problem, readProblem } from "../api/problem.ts";
import { askForToken, authorization } from "../api/token.ts";
import { backoff } from "./backoff.ts";
import { parseEvent, type StreamEvent } from "./parse_event.ts";

const silenceLimitMs = 45_000; // the server comments every 15 s
const steadyMs = 10_000; // a connection that lasted this long was a good one

export type Connection = "connecting" | "live" | "waiting" | "offline" | "refused" | "gone";

export interface StreamOptions {
  readonly projectId: string;
  readonly resumeAfter: () => number;
  readonly onEvents: (events: readonly StreamEvent[]) => void;
  readonly onConnection: (connection: Connection, problem?: Problem) => void;
}

export interface EventStream {
  /** Drops the connection and opens it again after the last applied event. */
  reconnect(): void;
  close(): void;
}

type Outcome = "ended" | "refused" | "gone";

async function readOnce(
  options: StreamOptions,
  signal: AbortSignal,
  onByte: () => void,
): Promise<Outcome> {
  const after = options.resumeAfter();
  const headers: Record<string, string> = { accept: "text/event-stream", ...authorization() };
  if (after > 0) headers["last-event-id"] = String(after);
  const url = apiPath(`/projects/${encodeURIComponent(options.projectId)}/events?after=${after}`);
  const response = await fetch(url, { headers, signal, cache: "no-store" });
  if (!response.ok || response.body === null) {
    const problem = await readProblem(response);
    if (response.status === 401) {
      if (!askForToken(headers["authorization"])) return "ended";
      options.onConnection("refused", problem);
      return "refused";
    }
    if (response.status === 404 || response.status === 410) {
      options.onConnection("gone", problem);
      return "gone";
    }
    throw new TypeError(problem.title);
  }
  options.onConnection("live");
  let batch: StreamEvent[] = [];
  const parser = createParser({
    onEvent: (message) => {
      const event = parseEvent(message);
      if (event !== undefined) batch.push(event);
    },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return "ended";
    onByte();
    parser.feed(value);
    if (batch.length > 0) {
      options.onEvents(batch);
      batch = [];
    }
  }
}

export function openEventStream(options: StreamOptions): EventStream {
  let closed = false;
  let attempt = 0;
  let current: AbortController | undefined;
  let wake: (() => void) | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const heard = (): void => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => current?.abort(), silenceLimitMs);
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!closed) {
      options.onConnection(navigator.onLine ? "connecting" : "offline");
      current = new AbortController();
      const before = options.resumeAfter();
      const openedAt = Date.now();
      try {
        heard();
        const outcome = await readOnce(options, current.signal, heard);
        if (outcome !== "ended") return;
      } catch {
        // Refused, cut or silent: the next try asks for what came after the last applied event.
      }
      clearTimeout(watchdog);
      const useful = options.resumeAfter() > before || Date.now() - openedAt > steadyMs;
      attempt = useful ? 0 : attempt + 1;
      if (closed) return;
      options.onConnection(navigator.onLine ? "waiting" : "offline");
      await pause(backoff(attempt));
    }
  };

  const reconnect = (): void => {
    if (closed) return;
    attempt = 0;
    current?.abort();
    wake?.();
  };
  const wentOffline = (): void => {
    options.onConnection("offline");
    current?.abort();
  };
  addEventListener("online", reconnect);
  addEventListener("offline", wentOffline);
  void run();

  return {
    reconnect,
    close: () => {
      closed = true;
      removeEventListener("online", reconnect);
      removeEventListener("offline", wentOffline);
      clearTimeout(watchdog);
      current?.abort();
      wake?.();
    },
  };
}
