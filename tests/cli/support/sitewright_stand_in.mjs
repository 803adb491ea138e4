// Stands in for a running Sitewright: the few addresses that `generate` uses, with a stream that breaks once.
// Run as a process of its own: node sitewright_stand_in.mjs STATE complete|failed
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { zip } from "./zip_writer.mjs";

const [, , state = "", ending = "complete"] = process.argv;
const step = { id: "s1", title: "Lay out the page" };
const url = "http://glass.localhost:1/";

/** @type {[string, unknown][]} */
const events = [
  ["generation.state", { generationId: "g1", state: "planning" }],
  ["plan.created", { id: "p1", title: "Glass", steps: [step, { id: "s2", title: "Words" }] }],
  [
    "step.status",
    {
      planId: "p1",
      stepId: "s1",
      index: 0,
      total: 2,
      status: "complete",
      files: [{ path: "src/a.tsx" }],
    },
  ],
  ["generation.state", { generationId: "g1", state: "building" }],
  ["build.status", { buildId: "b1", versionId: "v1", status: "success", percent: 100 }],
  ["generation.state", { generationId: "g1", state: "deploying" }],
  ["deployment.status", { id: "d1", versionId: "v1", status: "live", url }],
  [
    "generation.state",
    {
      generationId: "g1",
      state: ending,
      reason: ending === "failed" ? "the model said no" : undefined,
    },
  ],
];

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
  const json = (/** @type {number} */ status, /** @type {unknown} */ body) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (
    process.env["API_TOKEN"] &&
    request.headers.authorization !== `Bearer ${process.env["API_TOKEN"]}`
  )
    return json(401, { title: "Unauthorized" });
  if (request.method === "POST" && pathname === "/api/v1/projects") {
    const sent = createWriteStream(path.join(state, "sent.json"));
    return request.pipe(sent).on("finish", () => json(201, { id: "pr1" }));
  }
  if (pathname === "/api/v1/projects/pr1/events") {
    const after = Number(request.headers["last-event-id"] ?? 0);
    response.writeHead(200, { "content-type": "text/event-stream" });
    const upTo = after === 0 ? 3 : events.length;
    for (let id = after + 1; id <= upTo; id++) {
      const [type, data] = events[id - 1] ?? ["", {}];
      response.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
    }
    return setTimeout(() => request.socket.destroy(), 10);
  }
  if (pathname === "/api/v1/projects/pr1")
    return json(200, { id: "pr1", slug: "glass", latestVersion: 1 });
  if (pathname === "/api/v1/generations/g1") return json(200, { id: "g1", state: ending });
  if (
    pathname === "/api/v1/projects/pr1/versions/1/export" &&
    searchParams.get("format") === "static.zip"
  ) {
    return response.writeHead(200, { "content-type": "application/zip" }).end(
      zip([
        { name: "index.html", text: "<h1>Glass</h1>" },
        { name: "assets/a.js", text: "1" },
      ]),
    );
  }
  return json(404, { title: "Not found" });
}).listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  mkdirSync(state, { recursive: true });
  writeFileSync(
    path.join(state, "instance.json"),
    JSON.stringify({ pid: process.pid, port, url: `http://localhost:${port}` }),
  );
  process.stdout.write("up\n");
});
