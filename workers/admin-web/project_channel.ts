// One project's live events: numbers the durable ones, stores them, and sends all to every reader
// over SSE. One Durable Object per project, so one order for all.
// Order:   publish() numbers, stores and logs without waiting in between.
// Readers: each has its place in the log of recent frames, which is in memory once for all; who is
//          behind it reads pages from SQLite. A reader gets its next piece when it has taken the
//          last, so a slow one costs one piece of memory and holds up nobody. Only ephemeral events
//          can pass it by.
// Ends:    with `until`, once the generation's newest state is one that ends it and all was sent.
import { DurableObject } from "cloudflare:workers";
import type { EventData, EventName } from "../host/generated/events.ts";
import {
  type AcceptedEvent,
  type ChannelEvent,
  createEventStore,
  type EventStore,
} from "./event_store.ts";
import { createFrameLog, type FrameLog } from "./frame_log.ts";
import { eventFrame, join, ping, retryHint } from "./sse.ts";

interface Until {
  readonly generationId: string;
  /** The states that end it, as C++ names them. */
  readonly states: readonly string[];
}

interface Reader {
  readonly writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly until: Until | undefined;
  /** The durable event with which the response ends. */
  endsWith: number | undefined;
  /** Durable events up to this number were sent. */
  sequence: number;
  /** The next frame of the log; undefined while the reader catches up from the store. */
  place: number | undefined;
  writing: boolean;
  pingsMissed: number;
}

const pieceBytes = 65_536; // of one write to one reader
const gatherMs = 8;
const pingMs = 15_000;
const patience = 8; // pings that a reader may miss before it is let go; it comes back with Last-Event-ID
const endingType = "generation.state" satisfies EventName;

export class ProjectChannel extends DurableObject {
  readonly #store: EventStore;
  readonly #log: FrameLog = createFrameLog();
  readonly #readers = new Set<Reader>();
  #gathering = false;
  #pinging: ReturnType<typeof setInterval> | null = null;

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env);
    this.#store = createEventStore(state.storage);
  }

  /** The channel's last sequence number. Events that were published before change nothing. */
  publish(events: readonly ChannelEvent[]): number {
    for (const event of this.#store.append(events)) {
      this.#log.append(event.sequence, eventFrame(event.sequence, event.type, event.data));
      if (event.type === endingType) this.#noteEnd(event);
    }
    this.#sendAll();
    return this.#store.lastSequence();
  }

  /** GET opens the stream; the x-channel-* headers say from where and until when. */
  override fetch(request: Request): Response {
    if (request.method !== "GET")
      return new Response(null, { status: 405, headers: { allow: "GET" } });
    const after = Number(request.headers.get("x-channel-after") || 0);
    if (!Number.isSafeInteger(after) || after < 0) return new Response(null, { status: 400 });
    const { readable, writable } = new IdentityTransformStream();
    const until = untilOf(request.headers);
    const reader: Reader = {
      writer: writable.getWriter(),
      until,
      endsWith: until && this.#endOf(until),
      // A number from before the channel began anew must not hide what comes now.
      sequence: Math.min(after, this.#store.lastSequence()),
      place: undefined,
      writing: false,
      pingsMissed: 0,
    };
    this.#readers.add(reader);
    reader.writer.closed.then(
      () => this.#drop(reader),
      () => this.#drop(reader),
    );
    this.#pinging ??= setInterval(() => this.#pingAll(), pingMs);
    void this.#send(reader, retryHint);
    return new Response(readable, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-cache",
        "x-accel-buffering": "no",
      },
    });
  }

  /** Sends all that the reader has not had yet; `first` goes before it. One sender per reader. */
  async #send(reader: Reader, first?: Uint8Array): Promise<void> {
    if (reader.writing) return;
    reader.writing = true;
    try {
      for (
        let piece = first ?? this.#next(reader);
        piece !== undefined;
        piece = this.#next(reader)
      ) {
        await reader.writer.write(piece);
        reader.pingsMissed = 0;
      }
      if (reader.endsWith !== undefined && reader.sequence >= reader.endsWith) {
        this.#drop(reader);
        await reader.writer.close();
      }
    } catch {
      this.#drop(reader);
    } finally {
      reader.writing = false;
    }
  }

  /** At once, but a burst is gathered: one write per reader then carries many events. */
  #sendAll(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    const sentUpTo = this.#log.end();
    for (const reader of this.#readers) void this.#send(reader);
    setTimeout(() => {
      this.#gathering = false;
      if (this.#log.end() > sentUpTo) this.#sendAll();
    }, gatherMs);
  }

  #next(reader: Reader): Uint8Array | undefined {
    if (reader.place === undefined || reader.place < this.#log.start()) {
      const page = this.#store.after(reader.sequence, pieceBytes);
      const last = page.at(-1);
      reader.place = last === undefined ? this.#log.end() : undefined;
      if (last === undefined) return undefined;
      reader.sequence = last.sequence ?? reader.sequence;
      return join(page.map(({ sequence, type, data }) => eventFrame(sequence, type, data)));
    }
    if (reader.place === this.#log.end()) return undefined;
    const { bytes, next, sequence } = this.#log.take(reader.place, pieceBytes);
    reader.place = next;
    reader.sequence = Math.max(reader.sequence, sequence);
    return bytes;
  }

  #endOf(until: Until): number | undefined {
    const newest = this.#store.newest(
      endingType,
      "generationId" satisfies keyof EventData[typeof endingType],
      until.generationId,
    );
    return newest !== undefined && ends(newest, until) ? newest.sequence : undefined;
  }

  #noteEnd(event: AcceptedEvent): void {
    for (const reader of this.#readers) {
      if (reader.until !== undefined && ends(event, reader.until)) reader.endsWith = event.sequence;
    }
  }

  #pingAll(): void {
    for (const reader of this.#readers) {
      reader.pingsMissed += 1;
      if (reader.pingsMissed > patience)
        reader.writer.abort(new Error("the reader stopped reading")).catch(() => undefined);
      else void this.#send(reader, ping);
    }
  }

  #drop(reader: Reader): void {
    this.#readers.delete(reader);
    if (this.#readers.size > 0) return;
    clearInterval(this.#pinging);
    this.#pinging = null;
  }
}

function untilOf(headers: Headers): Until | undefined {
  const generationId = headers.get("x-channel-until");
  if (!generationId) return undefined;
  const states = (headers.get("x-channel-until-states") ?? "")
    .split(",")
    .map((state) => state.trim());
  return { generationId, states };
}

function ends({ data }: AcceptedEvent, until: Until): boolean {
  const { generationId, state } = JSON.parse(data) as EventData[typeof endingType];
  return generationId === until.generationId && until.states.includes(state);
}
