import assert from "node:assert/strict";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function modelsAndMoney({ page }, app) {
  await page.goto(app.base);
  await page.getByRole("link", { name: "Models and money" }).click();
  await page.getByRole("heading", { name: "Models and money" }).waitFor();
  await page.getByTestId("who-answers").getByText("built-in model").waitFor();
  await page.getByTestId("provider-anthropic").getByText("No key").waitFor();
  const budget = page.getByLabel("Dollars a month");
  await budget.fill("12.50");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await page.getByText("of $12.50 spent").waitFor();
  await page.reload();
  await page.getByText("of $12.50 spent").waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= (page.viewportSize()?.width ?? 0), `the page is ${width} px wide`);
}
