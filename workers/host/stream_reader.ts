// Reads a byte stream in large pieces: whatever is there already, up to a limit, so that a burst is
// one crossing into wasm. (A default reader gets 4 KiB at a time from workerd.)

import { bytesWithout } from "./secrets_in_bytes.ts";

/** Nothing came within the stream's limit. */
export class Late extends Error {
  override readonly name = "Late";
}

/** Nothing came while it was waited; more may come. */
export const quiet = Symbol("quiet");

export interface StreamReader {
  /**
   * Waits for bytes, at most so many milliseconds when they are given. None: the stream has ended.
   * Rejects with Late.
   */
  read(waitMs?: number): Promise<Uint8Array[] | typeof quiet>;
  cancel(): void;
}

export interface StreamLimits {
  /** Room that each read makes, in bytes. */
  readonly piece: number;
  /** How long it may be quiet, over all reads; absent: as long as it likes. */
  readonly silenceMs?: number;
  /** Taken out of what is read. */
  readonly secrets?: readonly string[];
}

const burst = 262_144; // bytes

/** Requires a byte stream, as bodies of responses are. `stop` ends what feeds the stream. */
export function createStreamReader(
  stream: ReadableStream<Uint8Array>,
  { piece, silenceMs, secrets = [] }: StreamLimits = { piece: burst },
  stop: () => void = () => undefined,
): StreamReader {
  const reader = stream.getReader({ mode: "byob" });
  const next = async () => {
    const { done, value } = await reader.read(new Uint8Array(piece));
    return done ? [] : [value];
  };
  // A read that came back quiet goes on, and the next one waits for the same bytes.
  let reading: Promise<Uint8Array[]> | undefined;
  const clear = bytesWithout(secrets);
  let silentMs = 0;
  return {
    read: async (waitMs = Number.POSITIVE_INFINITY) => {
      for (;;) {
        reading ??= next();
        const limit = Math.min(waitMs, (silenceMs ?? Number.POSITIVE_INFINITY) - silentMs);
        const came = Number.isFinite(limit) ? await within(limit, reading) : await reading;
        if (came === quiet) {
          silentMs += limit;
          if (silenceMs !== undefined && silentMs >= silenceMs) throw new Late();
          return quiet;
        }
        reading = undefined;
        silentMs = 0;
        const pieces = came.length === 0 ? [clear.rest()] : came.map(clear.piece);
        const some = pieces.filter(({ byteLength }) => byteLength > 0);
        if (some.length > 0 || came.length === 0) return some;
      }
    },
    cancel: () => {
      reader.cancel().catch(() => undefined);
      stop();
    },
  };
}

/** What `work` gives, or `quiet` when it gave nothing for so long. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof quiet> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const waited = new Promise<typeof quiet>((resolve) => {
    timer = setTimeout(() => resolve(quiet), milliseconds);
  });
  try {
    return await Promise.race([work, waited]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
