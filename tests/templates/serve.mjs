// A static host for a built site, with its own 404 page; nothing else is answered.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain" };

// What a strict host would send: sites need no inline script and no inline style.
const policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
    const file = path.endsWith("/") ? join(path, "index.html") : path;
    const headers = (name) => ({ "content-type": types[extname(name)] ?? "application/octet-stream", "content-security-policy": policy });
    try {
      const body = await readFile(join(folder, file));
      response.writeHead(200, headers(file)).end(body);
    } catch {
      response.writeHead(404, headers("404.html")).end(await readFile(join(folder, "404.html")));
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
