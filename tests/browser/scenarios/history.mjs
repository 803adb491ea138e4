import assert from "node:assert/strict";
import {
  build,
  eventually,
  generationLimitMs,
  listedVersions,
  stateIs,
} from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened */
export async function followUpDiffRevert({ page }) {
  await build(page, "A bakery in Porto with a menu and opening hours");
  await stateIs(page, "Live");
  await page.locator("#follow-up").fill("Add a pricing section and make the theme dark");
  await page.getByRole("button", { name: "Send the change" }).click();
  await page.getByTestId("plan").nth(1).waitFor({ timeout: generationLimitMs });
  await stateIs(page, "Live");
  await eventually(
    () => listedVersions(page),
    (all) => all[0] === 2,
    "versions after the follow-up",
    generationLimitMs,
  );
  await page
    .getByTestId("version")
    .first()
    .getByText(/pricing section/)
    .waitFor();

  await page.getByRole("button", { name: "Compare version 2 with 1" }).click();
  await page.getByTestId("diff-summary").waitFor();
  assert.ok((await page.getByTestId("diff-file").count()) > 0, "the diff has no file");
  assert.ok(
    (await page.locator(".diff-line[data-kind=added]").count()) > 0,
    "the diff adds no line",
  );

  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Revert to version 1" }).click();
  const question = page.getByRole("alertdialog");
  assert.match(await question.innerText(), /Nothing is deleted/);
  await question.getByRole("button", { name: "Revert" }).click();
  await question.waitFor({ state: "detached" });
  await eventually(
    () => listedVersions(page),
    (all) => all[0] === 3,
    "versions after the revert",
    generationLimitMs,
  );
  await stateIs(page, "Live");
  await page.getByText("Set aside by a revert", { exact: false }).first().waitFor();
  await page.goto(`${page.url().split("?")[0]}?tab=diff&from=1&to=3`);
  await page.getByText("These two versions are the same").waitFor();
}

/** @param {Opened} opened */
export async function renameAndDelete({ page }) {
  await build(page, "Allotment association with a waiting list and rules");
  await stateIs(page, "Live");
  await page.getByRole("heading", { level: 1 }).getByRole("button").click();
  const field = page.getByLabel("Project name");
  await field.fill("Plot holders <b>of</b> Leith");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1 }).getByText("Plot holders <b>of</b> Leith").waitFor();
  await page.getByRole("link", { name: "All projects" }).click();
  const card = page.getByRole("listitem").filter({ hasText: "Plot holders <b>of</b> Leith" });
  await card.waitFor();
  await card.getByRole("button", { name: /Rename or delete/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the project" }).click();
  await card.waitFor({ state: "detached" });
  const listed = page.waitForResponse(/\/api\/v1\/projects\?/);
  await page.reload();
  await (await listed).finished();
  await page
    .getByTestId("project")
    .or(page.getByText("Nothing on the bench yet"))
    .first()
    .waitFor();
  assert.equal(await card.count(), 0, "cards of the deleted project");
}
