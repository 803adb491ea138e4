import assert from "node:assert/strict";
import { build, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened */
export async function timelineTellsWhereTheTimeWent({ page }) {
  await build(page, "Clock repair in Basel: what is mended, prices, opening hours");
  await stateIs(page, "Live");
  await page.getByTestId("elapsed").click();
  const sheet = page.getByRole("dialog", { name: "Where the time went" });
  await sheet.getByTestId("timeline").waitFor();
  const rows = await sheet.getByTestId("trace-row").allInnerTexts();
  assert.match(rows[0] ?? "", /^All of it/);
  for (const part of ["Plan", "1. ", "Build", "Publishing"]) {
    assert.ok(
      rows.some((row) => row.startsWith(part)),
      `${part} in ${rows.join(" | ")}`,
    );
  }
  // By keyboard: down to the second row, which opens and shows its facts.
  await sheet.getByTestId("trace-row").first().getByRole("button").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const second = sheet.getByTestId("trace-row").nth(1);
  await second.getByText("sitewright.plan.id").waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
}
