// What the conversation tells of builds that failed: errors at their lines, what was changed and by
// what, and the ways on for a person where nothing helped.
import assert from "node:assert/strict";
import {
  build,
  eventually,
  generationLimitMs,
  settled,
  showTab,
  stateIs,
} from "../workspace_page.mjs";
import { check } from "./axe.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {import("playwright-core").Page} page */
const isPhone = (page) => (page.viewportSize()?.width ?? 0) < 600;

/** @param {import("playwright-core").Page} page */
async function fits(page) {
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= (page.viewportSize()?.width ?? 0), `the page is ${width} px wide`);
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function keep(page, name) {
  const folder = process.env["SITEWRIGHT_SCREENSHOTS"];
  if (!folder) return;
  await settled(page);
  const { width } = page.viewportSize() ?? { width: 0 };
  const theme = await page.evaluate(() => document.documentElement.dataset["theme"]);
  await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png` });
}

/** @param {Opened} opened */
export async function repairIsTold({ page }) {
  await build(page, "A rule knows: ovens");
  if (isPhone(page)) await showTab(page, "Chat");
  await stateIs(page, "Live");
  const card = page.getByRole("region", { name: "The build was repaired" });
  await card.getByText("2 attempts").waitFor();
  const attempts = card.getByTestId("attempt");
  assert.deepEqual(
    await attempts.evaluateAll((all) =>
      all.map(({ dataset }) => [dataset["status"], dataset["by"]]),
    ),
    [
      ["failed", "first"],
      ["succeeded", "fixer"],
    ],
  );
  // Both are closed; the keyboard opens them.
  const [first, second] = [attempts.nth(0), attempts.nth(1)];
  await first.locator("summary").focus();
  await page.keyboard.press("Enter");
  const error = first.getByTestId("build-error");
  await error.getByText("src/flaw.ts:2").waitFor();
  assert.equal(await error.count(), 1);
  const line = error.locator("[aria-current=location]");
  await line.waitFor();
  assert.match(await line.innerText(), /export const total = pric \+ 1;/);
  await second.locator("summary").focus();
  await page.keyboard.press("Enter");
  const diff = second.getByTestId("diff-file");
  await diff.getByText("src/flaw.ts").waitFor();
  assert.match(await second.innerText(), /Repaired by a rule, built/);
  await diff.filter({ hasText: "export const total = price + 1;" }).waitFor();
  await check(page, "a repaired build");
  await fits(page);
  await second.scrollIntoViewIfNeeded();
  await keep(page, "repaired");
}

/** @param {Opened} opened */
export async function personTakesOver({ page }) {
  await build(page, "Nobody knows: ovens");
  if (isPhone(page)) await showTab(page, "Chat");
  const card = page.getByRole("region", { name: "The build needs you" });
  await card.waitFor({ timeout: generationLimitMs });
  await card.getByTestId("build-error").first().getByText("src/flaw.ts:2").waitFor();
  await check(page, "a build that needs a person");
  await fits(page);
  await keep(page, "needs-you");

  // Built again it fails of the same, and says so again.
  await card.getByRole("button", { name: "Build again" }).click();
  await card.waitFor({ state: "detached" });
  await card.waitFor({ timeout: generationLimitMs });

  const takeOver = page.getByRole("button", { name: "Take over" });
  await takeOver.focus();
  await page.keyboard.press("Enter");
  const box = page.locator("#follow-up:focus");
  await eventually(
    () => box.inputValue(),
    (words) => /^Mend what the build stumbles over:\n- src\/flaw\.ts:2: /.test(words),
    "the follow-up that a person starts from",
  );
  await page.keyboard.type("Mend it by hand");
  await page.keyboard.press("Enter");
  await stateIs(page, "Live");
  assert.equal(await page.getByTestId("healing").count(), 0);
}
