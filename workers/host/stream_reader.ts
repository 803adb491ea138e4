// Reads a byte stream in large pieces: whatever is there already, up to a limit, so that a burst is
// one crossing into wasm. (A default reader gets 4 KiB at a time from workerd.)

/** Nothing came within the stream's limit. */
export class Late extends Error {
  override readonly name = "Late";
}

export interface StreamReader {
  /** Waits for bytes. None: the stream has ended. Rejects with Late. */
  read(): Promise<Uint8Array[]>;
  cancel(): void;
}

export interface StreamLimits {
  /** Room that each read makes, in bytes. */
  readonly piece: number;
  /** How long a read waits; absent: as long as it takes. */
  readonly silenceMs?: number;
}

const burst = 262_144; // bytes

/** Requires a byte stream, as bodies of responses are. `stop` ends what feeds the stream. */
export function createStreamReader(
  stream: ReadableStream<Uint8Array>,
  { piece, silenceMs }: StreamLimits = { piece: burst },
  stop: () => void = () => undefined,
): StreamReader {
  const reader = stream.getReader({ mode: "byob" });
  const next = async () => {
    const { done, value } = await reader.read(new Uint8Array(piece));
    return done ? [] : [value];
  };
  return {
    read: () => (silenceMs === undefined ? next() : within(silenceMs, next())),
    cancel: () => {
      reader.cancel().catch(() => undefined);
      stop();
    },
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Late()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
