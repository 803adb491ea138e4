import assert from "node:assert/strict";
import { build, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened */
export async function planTellsWhatTheSiteIsToBe({ page }) {
  await build(page, "Bakery in Porto with a menu and opening hours");
  await stateIs(page, "Live");
  await page
    .getByRole("button", { name: /^What the site is to be \(\d+ open questions\)$/ })
    .click();
  const sheet = page.getByRole("dialog", { name: "What the site is to be" });
  for (const part of ["Open questions", "Pages", "Assumptions", "Not part of it"]) {
    await sheet.getByRole("region", { name: part }).waitFor();
  }
  assert.match(await sheet.innerText(), /When are you open\?/);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Decisions" }).click();
  await page
    .getByRole("dialog", { name: "Decisions" })
    .getByText("Nothing had to be decided yet.")
    .waitFor();
}
