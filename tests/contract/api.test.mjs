// The public contract, over HTTP, against the running app: what every client may rely on, and what
// hostile ones run into.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { followEvents } from "../../cli/client/sse.mjs";
import { startApp } from "../browser/app.mjs";
import { eventsOf, exchange } from "./api_client.mjs";

/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
/** @type {(path: string, options?: import("./api_client.mjs").Options) => Promise<import("./api_client.mjs").Answer>} */
const api = (path, options) => exchange(`${app.base}/api/v1${path}`, options);
/** @type {any} */
let made;

before(async () => {
  app = await startApp();
  const created = await api("/projects", {
    method: "POST",
    body: { prompt: "A tea house in Kyoto with a menu and opening hours" },
  });
  assert.equal(created.status, 201, created.text);
  await eventsOf(app.base, created.json.id);
  made = (await api(`/projects/${created.json.id}`)).json;
});
after(() => app?.stop());

/**
 * @param {import("./api_client.mjs").Answer} answer
 * @param {number} status
 */
function assertProblem(answer, status) {
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.headers["content-type"] ?? "", /^application\/problem\+json/);
  for (const member of ["type", "title", "status", "detail", "code", "requestId"]) {
    assert.ok(answer.json?.[member], `${member} in ${answer.text}`);
  }
  assert.equal(answer.json.requestId, answer.headers["x-request-id"]);
}

describe("bad bodies", () => {
  const depth = 100_000;
  /** @type {[string, string | Buffer, number, string][]} */
  const rows = [
    ["an empty prompt", '{"prompt":""}', 400, "/prompt"],
    ["a prompt of spaces and control characters", '{"prompt":"\\u0000\\u0007"}', 400, "/prompt"],
    ["a prompt over 4,000 characters", `{"prompt":"${"x".repeat(4001)}"}`, 400, "/prompt"],
    ["a prompt that is a number", '{"prompt":7}', 400, "/prompt"],
    ["no prompt", "{}", 400, "/prompt"],
    ["an unknown field", '{"prompt":"ok","nope":1}', 400, "/nope"],
    ["an unknown nested field", '{"prompt":"ok","settings":{"x":1}}', 400, "/settings/x"],
    ["a key twice", '{"prompt":"ok","prompt":"other"}', 400, "/prompt"],
    ["a lone surrogate", '{"prompt":"\\ud800"}', 400, "/prompt"],
    ["no JSON", "{not json", 400, ""],
    ["nothing", "", 400, ""],
    ["an array", "[]", 400, ""],
    ["deep nesting", "[".repeat(depth), 400, ""],
    ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, ""],
    ["more than 1 MiB", `{"prompt":"${"y".repeat(2_000_000)}"}`, 413, ""],
  ];
  for (const [name, body, status, place] of rows) {
    it(`refuses ${name} and changes nothing`, async () => {
      const before = (await api("/projects?limit=100")).json.items.length;
      const answer = await api("/projects", { method: "POST", body });
      assertProblem(answer, status);
      if (place !== "") assert.equal(answer.json.errors?.[0]?.path, place, answer.text);
      assert.equal((await api("/projects?limit=100")).json.items.length, before);
    });
  }

  it("takes the longest prompt there may be", async () => {
    const answer = await api("/projects", {
      method: "POST",
      body: { prompt: "ä ".repeat(2000).trim() },
    });
    assert.equal(answer.status, 201, answer.text);
    await api(`/generations/${answer.json.currentGenerationId}/cancel`, { method: "POST" });
  });
});

