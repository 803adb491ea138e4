// The way out over HTTP in workerd: what a server on loopback sees of it, and what comes back.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  asked,
  close,
  key,
  perform,
  port,
  post,
  read,
  request,
  server,
  withKey,
} from "./effects_client.mjs";

describe("http.open", () => {
  it("sends method, headers and body, and streams the answer to its end", async () => {
    asked.length = 0;
    server.does = (_request, response) => {
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
    server.does = (incoming, response) => {
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

  it("takes it out of a stream as well, wherever the pieces are cut, and holds nothing else back", async () => {
    const said = `data: {"error":"canary-5 and ${key}${key} are no keys"}\n\n`;
    const clean = said.replaceAll(key, "[credential]");
    const last = said.indexOf(" are");
    for (let cut = said.indexOf("canary") - 1; cut < last; cut += 1) {
      const rest = Promise.withResolvers();
      server.does = (incoming, response) => {
        if (incoming.url === "/rest") {
          response.end();
          return rest.resolve(undefined);
        }
        response.write(said.slice(0, cut));
        rest.promise.then(() => response.end(said.slice(cut)));
      };
      const onward = request({ url: `http://127.0.0.1:${port}/rest` });
      const [, first, , ...others] = await perform(
        ["http.open", request({ headers: withKey("FIRST_API_KEY") })],
        read,
        ["http.open", onward],
        read,
        read,
        read,
      );
      const all = Buffer.concat([first, ...others].map(({ body }) => body)).toString();
      assert.equal(all, clean, `cut at ${cut}`);
      const before = said.slice(0, cut).replaceAll(key, "[credential]");
      const early = first.body.toString();
      assert.ok(before.startsWith(early) && key.startsWith(before.slice(early.length)), early);
    }
  });

  it("leaves words in a stream that a server of one's own takes for a key", async () => {
    server.does = (_incoming, response) => response.end("a second, and b c");
    const list = { kind: "header_list", name: "LISTED_HEADERS" };
    const headers = [...withKey("SECOND_SECRET"), { name: "x-list", value: "", credential: list }];
    const [, answer] = await perform(["http.open", request({ headers })], read);
    assert.equal(answer.body.toString(), "a second, and b c");
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
    server.does = (_incoming, response) => response.end("well");
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
    server.does = (_request, response) => {
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
    server.does = (_request, response) => {
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
    server.does = (_request, response) => response.on("close", gone.resolve);
    const [answer] = await perform(["http.open", request({ firstByteMs: 50 })]);
    assert.deepEqual([answer.reply.status, answer.reply.failure], [0, "late"]);
    await gone.promise;
  });

  it("end an answer that falls silent, upstream as well", async () => {
    const gone = Promise.withResolvers();
    server.does = (_request, response) => {
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
    server.does = (incoming, response) => {
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
    server.does = (_request, response) => {
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
    server.does = (_request, response) => response.on("close", gone.resolve);
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
    server.does = (_request, response) => {
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
      server.does = (_request, response) => {
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
    server.does = (_request, response) => {
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

describe("clock.sleep", () => {
  it("answers when the time has passed", async () => {
    const since = performance.now();
    const [slept] = await perform(["clock.sleep", { ms: 50 }]);
    assert.deepEqual(slept.reply, {});
    assert.ok(performance.now() - since >= 45);
  });
});
