// A static host for a built site, with its own 404 page; nothing else is answered. What is asked for with `?slowly` comes in pieces,
// so that a browser lays out and paints parts of a page.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain" };

// What a strict host would send: sites need no inline script and no inline style.
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** Bytes of a piece, and milliseconds between two: a frame fits between them on a busy machine. */
const piece = { bytes: 3_000, ms: 40 };

async function sendSlowly(response, body) {
  for (let at = 0; at < body.length; at += piece.bytes) {
    response.write(body.subarray(at, at + piece.bytes));
    await pause(piece.ms);
  }
  response.end();
}

export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://site");
    const path = normalize(decodeURIComponent(url.pathname));
    const file = path.endsWith("/") ? join(path, "index.html") : path;
    const headers = (name) => ({ "content-type": types[extname(name)] ?? "application/octet-stream", "content-security-policy": policy });
    try {
      const body = await readFile(join(folder, file));
      response.writeHead(200, headers(file));
      if (url.searchParams.has("slowly")) await sendSlowly(response, body);
      else response.end(body);
    } catch {
      response.writeHead(404, headers("404.html")).end(await readFile(join(folder, "404.html")));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
