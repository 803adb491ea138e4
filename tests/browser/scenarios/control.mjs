import assert from "node:assert/strict";
import { build, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened */
export async function cancelStopsIt({ page }) {
  await build(page, "A festival of short films with a programme");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page
    .getByTestId("state-words")
    .getByText(/^Cancelled/)
    .waitFor({ timeout: 30_000 });
  assert.equal(await page.getByRole("button", { name: "Pause" }).count(), 0);
  await page.reload();
  await page
    .getByTestId("state-words")
    .getByText(/^Cancelled/)
    .waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await stateIs(page, "Live");
}

/** @param {Opened} opened */
export async function pauseHoldsAndGoesOn({ page }) {
  await build(page, "Piano tuner for Zürich and around, with prices and booking");
  await page.getByRole("button", { name: "Pause" }).click();
  await stateIs(page, "Paused");
  await page.waitForTimeout(1_500);
  await stateIs(page, "Paused");
  await page.getByRole("button", { name: "Go on" }).click();
  await stateIs(page, "Live");
}
