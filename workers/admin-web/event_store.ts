// The durable events of one project's channel, in the Durable Object's SQLite: numbered 1, 2, 3, …
// without gaps. Every call is synchronous, so nothing comes between numbering and sending.

export interface ChannelEvent {
  /** Names the event once for all deliveries; null: ephemeral, sent but neither numbered nor stored. */
  readonly key: string | null;
  /** What the event is about; an event that does not outrank the last one about it is late and dropped. */
  readonly subject: string | null;
  readonly rank: number;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
}

/** An event that is to be sent; without a number when it is ephemeral. */
export interface AcceptedEvent {
  readonly sequence: number | undefined;
  readonly type: string;
  readonly data: string;
}

export interface EventStore {
  /** All or none are stored; duplicates and late ones are left out of the answer. */
  append(events: readonly ChannelEvent[]): AcceptedEvent[];
  /** Later events in order, about `bytes` of data, at least one if there is one. */
  after(sequence: number, bytes: number): AcceptedEvent[];
  /** The newest event of a type whose data has `value` under `field`. */
  newest(type: string, field: string, value: string): AcceptedEvent | undefined;
  lastSequence(): number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS events (
    sequence INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, type TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_type ON events (type, sequence);
  CREATE TABLE IF NOT EXISTS subjects (subject TEXT PRIMARY KEY, rank INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

type StoredEvent = { readonly sequence: number; readonly type: string; readonly data: string };

export function createEventStore(storage: DurableObjectStorage): EventStore {
  const { sql } = storage;
  sql.exec(schema);
  let last = sql
    .exec<{ last: number }>("SELECT coalesce(max(sequence), 0) AS last FROM events")
    .one().last;

  const isKnown = (key: string) =>
    sql.exec("SELECT 1 FROM events WHERE key = ?", key).toArray().length > 0;
  const outranks = (subject: string, rank: number) =>
    sql
      .exec(
        `INSERT INTO subjects (subject, rank) VALUES (?, ?)
         ON CONFLICT (subject) DO UPDATE SET rank = excluded.rank WHERE excluded.rank > rank RETURNING rank`,
        subject,
        rank,
      )
      .toArray().length > 0;

  return {
    append: (events) => {
      let next = last;
      const accepted: AcceptedEvent[] = [];
      storage.transactionSync(() => {
        for (const { key, subject, rank, type, data } of events) {
          if (key === null) {
            accepted.push({ sequence: undefined, type, data });
            continue;
          }
          if (isKnown(key) || (subject !== null && !outranks(subject, rank))) continue;
          next += 1;
          sql.exec(
            "INSERT INTO events (sequence, key, type, data) VALUES (?, ?, ?, ?)",
            next,
            key,
            type,
            data,
          );
          accepted.push({ sequence: next, type, data });
        }
      });
      last = next;
      return accepted;
    },
    after: (sequence, bytes) => {
      const page: AcceptedEvent[] = [];
      let size = 0;
      if (sequence >= last) return page;
      const rows = sql.exec<StoredEvent>(
        "SELECT sequence, type, data FROM events WHERE sequence > ? ORDER BY sequence LIMIT 1000",
        sequence,
      );
      for (const row of rows) {
        page.push(row);
        size += row.data.length;
        if (size >= bytes) break;
      }
      return page;
    },
    newest: (type, field, value) =>
      sql
        .exec<StoredEvent>(
          "SELECT sequence, type, data FROM events WHERE type = ? AND data ->> ? = ? ORDER BY sequence DESC LIMIT 1",
          type,
          field,
          value,
        )
        .toArray()[0],
    lastSequence: () => last,
  };
}
