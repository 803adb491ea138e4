import assert from "node:assert/strict";
import { eventually, settled, showTab } from "../workspace_page.mjs";
import { check } from "./axe.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {import("playwright-core").Page} page @param {string} route */
const read = async (page, route) => (await page.request.get(`/api/v1${route}`)).json();

/** @param {import("playwright-core").Page} page */
async function fits(page) {
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= (page.viewportSize()?.width ?? 0), `the page is ${width} px wide`);
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function heldAtTheCapGoesOn({ page }, { base, builds }) {
  builds?.hold();
  const made = await page.request.post(`${base}/api/v1/projects`, {
    data: {
      prompt: "Departures of a small ferry",
      settings: { allowBuiltin: false, budget: { generationMicros: 10_000 } },
    },
  });
  const { id, currentGenerationId: generation } = await made.json();
  await page.goto(`/projects/${id}`);
  const hold = page.getByTestId("budget-hold");
  await hold.getByText("The budget of this generation is used up").waitFor();
  await check(page, "a budget that is used up");
  await fits(page);
  await hold.getByLabel("Dollars more").fill("three");
  assert.ok(await hold.getByRole("button", { name: "Raise and go on" }).isDisabled());
  await hold.getByLabel("Dollars more").fill("3");
  await page.keyboard.press("Enter");
  await hold.waitFor({ state: "detached" });
  await eventually(
    async () => (await read(page, `/generations/${generation}`)).state,
    (state) => state === "building",
    "it goes on where it stopped",
  );
  await costIsTold(page, id, generation);
  await minutesHaveIt(page);
}

/**
 * What is shown is what the books say: the project, its change, each step, each call.
 * @param {import("playwright-core").Page} page
 * @param {string} id
 * @param {string} generation
 */
async function costIsTold(page, id, generation) {
  const { total } = await read(page, `/projects/${id}/usage`);
  const { steps } = await read(page, `/generations/${generation}/usage`);
  const calls = (await read(page, `/generations/${generation}/calls?limit=100`)).items;
  assert.ok(steps.length >= 2 && calls.length > steps.length, JSON.stringify(steps));
  for (const field of ["costMicros", "inputTokens", "outputTokens", "calls"])
    assert.equal(
      steps.reduce((/** @type {number} */ sum, /** @type {any} */ step) => sum + step[field], 0),
      total[field],
      field,
    );
  await page.getByRole("button", { name: "What it cost" }).click();
  const sheet = page.getByRole("dialog", { name: "What it cost" });
  const cost = await sheet.getByTestId("project-cost").innerText();
  assert.ok(Math.abs(Number(cost.replace("$", "")) - total.costMicros / 1e6) < 0.005, cost);
  assert.match(await sheet.getByTestId("project-tokens").innerText(), /tokens in, .+ out/);
  const change = sheet.getByRole("button", { name: /Change 1/ });
  assert.match(await change.innerText(), /tokens in, .+ out/);
  await change.focus();
  await page.keyboard.press("Enter");
  const rows = sheet.getByTestId("step-cost");
  await rows.first().waitFor();
  assert.equal(await rows.count(), steps.length);
  assert.match(await rows.first().innerText(), /Outside steps[\s\S]*architect/);
  assert.match(await rows.nth(1).innerText(), /1\. The page[\s\S]*coder/);
  assert.equal(await rows.locator("li").count(), calls.length, "each call once");
  await check(page, "what it cost");
  await fits(page);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
}

/** @param {import("playwright-core").Page} page */
async function minutesHaveIt(page) {
  if ((page.viewportSize()?.width ?? 0) < 600) await showTab(page, "Chat");
  await page.getByRole("button", { name: "Decisions" }).click();
  const sheet = page.getByRole("dialog", { name: "Decisions" });
  await sheet.getByText("Raise the budget of each change from $0.01 to $3.00.").waitFor();
}
