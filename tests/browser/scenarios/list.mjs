import assert from "node:assert/strict";
import { exchange } from "../../contract/api_client.mjs";
import { eventually } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

const onePage = 12;

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function showMoreShowsAll({ page }, { base }) {
  const all = async () =>
    (await exchange(`${base}/api/v1/projects?limit=100`)).json.items.map(
      (/** @type {{ id: string }} */ { id }) => `/projects/${id}`,
    );
  for (let n = (await all()).length; n <= onePage; n += 1) {
    const prompt = `A page about the number ${n}`;
    const { json } = await exchange(`${base}/api/v1/projects`, {
      method: "POST",
      body: { prompt },
    });
    await exchange(`${base}/api/v1/generations/${json.currentGenerationId}/cancel`, {
      method: "POST",
    });
  }
  const wanted = await all();
  await page.goto("/");
  const links = page.getByTestId("project").getByRole("heading").getByRole("link");
  await links.first().waitFor();
  const more = page.getByRole("button", { name: "Show more" });
  for (let shown = onePage; shown < wanted.length; shown += onePage) {
    await more.click();
    const next = Math.min(shown + onePage, wanted.length);
    await eventually(
      () => links.count(),
      (count) => count >= next,
      "cards",
    );
  }
  await more.waitFor({ state: "detached" });
  const listed = await links.evaluateAll((every) => every.map((one) => one.getAttribute("href")));
  assert.equal(new Set(listed).size, listed.length, "a project is listed twice");
  for (const one of wanted) assert.ok(listed.includes(one), `${one} is not listed`);
}
