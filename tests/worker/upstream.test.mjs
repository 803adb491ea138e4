// The way out over HTTP in workerd: what a server on loopback sees of it, and what comes back.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, describe, it } from "node:test";
import { startDev } from "./start_dev.mjs";

/** What the server does next. @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} */
let serverDoes = (_request, response) => response.end("well");
/** @type {{ method: string, url: string, headers: import("node:http").IncomingHttpHeaders, body: string }[]} */
const asked = [];

const upstream = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const { method = "", url = "", headers } = request;
    asked.push({ method, url, headers, body: Buffer.concat(pieces).toString() });
    serverDoes(request, response);
  });
});
await new Promise((resolve) => upstream.listen(0, "127.0.0.1", () => resolve(undefined)));
after(() => {
  upstream.close();
  upstream.closeAllConnections();
});
const { port } = /** @type {import("node:net").AddressInfo} */ (upstream.address());

const key = "canary-5f1e0c";
const vaultKey = (id) => `${id}:${Buffer.alloc(32, id).toString("base64")}`;
const { url } = await startDev(
  ["tests/worker/effects/wrangler.toml", "tests/worker/sibling/wrangler.toml"],
  {
    FIRST_API_KEY: key,
    SECOND_SECRET: "second",
    LISTED_HEADERS: "x-team=a, x-words=b%20c",
    VAULT_KEYS: `${vaultKey("new")},${vaultKey("old")}`,
  },
);

async function post(path, content) {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    body: JSON.stringify(content),
  });
  return response.json();
}

/** Runs the effects one after the other in one run. */
async function perform(...effects) {
  const list = effects.map(([kind, request, body]) => ({
    kind,
    request,
    body: Buffer.from(body ?? "").toString("base64"),
  }));
  const answers = await post("/", list);
  return answers.map((one) => ({ ...one, body: Buffer.from(one.body ?? "", "base64") }));
}

const request = (more = {}) => ({
  method: "POST",
  url: `http://127.0.0.1:${port}/v1/messages`,
  headers: [],
  firstByteMs: 60_000,
  silenceMs: 60_000,
  bytes: 0,
  ...more,
});
const read = ["stream.read", { stream: 1 }];
const close = ["stream.close", { stream: 1 }];
const withKey = (name, kind = "config", owner) => [
  { name: "authorization", value: "Bearer ", credential: { kind, name, owner } },
];