describe("paths and methods", () => {
  it("answers 404 for what is not there and 405 with Allow for another method", async () => {
    for (const path of ["/projects/nope", "/nope", `/projects/${made.id}x`, "/plans/pln_1"]) {
      assertProblem(await api(path), 404);
    }
    const wrong = await api("/projects", { method: "PUT", body: {} });
    assertProblem(wrong, 405);
    assert.deepEqual((wrong.headers.allow ?? "").split(", ").sort(), ["GET", "HEAD", "POST"]);
  });

  it("lets no path trick out of a version's files", async () => {
    const files = `/projects/${made.id}/versions/1/files`;
    for (const trick of [
      "/..%2f..%2fpackage.json",
      "/%2e%2e/%2e%2e/etc/passwd",
      "//etc/passwd",
      "/src%00/main.tsx",
      "/src\\main.tsx",
      "/%zz",
    ]) {
      const answer = await api(files + trick);
      assert.equal(answer.status, 404, `${trick}: ${answer.status}`);
    }
    assert.equal((await api(`${files}/package.json`)).status, 200);
  });

  it("bounds and checks queries", async () => {
    assertProblem(await api("/projects?limit=0"), 400);
    assertProblem(await api("/projects?limit=many"), 400);
    assertProblem(await api(`/projects/${made.id}/diff?from=1`), 400);
    assertProblem(await api(`/projects/${made.id}/diff?from=1&to=99`), 404);
    assertProblem(await api(`/projects/${made.id}/events?until=never`), 400);
  });

  it("keeps a well-formed x-request-id and replaces any other", async () => {
    const kept = await api("/projects/nope", { headers: { "x-request-id": "abc-123" } });
    assert.equal(kept.json.requestId, "abc-123");
    const replaced = await api("/projects/nope", { headers: { "x-request-id": "a b\tc" } });
    assert.match(replaced.json.requestId, /^req_/);
  });
});

