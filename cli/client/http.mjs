// HTTP to a Sitewright, by Node's own client: `*.localhost` goes to loopback with its own Host header.
import { request } from "node:http";
import { request as requestTls } from "node:https";

/**
 * @typedef {object} Exchange
 * @property {string} [method]
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body] sent as JSON
 * @property {number} [timeoutMs] without any byte
 * @property {AbortSignal} [signal]
 */

/**
 * Sends a request and gives the response as soon as its head is there.
 * @param {string} url
 * @param {Exchange} [exchange]
 * @returns {Promise<import("node:http").IncomingMessage>}
 */
export function open(url, { method = "GET", headers = {}, body, timeoutMs, signal } = {}) {
  const target = new URL(url);
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const isLocal = target.hostname === "localhost" || target.hostname.endsWith(".localhost");
  const send = target.protocol === "https:" ? requestTls : request;
  const token = process.env["API_TOKEN"];
  return new Promise((resolve, reject) => {
    const sent = send(
      {
        host: isLocal ? "127.0.0.1" : target.hostname,
        ...(target.port ? { port: target.port } : {}),
        method,
        agent: false, // a kept connection may end at its other side just as it is used again
        path: target.pathname + target.search,
        headers: {
          host: target.host,
          accept: "*/*",
          ...(token && target.pathname.startsWith("/api/")
            ? { authorization: `Bearer ${token}` }
            : {}),
          ...(payload === undefined
            ? {}
            : {
                "content-type": "application/json",
                "content-length": String(Buffer.byteLength(payload)),
              }),
          ...headers,
        },
        ...(signal ? { signal } : {}),
      },
      resolve,
    );
    sent.on("error", reject);
    if (timeoutMs)
      sent.setTimeout(timeoutMs, () =>
        sent.destroy(new Error(`no answer from ${url} for ${timeoutMs} ms`)),
      );
    sent.end(payload);
  });
}

/**
 * @param {string} url
 * @param {Exchange} [exchange]
 */
export async function requestBytes(url, exchange) {
  const response = await open(url, exchange);
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes: Buffer.concat(chunks),
  };
}

/**
 * @param {string} url
 * @param {Exchange} [exchange]
 * @returns {Promise<{ status: number, text: string, json: unknown }>} json is undefined when the body is none
 */
export async function requestJson(url, exchange) {
  const { status, bytes } = await requestBytes(url, exchange);
  const text = bytes.toString("utf8");
  try {
    return { status, text, json: JSON.parse(text) };
  } catch {
    return { status, text, json: undefined };
  }
}
