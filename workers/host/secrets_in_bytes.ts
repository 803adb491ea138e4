// Takes secrets out of bytes that pass in pieces, also where a secret lies over two of them. What is
// held back for that is the beginning of a secret and nothing else, so text is not late.

/** What is shorter is a word that servers of one's own take for a key ("none", "ollama"), and may be meant. */
const shortest = 12;
const blot = new TextEncoder().encode("[credential]");

export interface BytesWithoutSecrets {
  /** The piece itself when there is nothing to take out. May be empty. */
  piece(bytes: Uint8Array): Uint8Array;
  /** What was held back, at the end of all pieces. */
  rest(): Uint8Array;
}

const none = new Uint8Array(0);

export function bytesWithout(secrets: readonly string[]): BytesWithoutSecrets {
  const wanted = secrets
    .map((secret) => new TextEncoder().encode(secret))
    .filter(({ byteLength }) => byteLength >= shortest);
  let held = none;
  return {
    piece: (bytes) => {
      const out: Uint8Array[] = [];
      let left = held.byteLength === 0 ? bytes : joined([held, bytes]);
      for (let found = first(wanted, left); found !== undefined; found = first(wanted, left)) {
        out.push(left.subarray(0, found.at), blot);
        left = left.subarray(found.at + found.size);
      }
      const begun = begins(wanted, left);
      held = begun === 0 ? none : left.slice(left.byteLength - begun);
      out.push(left.subarray(0, left.byteLength - begun));
      return out.length === 1 ? (out[0] ?? none) : joined(out);
    },
    rest: () => {
      const last = held;
      held = none;
      return last;
    },
  };
}

/** The first place where one of them stands as a whole. */
function first(
  wanted: readonly Uint8Array[],
  bytes: Uint8Array,
): { at: number; size: number } | undefined {
  let place: { at: number; size: number } | undefined;
  for (const secret of wanted) {
    const [begin = 0] = secret;
    let at = bytes.indexOf(begin);
    while (at >= 0 && !stands(secret, secret.byteLength, bytes, at))
      at = bytes.indexOf(begin, at + 1);
    if (at >= 0 && (place === undefined || at < place.at)) place = { at, size: secret.byteLength };
  }
  return place;
}

/** How many bytes at the end are the beginning of one of them. */
function begins(wanted: readonly Uint8Array[], bytes: Uint8Array): number {
  let most = 0;
  for (const secret of wanted) {
    let size = Math.min(secret.byteLength - 1, bytes.byteLength);
    while (size > most && !stands(secret, size, bytes, bytes.byteLength - size)) size -= 1;
    most = Math.max(most, size);
  }
  return most;
}

/** Whether the first bytes of a secret stand there. */
function stands(secret: Uint8Array, size: number, bytes: Uint8Array, at: number): boolean {
  if (at + size > bytes.byteLength) return false;
  for (let i = 0; i < size; i += 1) if (secret[i] !== bytes[at + i]) return false;
  return true;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.byteLength;
  }
  return all;
}
