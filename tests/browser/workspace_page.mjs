// What a person does in the dashboard, as steps that the scenarios share.
import assert from "node:assert/strict";

export const generationLimitMs = 120_000;

/**
 * @param {import("playwright-core").Page} page
 * @param {string} prompt
 */
export async function build(page, prompt) {
  await page.goto("/");
  await page.getByLabel("Describe the site").fill(prompt);
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/projects\/[^/]+/);
}

/**
 * The same with the build runner held still: once every step is written the generation stays in its
 * build, until `builds.release()`.
 * @param {import("playwright-core").Page} page
 * @param {string} prompt
 * @param {import("./app.mjs").App} app
 */
export async function buildHeld(page, prompt, { builds }) {
  assert.ok(builds, "this app's builds cannot be held");
  builds.hold();
  await build(page, prompt);
  await page.getByTestId("plan").waitFor({ timeout: generationLimitMs });
  return builds;
}

/**
 * What moves has come to rest: styles are applied and every animation that ends has ended.
 * @param {import("playwright-core").Page} page
 */
export const settled = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((one) => one.finished));
  });

/**
 * Opens a tab and waits until what it shows was read.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function showTab(page, name) {
  const tab = page.getByRole("tab", { name });
  await tab.click();
  const panel = page.getByRole("tabpanel", { name });
  await panel.waitFor();
  await panel.locator(".skeleton, [aria-busy=true]").first().waitFor({ state: "detached" });
  await settled(page);
  return tab;
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Promise<(string | undefined)[]>} of each step that is shown
 */
export const stepStatuses = (page) =>
  page.getByTestId("step").evaluateAll((all) => all.map((one) => one.dataset["status"]));

/**
 * @param {import("playwright-core").Page} page
 * @param {string} words
 */
export function stateIs(page, words) {
  return page
    .getByTestId("state-words")
    .getByText(words, { exact: true })
    .waitFor({ timeout: generationLimitMs });
}

/** @param {import("playwright-core").Page} page */
export async function liveAddress(page) {
  const address = await page.getByTestId("live-link").getAttribute("href");
  assert.ok(address, "no link to the live site");
  return address;
}

/**
 * Numbers of the versions that the Versions tab lists, newest first.
 * @param {import("playwright-core").Page} page
 */
export async function listedVersions(page) {
  await page.getByRole("tab", { name: "Versions" }).click();
  const rows = page.getByTestId("version");
  await rows.first().waitFor();
  return (await rows.locator(":scope > span").allTextContents()).map(Number);
}

/**
 * Waits until `read` gives what `ok` accepts; fails with the last value.
 * @template T
 * @param {() => Promise<T>} read
 * @param {(value: T) => boolean} ok
 * @param {string} what
 * @param {number} [limitMs]
 */
export async function eventually(read, ok, what, limitMs = 60_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (ok(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