describe("http.open", () => {
  it("sends method, headers and body, and streams the answer to its end", async () => {
    asked.length = 0;
    serverDoes = (_request, response) => {
      response.writeHead(200, { "request-id": "req_1" });
      response.end("streamed");
    };
    const headers = [{ name: "x-version", value: "2023-06-01" }];
    const [opened, ...reads] = await perform(
      ["http.open", request({ headers, bytes: 2 }), "{}"],
      read,
      read,
    );
    const { status, stream, bytes } = opened.reply;
    assert.deepEqual([status, stream, bytes], [200, 1, 0]);
    assert.ok(
      opened.reply.headers.some(({ name, value }) => name === "request-id" && value === "req_1"),
    );
    assert.equal(Buffer.concat(reads.map(({ body }) => body)).toString(), "streamed");
    assert.equal(reads.at(-1)?.reply.done, true);
    const [{ method, url: path, headers: sent, body }] = asked;
    assert.deepEqual(
      [method, path, body, sent["x-version"]],
      ["POST", "/v1/messages", "{}", "2023-06-01"],
    );
  });

  it("puts a Worker's secret into its header, and takes it out of what an error says", async () => {
    asked.length = 0;
    serverDoes = (incoming, response) => {
      response.writeHead(401, { "x-echo": incoming.headers.authorization });
      response.end(`{"error":"no such key ${incoming.headers.authorization}"}`);
    };
    const [answer] = await perform(["http.open", request({ headers: withKey("FIRST_API_KEY") })]);
    assert.equal(asked[0]?.headers.authorization, `Bearer ${key}`);
    assert.equal(answer.reply.status, 401);
    assert.equal(answer.reply.stream, undefined);
    assert.equal(answer.body.toString(), '{"error":"no such key Bearer [credential]"}');
    assert.ok(!JSON.stringify(answer).includes(key));
  });

  it("opens a sealed secret for its owner, also one of an older key, and for nobody else", async () => {
    serverDoes = (_request, response) => response.end("well");
    const { sealed: fresh } = await post("/seal", { secret: "tenant-key", owner: "user_1" });
    const { sealed: older } = await post("/seal", {
      secret: "older-key",
      owner: "user_1",
      keys: vaultKey("old"),
    });
    assert.match(fresh, /^v1\.new\.[\w-]{16}\.[\w-]+$/);
    asked.length = 0;
    // Not the last letter: some of its bits are padding, which nothing reads.
    const changed = fresh.replace(/.(?=.$)/, (letter) => (letter === "A" ? "B" : "A"));
    const answers = await perform(
      ["http.open", request({ headers: withKey(fresh, "sealed", "user_1") })],
      ["http.open", request({ headers: withKey(older, "sealed", "user_1") })],
      ["http.open", request({ headers: withKey(fresh, "sealed", "user_2") })],
      ["http.open", request({ headers: withKey(changed, "sealed", "user_1") })],
      [
        "http.open",
        request({ headers: withKey(fresh.replace("new", "gone"), "sealed", "user_1") }),
      ],
      ["http.open", request({ headers: withKey("plain text", "sealed", "user_1") })],
    );
    assert.deepEqual(
      asked.map(({ headers }) => headers.authorization),
      ["Bearer tenant-key", "Bearer older-key"],
    );
    assert.deepEqual(
      answers.map(({ reply }) => reply.failure ?? "none"),
      ["none", "none", ...Array.from({ length: 4 }, () => "no_credential")],
    );
    assert.ok(!JSON.stringify(answers).includes("tenant-key"));
  });

  it("asks nobody without the credential, and never gives the vault's own keys away", async () => {
    asked.length = 0;
    const answers = await perform(
      ["http.open", request({ headers: withKey("SECOND_API_KEY") })],
      ["http.open", request({ headers: withKey("VAULT_KEYS") })],
    );
    for (const { reply } of answers) assert.equal(reply.failure, "no_credential");
    assert.match(answers[0]?.reply.detail, /no secret SECOND_API_KEY/);
    assert.equal(asked.length, 0);
  });

  it("makes Basic credentials of two secrets, and headers of a list", async () => {
    asked.length = 0;
    serverDoes = (_incoming, response) => response.end("well");
    const basic = { kind: "basic", name: "FIRST_API_KEY:SECOND_SECRET" };
    const list = { kind: "header_list", name: "LISTED_HEADERS" };
    const headers = [
      { name: "authorization", value: "Basic ", credential: basic },
      { name: "authorization", value: "", credential: list },
    ];
    await perform(["http.open", request({ headers })]);
    const [{ headers: sent }] = asked;
    const user = Buffer.from(`${key}:second`).toString("base64");
    assert.equal(sent.authorization, `Basic ${user}`);
    assert.deepEqual([sent["x-team"], sent["x-words"]], ["a", "b c"]);
  });

  it("does not follow a redirect: the credential would go along", async () => {
    asked.length = 0;
    serverDoes = (_request, response) => {
      response.writeHead(307, { location: "/elsewhere" }).end("moved");
    };
    const [answer] = await perform(["http.open", request({ headers: withKey("FIRST_API_KEY") })]);
    assert.deepEqual([answer.reply.status, answer.body.toString()], [307, "moved"]);
    assert.deepEqual(
      asked.map((one) => one.url),
      ["/v1/messages"],
    );
  });

  it("asks plain http only on this machine or where the deployment says so", async () => {
    const answers = await perform(
      ["http.open", request({ url: "http://models.example/v1" })],
      ["http.open", request({ url: "http://127.0.0.1.example/v1" })],
      ["http.open", request({ url: "https://user:word@models.example/v1" })],
      ["http.open", request({ url: "file:///etc/passwd" })],
      ["http.open", request({ url: "nonsense" })],
    );
    for (const { reply } of answers) assert.equal(reply.failure, "not_allowed");
    const [named] = await perform(["http.open", request({ url: "http://models.invalid/v1" })]);
    assert.notEqual(named.reply.failure, "not_allowed");
  });

  it("asks Workers AI over the Worker's own binding", async () => {
    const [opened, answer] = await perform(
      ["http.open", request({ url: "ai:@cf/meta/llama", bytes: 16 }), '{"stream":true}'],
      read,
    );
    assert.deepEqual([opened.reply.status, opened.reply.stream], [200, 1]);
    assert.equal(
      answer.body.toString(),
      'data: {"model":"@cf/meta/llama","inputs":{"stream":true}}\n\n',
    );
  });

  it("says when nobody answers there, and gives 64 KB of an endless error at most", async () => {
    serverDoes = (_request, response) => {
      response.writeHead(500);
      const more = () => {
        while (response.write(Buffer.alloc(10_000, "e")));
      };
      response.on("drain", more);
      more();
    };
    const [refused, endless] = await perform(
      ["http.open", request({ url: "http://127.0.0.1:1/" })],
      ["http.open", request()],
    );
    assert.deepEqual([refused.reply.status, refused.reply.failure], [0, "unreachable"]);
    assert.deepEqual([endless.reply.status, endless.body.length], [500, 65_536]);
  });
});