describe("conditions and repetition", () => {
  it("gives single resources an ETag, answers 304, and honours If-Match", async () => {
    const path = `/projects/${made.id}`;
    const { headers } = await api(path);
    const etag = headers.etag ?? "";
    assert.equal((await api(path, { headers: { "if-none-match": etag } })).status, 304);
    const renamed = await api(path, {
      method: "PATCH",
      headers: { "if-match": etag },
      body: { name: "Tea House" },
    });
    assert.equal(renamed.status, 200, renamed.text);
    assertProblem(
      await api(path, { method: "PATCH", headers: { "if-match": etag }, body: { name: "Late" } }),
      412,
    );
    assert.equal((await api(path)).json.name, "Tea House");
  });

  it("gives the first answer again for an Idempotency-Key, also to many at once", async () => {
    const headers = { "idempotency-key": `key-${Date.now()}` };
    const body = { prompt: "A site for a chess club" };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => api("/projects", { method: "POST", headers, body })),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    assert.equal(new Set(answers.map(({ json }) => json.id)).size, 1);
    const other = await api("/projects", { method: "POST", headers, body: { prompt: "Else" } });
    assertProblem(other, 409);
    await eventsOf(app.base, answers[0]?.json.id);
  });

  it("pages lists without gap or repeat", async () => {
    const seen = [];
    for (let cursor = ""; ; ) {
      const { json } = await api(`/projects?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...json.items.map((/** @type {{ id: string }} */ { id }) => id));
      if (json.nextCursor === null) break;
      cursor = json.nextCursor;
    }
    assert.equal(new Set(seen).size, seen.length);
    const all = (await api("/projects?limit=100")).json.items;
    assert.deepEqual(
      seen,
      all.map((/** @type {{ id: string }} */ { id }) => id),
    );
  });

  it("refuses a second change while one runs", async () => {
    app.builds?.hold(); // or the first is done before the second is asked for
    const created = await api("/projects", { method: "POST", body: { prompt: "A rowing club" } });
    const second = await api(`/projects/${created.json.id}/messages`, {
      method: "POST",
      body: { content: "Make it dark" },
    });
    app.builds?.release();
    assertProblem(second, 409);
    await eventsOf(app.base, created.json.id);
  });
});

describe("served sites", () => {
  it("are guarded, revalidated, ranged, and inert on the app's origin", async () => {
    const url = made.activeDeployment.url;
    const page = await exchange(url, { headers: { accept: "text/html" } });
    assert.equal(page.status, 200);
    assert.equal(page.headers["x-content-type-options"], "nosniff");
    assert.match(String(page.headers["content-security-policy"]), /frame-ancestors/);
    const etag = String(page.headers.etag);
    assert.equal((await exchange(url, { headers: { "if-none-match": etag } })).status, 304);
    const part = await exchange(url, { headers: { range: "bytes=0-14" } });
    assert.equal(part.status, 206);
    assert.equal(part.bytes.length, 15);
    assert.match(String(part.headers["content-range"]), /^bytes 0-14\/\d+$/);
    assert.equal((await exchange(`${url}no/such/file.js`)).status, 404);
    assert.equal((await exchange(`${url}no/such/page`)).status, 404);
    const asset = /(?:src|href)="\.?\/?(assets\/[^"]+)"/.exec(page.text)?.[1];
    const { headers } = await exchange(url + asset);
    assert.match(String(headers["cache-control"]), /immutable/);
    const source = await api(`/projects/${made.id}/versions/1/files/index.html`);
    assert.match(String(source.headers["content-security-policy"]), /sandbox/);
  });

  it("keeps every version at an address of its own", async () => {
    const { json } = await api(`/projects/${made.id}/versions/1`);
    assert.equal((await exchange(json.previewUrl)).status, 200);
  });

  it("stops serving a deleted project", async () => {
    const created = await api("/projects", { method: "POST", body: { prompt: "A pottery" } });
    await eventsOf(app.base, created.json.id);
    const { json } = await api(`/projects/${created.json.id}`);
    const url = json.activeDeployment.url;
    assert.equal((await exchange(url)).status, 200);
    assert.equal((await api(`/projects/${json.id}`, { method: "DELETE" })).status, 204);
    assert.equal((await exchange(url)).status, 404);
    assertProblem(await api(`/projects/${json.id}`), 404);
    assertProblem(await api(`/projects/${json.id}/versions/1`), 404);
  });
});

describe("one-click deployment", () => {
  it("publishes the newest version of a thread and tells its stages", async () => {
    const { json } = await api(`/deploy/${made.threadId}`, { method: "POST" });
    const status = (await api(`/deploy/status/${json.jobId}`)).json;
    assert.equal(status.status, "live");
    assert.deepEqual(
      status.stages.map((/** @type {{ name: string }} */ { name }) => name),
      ["bundle", "provision", "upload", "domain", "complete"],
    );
    assert.equal((await exchange(status.url)).status, 200);
  });
});

describe("a version without a finished build", () => {
  it("is built to be published", async (context) => {
    if (!app.builds) return context.skip("this app's builds cannot be held");
    app.builds.hold();
    const created = (await api("/projects", { method: "POST", body: { prompt: "A kiosk" } })).json;
    const generation = `/generations/${created.currentGenerationId}`;
    await followEvents({
      url: `${app.base}/api/v1/projects/${created.id}/events`,
      onEvent: ({ type }) => (type === "build.status" ? "stop" : undefined),
    });
    assert.equal((await api(`${generation}/cancel`, { method: "POST" })).status, 202);
    app.builds.release();

    const body = { projectId: created.id };
    const begun = await api("/deployments", { method: "POST", body });
    assert.equal(begun.status, 201, begun.text);
    assert.equal(begun.json.status, "building");
    assert.equal(begun.json.url, null);
    assert.equal(begun.headers["location"], `/api/v1/deployments/${begun.json.id}`);
    const told = (await eventsOf(app.base, created.id)).filter(
      (event) => event.type === "deployment.status" && event.data.id === begun.json.id,
    );
    assert.deepEqual(
      told.map((event) => event.data.status),
      ["building", "live"],
    );
    const { json } = await api(`/deployments/${begun.json.id}`);
    assert.equal(json.status, "live");
    assert.equal((await exchange(json.url)).status, 200);
  });
});

describe("dead letters", () => {
  it("are listed, and one that is not there is not found", async () => {
    const { status, json } = await api("/dead-letters?limit=5");
    assert.equal(status, 200);
    assert.deepEqual(json, { items: [], nextCursor: null });
    assertProblem(await api("/dead-letters/none/replay", { method: "POST" }), 404);
    assertProblem(await api("/dead-letters?limit=0"), 400);
  });
});

describe("a page of another origin", () => {
  it("may not use the API", async () => {
    const origin = new URL(made.activeDeployment.url).origin;
    assertProblem(await api("/projects", { headers: { origin } }), 401);
    assertProblem(
      await api("/projects", { method: "POST", headers: { origin }, body: { prompt: "x" } }),
      401,
    );
  });
});
