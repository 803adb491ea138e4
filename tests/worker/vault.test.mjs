// Secrets at rest in workerd: sealed, opened on the way out only, and sealed anew.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { asked, perform, post, request, server, vaultKey, withKey } from "./effects_client.mjs";

describe("a sealed secret", () => {
  it("opens for its owner, also one of an older key, and for nobody else", async () => {
    server.does = (_request, response) => response.end("well");
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
});

describe("secret.seal", () => {
  it("seals with the newest key what only its owner's calls open, and answers without it", async () => {
    server.does = (_request, response) => response.end("well");
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

describe("secret.reseal", () => {
  it("seals anew with the newest key what an older one sealed, for its owner, and shows nothing of it", async () => {
    server.does = (_request, response) => response.end("well");
    const secret = "canary-tenant-key";
    const owner = "user_1/anthropic";
    const older = { secret, owner, keys: vaultKey("old") };
    const { sealed } = await post("/seal", older);
    const [known, anew, others] = await perform(
      ["secret.keys", {}],
      ["secret.reseal", { owner, sealed }],
      ["secret.reseal", { owner: "user_2/anthropic", sealed }],
    );
    assert.deepEqual(known.reply.keyIds, ["new", "old"]);
    assert.equal(anew.reply.keyId, "new");
    assert.match(anew.reply.sealed, /^v1\.new\./);
    assert.match(others.failed, /does not open/);
    assert.doesNotMatch(JSON.stringify([anew, others]), /canary/);
    await perform(["http.open", request({ headers: withKey(anew.reply.sealed, "sealed", owner) })]);
    assert.equal(asked.at(-1)?.headers.authorization, `Bearer ${secret}`);
  });
});
