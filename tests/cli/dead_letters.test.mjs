// `dead-letters` against a server that answers as the contract says.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { projectRoot, sitewright } from "./support/scratch_root.mjs";

/** @type {{ id: string, replayedAt: string | null }[]} */
let letters = [];
/** @type {string[]} */
let asked = [];
/** @type {import("node:http").Server} */
let server;
let url = "";

beforeEach(async () => {
  letters = ["m1", "m2", "m3"].map((id) => ({
    id,
    queue: "plan-steps-queue",
    body: '{"stepId":"stp_1"}',
    bytes: 18,
    receivedAt: "2026-11-20T10:00:00.000Z",
    replayedAt: null,
  }));
  asked = [];
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://x");
    asked.push(`${request.method} ${request.url}`);
    const json = (/** @type {number} */ status, /** @type {unknown} */ body) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/api/v1/dead-letters") {
      const from = Number(searchParams.get("cursor") ?? 0);
      const open = letters.filter(({ replayedAt }) => replayedAt === null);
      const next = from + 2 < open.length ? String(from + 2) : null;
      return json(200, { items: open.slice(from, from + 2), nextCursor: next });
    }
    const letter = letters.find(({ id }) => pathname === `/api/v1/dead-letters/${id}/replay`);
    if (!letter) return json(404, { title: "Not found", detail: "There is no such dead letter." });
    letter.replayedAt ??= "2026-11-20T11:00:00.000Z";
    return json(202, letter);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  url = `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
});
afterEach(() => {
  server.close();
});

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function deadLetters(args, env) {
  const started = sitewright(projectRoot, ["dead-letters", ...args], env);
  const code = await started.ended;
  return { code, stdout: started.stdout, stderr: started.stderr.join("\n") };
}

test("all pages are listed, one letter a line, oldest first", async () => {
  const { code, stdout } = await deadLetters(["--url", url]);
  assert.equal(code, 0);
  assert.deepEqual(
    stdout,
    ["m1", "m2", "m3"].map((id) => `${id}  plan-steps-queue  since 2026-11-20T10:00:00.000Z`),
  );
});

test("letters are replayed by id, all of them by --all, and then none is left", async () => {
  const one = await deadLetters(["replay", "m2", "--url", url]);
  assert.equal(one.code, 0);
  assert.match(one.stdout[0] ?? "", /^m2 {2}plan-steps-queue {2}replayed /);
  asked = [];
  const all = await deadLetters(["replay", "--all", "--json", "--url", url]);
  assert.deepEqual(
    all.stdout.map((line) => JSON.parse(line).id),
    ["m1", "m3"],
  );
  assert.equal(asked.filter((line) => line.startsWith("POST")).length, 2);
  const none = await deadLetters(["list", "--url", url]);
  assert.deepEqual(none.stdout, []);
  assert.match(none.stderr, /no dead letters/);
});

test("an unknown id fails with the reason", async () => {
  const { code, stderr } = await deadLetters(["replay", "nobody", "--url", url]);
  assert.equal(code, 1);
  assert.match(stderr, /no such dead letter/);
});

test("unclear calls are wrong usage and ask nothing", async () => {
  for (const args of [
    ["burn"],
    ["replay"],
    ["replay", "m1", "--all"],
    ["list", "m1"],
    ["list", "--url", "here"],
  ]) {
    const { code } = await deadLetters(args.includes("--url") ? args : [...args, "--url", url]);
    assert.equal(code, 2, args.join(" "));
  }
  assert.deepEqual(asked, []);
});

test("without a running instance the next step is named", async () => {
  const place = mkdtempSync(path.join(tmpdir(), "sitewright-letters-"));
  const { code, stderr } = await deadLetters([], { SITEWRIGHT_STATE: place });
  rmSync(place, { recursive: true });
  assert.equal(code, 1);
  assert.match(stderr, /npm start/);
});