describe("the limits of waiting", () => {
  it("end a request whose head does not come in time, upstream as well", async () => {
    const gone = Promise.withResolvers();
    serverDoes = (_request, response) => response.on("close", gone.resolve);
    const [answer] = await perform(["http.open", request({ firstByteMs: 50 })]);
    assert.deepEqual([answer.reply.status, answer.reply.failure], [0, "late"]);
    await gone.promise;
  });

  it("end an answer that falls silent, upstream as well", async () => {
    const gone = Promise.withResolvers();
    serverDoes = (_request, response) => {
      response.writeHead(200).write("first");
      response.on("close", gone.resolve);
    };
    const [, first, late, again] = await perform(
      ["http.open", request({ silenceMs: 200 })],
      read,
      read,
      read,
    );
    assert.equal(first.body.toString(), "first");
    assert.deepEqual(late.reply, { done: true, bytes: 0, late: true });
    assert.match(again.failed, /no open handle/);
    await gone.promise;
  });
});

describe("a wait of one's own", () => {
  it("comes back from a head and from bytes that are not there, and loses neither", async () => {
    /** @type {import("node:http").ServerResponse} */
    let slow;
    serverDoes = (incoming, response) => {
      if (incoming.url === "/slow") slow = response;
      else response.writeHead(204).end();
      if (incoming.url === "/head") slow.writeHead(200).flushHeaders();
      if (incoming.url === "/bytes") slow.end("well");
    };
    const to = (path, more = {}) => [
      "http.open",
      request({ url: `http://127.0.0.1:${port}${path}`, ...more }),
    ];
    const [waiting, waitingStill, , answered, quiet, quietStill, , bytes] = await perform(
      to("/slow", { waitMs: 20 }),
      ["http.head", { waiting: 1, waitMs: 20 }],
      to("/head"),
      ["http.head", { waiting: 2, waitMs: 60_000 }],
      ["stream.read", { stream: 3, waitMs: 20 }],
      ["stream.read", { stream: 3, waitMs: 20 }],
      to("/bytes"),
      ["stream.read", { stream: 3, waitMs: 60_000 }],
    );
    assert.deepEqual(waiting.reply, { status: 0, headers: [], waiting: 1, bytes: 0 });
    assert.equal(waitingStill.reply.answer.waiting, 2);
    assert.deepEqual([answered.reply.answer.status, answered.reply.answer.stream], [200, 3]);
    assert.deepEqual(quiet.reply, { done: false, bytes: 0, quiet: true });
    assert.deepEqual(quietStill.reply, { done: false, bytes: 0, quiet: true });
    assert.equal(bytes.body.toString(), "well");
  });

  it("adds up to the limit of silence", async () => {
    const gone = Promise.withResolvers();
    serverDoes = (_request, response) => {
      response.writeHead(200).flushHeaders();
      response.on("close", gone.resolve);
    };
    const shortRead = ["stream.read", { stream: 1, waitMs: 40 }];
    const [, ...reads] = await perform(
      ["http.open", request({ silenceMs: 100 })],
      shortRead,
      shortRead,
      shortRead,
    );
    assert.deepEqual(
      reads.map(({ reply }) => [reply.quiet, reply.late]),
      [
        [true, undefined],
        [true, undefined],
        [undefined, true],
      ],
    );
    await gone.promise;
  });
});

