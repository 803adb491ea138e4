// Pictures that come with a message, over the whole product: every provider's real client shows them to
// who plans and who writes.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  answeredBy,
  api,
  callsOf,
  cancel,
  providers,
  read,
  server,
  startProduct,
  stopProduct,
  until,
  written,
} from "./product.mjs";

before(startProduct);
after(stopProduct);

/** The smallest picture there is: one pixel. */
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
/** Who is asked, and whether a picture is anything to them. @type {Record<string, boolean>} */
const seen = { architect: true, coder: true, reviewer: false };
/** Which of them are told by the catalogue, or by their setting, to see. */
const blind = ["compatible"];

async function drawn(prompt) {
  const body = {
    prompt,
    images: [{ mediaType: "image/png", data: pixel }],
    settings: { allowBuiltin: false },
  };
  const created = await api("/projects", { method: "POST", body });
  assert.equal(created.status, 201, created.text);
  const { threadId, currentGenerationId: generation } = created.json;
  await until(generation, ...written);
  await cancel(generation);
  return { threadId, generation };
}

describe("a picture with a prompt", () => {
  for (const provider of providers) {
    it(`${provider}: is in what the architect and the coder are sent, as its format has it`, async () => {
      const since = server.records.length;
      const { threadId, generation } = await answeredBy(provider, [], () =>
        drawn(`A kiosk for ${provider}`),
      );
      const records = server.records
        .slice(since)
        .filter(({ status, role }) => status === 200 && role in seen);
      assert.deepEqual([...new Set(records.map((one) => one.provider))], [provider]);
      for (const { role, body } of records) {
        const sees = seen[role] && !blind.includes(provider);
        assert.equal(JSON.stringify(body).includes(pixel), sees, role);
      }
      assert.deepEqual(
        [...new Set(records.map(({ role }) => role))].sort(),
        Object.keys(seen).sort(),
      );
      const { messages } = await read(`/threads/${threadId}`);
      const told = messages.filter(({ content }) => /cannot look at pictures/.test(content));
      assert.equal(told.length, blind.includes(provider) ? 1 : 0);
      const planned = (await callsOf(generation)).find(({ role }) => role === "architect");
      assert.equal(planned.task, "visual");
    });
  }

  it("is shown in the thread, and its bytes come back as they were sent", async () => {
    const { threadId } = await answeredBy("anthropic", [], () => drawn("A kiosk by the sea"));
    const { messages } = await read(`/threads/${threadId}`);
    const [image] = messages[0].images;
    assert.deepEqual(
      [image.mediaType, image.bytes],
      ["image/png", Buffer.from(pixel, "base64").length],
    );
    const answer = await api(`/threads/${threadId}/images/${image.id}`);
    assert.equal(answer.headers["content-type"], "image/png");
    assert.deepEqual(Buffer.from(answer.bytes), Buffer.from(pixel, "base64"));
  });
});
