// What came in, without any key, and what became of it.

const kept = 2000;
/** Headers that can carry a key. */
const secretHeaders = [
  "authorization",
  "x-api-key",
  "x-goog-api-key",
  "cf-aig-authorization",
  "cookie",
];

/**
 * @typedef {object} Recorded
 * @property {number} number from 1
 * @property {string} provider
 * @property {string} protocol
 * @property {string} role
 * @property {string} model
 * @property {string} method
 * @property {string} path without its query
 * @property {"right" | "wrong" | "missing"} key
 * @property {Record<string, unknown>} headers
 * @property {any} body
 * @property {number} receivedAt Unix milliseconds
 * @property {number} [firstTextAt]
 * @property {[characters: number, at: number][]} [sent] with stamps: how much of the answer had left when
 * @property {number} [status]
 * @property {"whole" | "cut" | "error" | "short" | "gone"} [ended] gone: the client closed the connection
 * @property {string} answer the text of it, as far as it was decided
 */

export function keepRecords() {
  /** @type {Recorded[]} */
  const records = [];
  /** @type {Set<() => void>} */
  const watchers = new Set();
  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };
  let count = 0;
  return {
    records,
    changed,
    /** @param {Omit<Recorded, "number" | "receivedAt" | "answer">} fields */
    add(fields) {
      /** @type {Recorded} */
      const record = { number: ++count, receivedAt: Date.now(), answer: "", ...fields };
      for (const name of secretHeaders) delete record.headers[name];
      records.push(record);
      if (records.length > kept) records.shift();
      changed();
      return record;
    },
    /**
     * The first record that fits, now or later.
     * @param {(record: Recorded) => boolean} wanted
     * @param {number} [withinMs]
     * @returns {Promise<Recorded>}
     */
    when(wanted, withinMs = 60_000) {
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          watchers.delete(look);
        };
        const timer = setTimeout(() => {
          end();
          reject(new Error(`no such request within ${withinMs} ms, of ${records.length}`));
        }, withinMs);
        const look = () => {
          const found = records.find(wanted);
          if (!found) return;
          end();
          resolve(found);
        };
        watchers.add(look);
        look();
      });
    },
  };
}
