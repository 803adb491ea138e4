// Effects in workerd, run as wasm would ask for them, and a server on loopback that sees what goes out.
import { createServer } from "node:http";
import { after } from "node:test";
import { startDev } from "./start_dev.mjs";

/** What it does next. @type {{ does: (request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void }} */
export const server = { does: (_request, response) => response.end("well") };
/** @type {{ method: string, url: string, headers: import("node:http").IncomingHttpHeaders, body: string }[]} */
export const asked = [];

const upstream = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, headers, body: Buffer.concat(pieces).toString() });
    server.does(request, response);
  });
});
await new Promise((resolve) => upstream.listen(0, "127.0.0.1", () => resolve(undefined)));
after(() => {
  upstream.close();
  upstream.closeAllConnections();
});
export const { port } = /** @type {import("node:net").AddressInfo} */ (upstream.address());

export const key = "canary-5f1e0c";
export const vaultKey = (id) => `${id}:${Buffer.alloc(32, id).toString("base64")}`;
const { url } = await startDev(
  ["tests/worker/effects/wrangler.toml", "tests/worker/sibling/wrangler.toml"],
  {
    FIRST_API_KEY: key,
    SECOND_SECRET: "second",
    LISTED_HEADERS: "x-team=a, x-words=b%20c",
    VAULT_KEYS: `${vaultKey("new")},${vaultKey("old")}`,
  },
);

export async function post(path, content) {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    body: JSON.stringify(content),
  });
  return response.json();
}

/** Runs the effects one after the other in one run. */
export async function perform(...effects) {
  const list = effects.map(([kind, request, body]) => ({
    kind,
    request,
    body: Buffer.from(body ?? "").toString("base64"),
  }));
  const answers = await post("/", list);
  return answers.map((one) => ({ ...one, body: Buffer.from(one.body ?? "", "base64") }));
}

export const request = (more = {}) => ({
  method: "POST",
  url: `http://127.0.0.1:${port}/v1/messages`,
  headers: [],
  firstByteMs: 60_000,
  silenceMs: 60_000,
  bytes: 0,
  ...more,
});
export const read = ["stream.read", { stream: 1 }];
export const close = ["stream.close", { stream: 1 }];
export const withKey = (name, kind = "config", owner) => [
  { name: "authorization", value: "Bearer ", credential: { kind, name, owner } },
];
