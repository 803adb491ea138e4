import assert from "node:assert/strict";
import { buildHeld, eventually, settled, showTab, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {import("playwright-core").Page} page */
const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function phoneFits({ page }, app) {
  await page.goto("/");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await settled(page);
  assert.equal(await overflow(page), 0, "home is wider than the screen");
  const builds = await buildHeld(
    page,
    "Running group for beginners: routes, pace groups, first run free",
    app,
  );
  await stateIs(page, "Building the site");
  assert.equal(await overflow(page), 0, "the workspace is wider than the screen while it works");
  builds.release();
  await stateIs(page, "Live");
  for (const name of ["Chat", "Preview", "Code", "Diff", "Versions", "Console"]) {
    const tab = await showTab(page, name);
    assert.equal(await overflow(page), 0, `${name} is wider than the screen`);
    const box = await tab.boundingBox();
    assert.ok(
      box && box.height >= 44 && box.y + box.height <= 780,
      `${name}: the tab is not a thumb's size at the bottom`,
    );
  }
}

/** @param {Opened} opened */
export async function darkIsRemembered({ page }) {
  const themeIs = (/** @type {string} */ wanted, /** @type {string} */ what) =>
    eventually(
      () => page.evaluate(() => document.documentElement.dataset["theme"]),
      (theme) => theme === wanted,
      what,
    );
  await page.goto("/");
  await themeIs("dark", "the system's choice");
  await page.getByRole("button", { name: "Use light colours" }).click();
  await themeIs("light", "the person's choice");
  await page.reload();
  await themeIs("light", "the person's choice, after a reload");
}

/** @param {Opened} opened */
export async function keyboardAlone({ page }) {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.getAttribute("role") ?? element?.tagName.toLowerCase()} ${element?.getAttribute("aria-label") ?? element?.textContent ?? ""}`;
    });
  const tabUntil = async (/** @type {RegExp} */ wanted, limit = 60) => {
    for (let i = 0; i < limit; i += 1) {
      await page.keyboard.press("Tab");
      if (wanted.test(await focused())) return;
    }
    assert.fail(`Tab never reached ${wanted}; it ended on ${await focused()}`);
  };
  const focusIs = (/** @type {RegExp} */ wanted, /** @type {string} */ what) =>
    eventually(focused, (where) => wanted.test(where), what);
  await page.goto("/");
  await page.locator("textarea:focus").waitFor(); // the page asks at once
  await page.keyboard.type("Chess club that meets on Thursdays: ladder and how to join");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/projects\//);
  await stateIs(page, "Live");

  await page.keyboard.press("4");
  await page.getByTestId("version").first().waitFor();
  await tabUntil(/^tab Versions/);
  await page.keyboard.press("ArrowRight");
  await focusIs(/^tab Console/, "the arrow goes to the next tab");
  await page.getByTestId("console").waitFor();

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard" });
  await sheet.waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await focusIs(/^tab Console/, "focus comes back after the sheet");

  await page.keyboard.press("c");
  await page.waitForFunction(() => document.activeElement?.id === "follow-up");
  await page.keyboard.type("1");
  await eventually(
    () => page.locator("#follow-up").inputValue(),
    (typed) => typed === "1",
    "what was typed",
  );
  assert.match(page.url(), /tab=console/, "shortcuts are silent while typing");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
}
