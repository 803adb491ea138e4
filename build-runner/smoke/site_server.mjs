// Answers as the Worker `sites` does (wasm/routes/sites.cpp): folders have an index, a folder's name without its
// slash leads to it, what is missing is the site's own 404 page, and a site without one routes by itself.
import { createServer } from "node:http";

/** @typedef {Map<string, { bytes: Uint8Array, mediaType: string }>} SiteFiles */
/** @typedef {{ status: number, path?: string, location?: string }} Answer */

const hasExtension = (/** @type {string} */ path) =>
  path.slice(path.lastIndexOf("/") + 1).includes(".");

/**
 * @param {SiteFiles} files
 * @param {string} pathname of the address, still with its % escapes
 * @returns {Answer}
 */
export function answerTo(files, pathname) {
  const path = decoded(pathname)?.slice(1);
  if (path === undefined) return { status: 400 };
  const folder = path === "" || path.endsWith("/");
  const file = folder ? `${path}index.html` : path;
  if (files.has(file)) return { status: 200, path: file };
  if (!folder && !hasExtension(path) && files.has(`${path}/index.html`))
    return { status: 308, location: `${pathname}/` };
  if (files.has("404.html")) return { status: 404, path: "404.html" };
  return hasExtension(file) ? { status: 404 } : { status: 200, path: "index.html" };
}

/** @param {string} pathname */
function decoded(pathname) {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/**
 * @param {object} options
 * @param {() => SiteFiles} options.files
 * @param {Record<string, string>} options.headers of every answer
 * @returns {Promise<string>} the origin
 */
export async function serveSite({ files, headers }) {
  const server = createServer((request, response) => {
    const [pathname = "/", query] = (request.url ?? "/").split("?");
    const answer = answerTo(files(), pathname);
    const file = answer.path === undefined ? undefined : files().get(answer.path);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (answer.location)
      response.setHeader("location", answer.location + (query ? `?${query}` : ""));
    response.setHeader("content-type", file?.mediaType ?? "text/html; charset=utf-8");
    response.setHeader("cache-control", "public, max-age=3600");
    response.writeHead(answer.status).end(file?.bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://localhost:${address.port}`;
}
