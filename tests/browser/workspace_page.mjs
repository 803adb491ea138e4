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
export async function eventually(read, ok, what, limitMs = 15_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (ok(value)) return value;
    if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
