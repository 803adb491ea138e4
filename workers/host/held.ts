// What one run keeps open outside wasm, under the small numbers by which C++ names it:
// objects of the store that are to become a response's body, answers of servers that have no head yet,
// streams that are being read, and the response that was started before the run ended. All of it is let
// go with the run.
import type { Reply } from "./effect.ts";
import { createStreamReader, type StreamLimits, type StreamReader } from "./stream_reader.ts";

export interface OpenBody {
  readonly stream: ReadableStream;
  readonly bytes: number;
}

/** What a server was asked and has not answered yet. */
export interface Exchange {
  /** Does not reject. */
  readonly answer: Promise<Reply<"http.open">>;
  readonly abort: () => void;
}

/** A response whose head is sent while its run goes on. */
export interface StartedResponse {
  /** False when nobody reads any more. Waits until the reader has room. */
  write(piece: Uint8Array): Promise<boolean>;
  /** Ends the body; `whole` is false when the run failed, which the reader sees as a broken transfer. */
  end(whole: boolean): Promise<void>;
}

export type StartResponse = (status: number, headers: Headers) => StartedResponse;

export interface Held {
  keepBody(body: OpenBody): number;
  /** Each body can be taken once. */
  takeBody(handle: number): OpenBody;
  /** `stop` is called when the stream is let go, at its end or before. */
  keepStream(stream: ReadableStream<Uint8Array>, limits?: StreamLimits, stop?: () => void): number;
  stream(handle: number): StreamReader;
  keepExchange(exchange: Exchange): number;
  /** Each exchange can be taken once. */
  takeExchange(handle: number): Exchange;
  /** Of an exchange as well. False when nothing is open under this handle. */
  closeStream(handle: number): boolean;
  /** Aborted when the run lets everything go. */
  readonly letGo: AbortSignal;
  startResponse(status: number, headers: Headers): void;
  startedResponse(): StartedResponse | undefined;
  release(): void;
}

/** `start` is absent for a run that answers no request. */
export function createHeld(start?: StartResponse): Held {
  let lastHandle = 0;
  const controller = new AbortController();
  let started: StartedResponse | undefined;
  const bodies = new Map<number, OpenBody>();
  const streams = new Map<number, StreamReader>();
  const exchanges = new Map<number, Exchange>();
  const keep = <T>(map: Map<number, T>, value: T): number => {
    map.set(++lastHandle, value);
    return lastHandle;
  };
  const find = <T>(map: Map<number, T>, handle: number): T => {
    const value = map.get(handle);
    if (value === undefined) throw new RangeError(`no open handle ${handle}`);
    return value;
  };
  const take = <T>(map: Map<number, T>, handle: number): T => {
    const value = find(map, handle);
    map.delete(handle);
    return value;
  };
  return {
    keepBody: (body) => keep(bodies, body),
    takeBody: (handle) => take(bodies, handle),
    keepStream: (stream, limits, stop) => keep(streams, createStreamReader(stream, limits, stop)),
    stream: (handle) => find(streams, handle),
    keepExchange: (exchange) => keep(exchanges, exchange),
    takeExchange: (handle) => take(exchanges, handle),
    closeStream: (handle) => {
      streams.get(handle)?.cancel();
      exchanges.get(handle)?.abort();
      return streams.delete(handle) || exchanges.delete(handle);
    },
    letGo: controller.signal,
    startResponse: (status, headers) => {
      if (start === undefined) throw new Error("this run answers no request");
      if (started !== undefined) throw new Error("the response was started before");
      started = start(status, headers);
    },
    startedResponse: () => started,
    release: () => {
      controller.abort();
      for (const { stream } of bodies.values()) stream.cancel().catch(() => undefined);
      for (const stream of streams.values()) stream.cancel();
      bodies.clear();
      streams.clear();
      exchanges.clear();
    },
  };
}
