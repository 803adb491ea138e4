// Who is writing when a generation is cancelled: its connection is closed.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { cancel, create, play, server, startProduct, stopProduct } from "./product.mjs";

before(startProduct);
after(stopProduct);

describe("a cancelled generation", () => {
  it("closes the connection upstream when the generation is cancelled", async () => {
    play({
      when: { provider: "xai", role: "coder" },
      behaviours: [{ pieceChars: 1, pieceDelayMs: 100 }],
    });
    const since = server.records.length;
    const { generation } = await create("A bookbinder");
    const coder = await server.when(
      (one) => one.number > since && one.role === "coder" && one.firstTextAt !== undefined,
    );
    await cancel(generation);
    const gone = await server.when((one) => one.number === coder.number && one.ended !== undefined);
    assert.equal(gone.ended, "gone");
  });
});
