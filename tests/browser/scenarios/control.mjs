import assert from "node:assert/strict";
import { eventsOf, exchange } from "../../contract/api_client.mjs";
import { buildHeld, generationLimitMs, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */
/** @typedef {import("../app.mjs").App} App */

/** @param {import("playwright-core").Page} page */
const cancelled = (page) =>
  page
    .getByTestId("state-words")
    .getByText(/^Cancelled/)
    .waitFor({ timeout: generationLimitMs });

/** @param {Opened} opened @param {App} app */
export async function cancelStopsIt({ page }, app) {
  const builds = await buildHeld(page, "A festival of short films with a programme", app);
  await page.getByRole("button", { name: "Cancel" }).click();
  await cancelled(page);
  await page.getByRole("button", { name: "Pause" }).waitFor({ state: "detached" });
  await page.reload();
  await cancelled(page);
  builds.release();
  await page.getByRole("button", { name: "Try again" }).click();
  await stateIs(page, "Live");
}

/** @param {Opened} opened @param {App} app */
export async function pauseHoldsAndGoesOn({ page }, app) {
  const builds = await buildHeld(
    page,
    "Piano tuner for Zürich and around, with prices and booking",
    app,
  );
  await stateIs(page, "Building the site");
  await page.getByRole("button", { name: "Pause" }).click();
  await stateIs(page, "Paused");
  builds.release();
  // Time goes by: another project goes all the way through the same queues and the same runner.
  const other = await exchange(`${app.base}/api/v1/projects`, {
    method: "POST",
    body: { prompt: "A page for the piano tuner's bicycle" },
  });
  const { state } = (await eventsOf(app.base, other.json.id)).at(-1)?.data ?? {};
  assert.equal(state, "complete");
  await stateIs(page, "Paused");
  assert.equal(await page.getByTestId("live-link").count(), 0);
  await page.getByRole("button", { name: "Go on" }).click();
  await stateIs(page, "Live");
}

/** @param {Opened} opened @param {App} app */
export async function unbuiltIsBuiltToPublish({ page }, app) {
  const builds = await buildHeld(page, "A ferry timetable for two islands", app);
  await stateIs(page, "Building the site");
  await page.getByRole("button", { name: "Cancel" }).click();
  await cancelled(page);
  builds.release();
  await page.getByRole("tab", { name: "Versions" }).click();
  const version = page.getByTestId("version").first();
  await version.getByText("Not built").waitFor();
  await version.getByRole("button", { name: "Publish version 1" }).click();
  const question = page.getByRole("alertdialog");
  assert.match(await question.innerText(), /it is built first/);
  await question.getByRole("button", { name: "Build and publish it" }).click();
  await question.waitFor({ state: "detached" });
  await stateIs(page, "Live");
  await version.getByRole("link", { name: /Preview/ }).waitFor();
  await version.getByRole("button", { name: "Publish version 1" }).waitFor({ state: "detached" });
}
