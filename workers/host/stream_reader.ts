// Reads a byte stream in large pieces: whatever is there already, up to a limit, so that a burst is
// one crossing into wasm. (A default reader gets 4 KiB at a time from workerd.)

export interface StreamReader {
  /** Waits for bytes. None: the stream has ended. */
  read(): Promise<Uint8Array[]>;
  cancel(): void;
}

const pieceLimit = 262_144; // bytes

/** Requires a byte stream, as bodies of responses are. */
export function createStreamReader(stream: ReadableStream<Uint8Array>): StreamReader {
  const reader = stream.getReader({ mode: "byob" });
  return {
    read: async () => {
      const { done, value } = await reader.read(new Uint8Array(pieceLimit));
      return done ? [] : [value];
    },
    cancel: () => {
      reader.cancel().catch(() => undefined);
    },
  };
}
