// Reads a stream ahead, within a bound, so that one `stream.read` can join the chunks that are
// there already: a crossing into wasm per burst instead of one per chunk.

export interface StreamReader {
  /** Waits for bytes; then all that is there, up to the piece limit. No pieces: the stream has ended. */
  read(): Promise<Uint8Array[]>;
  cancel(): void;
}

const pieceLimit = 262_144; // bytes of one read; a longer chunk still comes whole
const aheadLimit = 1_048_576; // bytes that wait unread before the source is held back

export function createStreamReader(stream: ReadableStream<Uint8Array>): StreamReader {
  const reader = stream.getReader();
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let ended = false;
  let problem: unknown;
  let wake = () => {};
  const changed = () => new Promise<void>((resolve) => (wake = resolve));

  const pump = async () => {
    for (;;) {
      while (waitingBytes >= aheadLimit) await changed();
      const { done, value } = await reader.read();
      if (done) break;
      waiting.push(value);
      waitingBytes += value.byteLength;
      wake();
    }
  };
  pump()
    .catch((error: unknown) => (problem = error ?? new Error("the stream broke off")))
    .finally(() => {
      ended = true;
      wake();
    });

  return {
    read: async () => {
      while (waiting.length === 0 && !ended) await changed();
      if (waiting.length === 0 && problem !== undefined) throw problem;
      const taken: Uint8Array[] = [];
      let bytes = 0;
      for (
        let next = waiting[0];
        next !== undefined && (bytes === 0 || bytes + next.byteLength <= pieceLimit);
        next = waiting[0]
      ) {
        taken.push(next);
        bytes += next.byteLength;
        waiting.shift();
      }
      waitingBytes -= bytes;
      wake();
      return taken;
    },
    cancel: () => {
      waiting.length = 0;
      waitingBytes = 0;
      wake();
      reader.cancel().catch(() => undefined);
    },
  };
}
