// A client of the public contract over node:http: `*.localhost` goes to loopback under its own Host.
import assert from "node:assert/strict";
import http from "node:http";

/**
 * @typedef {{ status: number, headers: http.IncomingHttpHeaders, bytes: Buffer, text: string, json: any }} Answer
 * @typedef {{ method?: string, headers?: Record<string, string>, body?: string | Buffer | object }} Options
 */

/**
 * @param {string} url
 * @param {Options} [options]
 * @returns {Promise<Answer>}
 */
export function exchange(url, { method = "GET", headers = {}, body } = {}) {
  const target = new URL(url);
  const isBytes = body === undefined || typeof body === "string" || Buffer.isBuffer(body);
  const payload = isBytes
    ? /** @type {string | Buffer | undefined} */ (body)
    : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: "127.0.0.1",
        port: target.port,
        method,
        agent: false, // a kept connection may end at its other side just as it is used again
        path: url.slice(url.indexOf("/", 8) === -1 ? url.length : url.indexOf("/", 8)) || "/",
        headers: {
          host: target.host,
          ...(payload === undefined
            ? {}
            : {
                "content-type": "application/json",
                "content-length": String(Buffer.byteLength(payload)),
              }),
          ...headers,
        },
      },
      (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString("utf8");
          let json;
          try {
            json = JSON.parse(text);
          } catch {
            json = undefined;
          }
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text,
            json,
          });
        });
      },
    );
    request.on("error", reject);
    request.end(payload);
  });
}

/**
 * The project's durable events, to the end of its current generation.
 * @param {string} base
 * @param {string} projectId
 * @param {Record<string, string>} [headers]
 */
export async function eventsOf(base, projectId, headers = {}) {
  const { text } = await exchange(`${base}/api/v1/projects/${projectId}/events?until=idle`, {
    headers: { accept: "text/event-stream", ...headers },
  });
  return text
    .split("\n\n")
    .map((block) => ({
      id: /^id: ?(\d+)$/m.exec(block)?.[1],
      type: /^event: ?(.+)$/m.exec(block)?.[1],
      data: /^data: ?(.+)$/m.exec(block)?.[1],
    }))
    .flatMap(({ id, type, data }) =>
      id !== undefined && type !== undefined && data !== undefined
        ? [{ id: Number(id), type, data: JSON.parse(data) }]
        : [],
    );
}

/**
 * The generation states among a project's events, after a check that each event was stored once and in order.
 * @param {Awaited<ReturnType<typeof eventsOf>>} events
 * @returns {string[]}
 */
export function statesOf(events) {
  assert.deepEqual(
    events.map((event) => event.id),
    events.map((_, index) => index + 1),
  );
  return events.filter(({ type }) => type === "generation.state").map(({ data }) => data.state);
}
