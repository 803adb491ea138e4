// Headers of the dashboard's files. The policy lets previews be framed and nothing else from
// elsewhere; styles may be inline because React Aria positions its overlays that way.

const security = {
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'", // the diff and token module; no other code from text
    "frame-src http://*.localhost:* https:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:", // blob: a site's picture, fetched with the API token
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
} as const;

const hashedName = /^\/assets\/[^/]+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/; // as Vite names them
const immutable = "public, max-age=31536000, immutable";

export function withAssetHeaders(request: Request, asset: Response): Response {
  const answer = new Response(asset.body, asset);
  for (const [name, value] of Object.entries(security)) answer.headers.set(name, value);
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (asset.ok && !isPage && hashedName.test(new URL(request.url).pathname))
    answer.headers.set("cache-control", immutable);
  return answer;
}
