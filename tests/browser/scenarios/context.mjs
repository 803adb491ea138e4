import assert from "node:assert/strict";
import { build, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened */
export async function stepTellsWhatTheModelSaw({ page }) {
  await build(page, "Potter in a village: bowls, courses, opening hours");
  await stateIs(page, "Live");
  const step = page.getByTestId("step").nth(1);
  await step.locator("summary").click();
  await step.getByRole("button", { name: "What the model saw" }).click();
  const sheet = page.getByRole("dialog", { name: /^What the model saw for/ });
  await sheet.getByText(/files, [\d,]+ tokens/).waitFor();
  const files = await sheet.getByTestId("context-file").allInnerTexts();
  assert.ok(files.length > 10, `only ${files.length} files were shown`);
  assert.match(files[0] ?? "", /named by the step/, "the file that the step names comes first");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  // Focus comes back to the button, a frame later.
  await page.waitForFunction(() => document.activeElement?.textContent === "What the model saw");
}