describe("letting go", () => {
  it("closes the connection upstream of an answer that has no head yet", async () => {
    const gone = Promise.withResolvers();
    serverDoes = (_request, response) => response.on("close", gone.resolve);
    const [, closed, again] = await perform(["http.open", request({ waitMs: 20 })], close, [
      "http.head",
      { waiting: 1, waitMs: 20 },
    ]);
    assert.deepEqual(closed.reply, { open: true });
    assert.match(again.failed, /no open handle/);
    await gone.promise;
  });

  it("closes the connection upstream with stream.close, once", async () => {
    const gone = Promise.withResolvers();
    serverDoes = (_request, response) => {
      response.writeHead(200).write("first");
      response.on("close", gone.resolve);
    };
    const [, , closed, again] = await perform(["http.open", request()], read, close, close);
    assert.deepEqual([closed.reply, again.reply], [{ open: true }, { open: false }]);
    await gone.promise;
  });

  it("closes it with the run, while it is read and before it has answered", async () => {
    for (const answers of [true, false]) {
      const gone = Promise.withResolvers();
      const came = Promise.withResolvers();
      serverDoes = (_request, response) => {
        if (answers) response.writeHead(200).write("first");
        response.on("close", gone.resolve);
        came.resolve(undefined);
      };
      const left = post("/abandon", { request: request(), reads: answers ? 1 : 0 });
      await came.promise;
      await left;
      await gone.promise;
    }
  });

  it("hands over a connection that breaks as a failure of the read", async () => {
    serverDoes = (_request, response) => {
      response.writeHead(200, { "content-length": "1000" }).write("first");
      response.write("", () => response.socket?.destroy());
    };
    const [, ...reads] = await perform(["http.open", request()], read, read);
    assert.equal(
      reads.some(({ failed, reply }) => failed !== undefined || reply?.done === true),
      true,
    );
  });
});

describe("secret.seal", () => {
  it("seals with the newest key what only its owner's calls open, and answers without it", async () => {
    serverDoes = (_request, response) => response.end("well");
    const secret = "canary-tenant-key";
    const seal = { owner: "user_1/anthropic", bytes: secret.length };
    const [sealing] = await perform(["secret.seal", seal, secret]);
    assert.equal(sealing.reply.keyId, "new");
    assert.doesNotMatch(JSON.stringify(sealing), /canary/);
    const { sealed } = sealing.reply;
    const [own, other] = await perform(
      ["http.open", request({ headers: withKey(sealed, "sealed", "user_1/anthropic") })],
      ["http.open", request({ headers: withKey(sealed, "sealed", "user_1/openai") })],
    );
    assert.equal(own.reply.status, 200);
    assert.equal(asked.at(-1)?.headers.authorization, `Bearer ${secret}`);
    assert.equal(other.reply.failure, "no_credential");
  });
});

describe("clock.sleep", () => {
  it("answers when the time has passed", async () => {
    const since = performance.now();
    const [slept] = await perform(["clock.sleep", { ms: 50 }]);
    assert.deepEqual(slept.reply, {});
    assert.ok(performance.now() - since >= 45);
  });
});
