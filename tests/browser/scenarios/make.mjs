import assert from "node:assert/strict";
import { build, eventually, generationLimitMs, liveAddress, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** Adds up, in the page, how far things moved that nobody touched. */
function watchShifts() {
  const shifts = { total: 0 };
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } =
        /** @type {{ value: number, hadRecentInput: boolean } & PerformanceEntry} */ (entry);
      if (!hadRecentInput) shifts.total += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** @param {Opened} opened */
export async function promptToLiveSite({ page, context }) {
  await page.addInitScript(watchShifts);
  await page.goto("/");
  const box = page.getByLabel("Describe the site");
  assert.equal(
    await box.evaluate((element) => element === document.activeElement),
    true,
    "the box has no focus",
  );
  await page
    .locator("form")
    .getByText(/built-in model, no key needed/i)
    .waitFor();

  await page.getByRole("radio", { name: "Food and drink" }).click();
  await page.getByRole("button", { name: /^Neighbourhood bakery in Porto/ }).click();
  assert.match(await box.inputValue(), /^Neighbourhood bakery in Porto/);
  await page.keyboard.press("Shift+Enter");
  assert.match(await box.inputValue(), /\n/);
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/projects\/[^/]+/);

  const messages = page.getByTestId("messages");
  await messages
    .getByText(/Neighbourhood bakery in Porto/)
    .first()
    .waitFor();
  await page.getByTestId("plan").waitFor({ timeout: generationLimitMs });
  assert.ok((await page.getByTestId("step").count()) >= 2, "a plan has at least two steps");

  await stateIs(page, "Live");
  for (const status of await page
    .getByTestId("step")
    .evaluateAll((all) => all.map((one) => one.dataset["status"]))) {
    assert.equal(status, "complete");
  }
  await eventually(
    () => page.getByTestId("announcer").innerText(),
    (said) => said.trim() === "Live",
    "what a screen reader was told",
  );
  const moved = await page.evaluate(() => Reflect.get(window, "shifts").total);
  assert.ok(moved < 0.1, `things jumped by ${moved} on the way to the live site`);
  const address = await liveAddress(page);
  const site = await context.newPage();
  const answer = await site.goto(address);
  assert.equal(answer?.status(), 200);
  assert.match(await site.locator("body").innerText(), /Porto/);
  await site.close();

  const frame = page.frameLocator("[data-testid=preview-frame]");
  await frame.locator("h1").waitFor();
  await page.getByRole("radio", { name: "Phone, 375 px" }).click();
  await frame.locator("h1").waitFor();
  assert.equal(await frame.locator("html").evaluate((html) => html.clientWidth), 375);

  await page.getByRole("tab", { name: "Console" }).click();
  assert.match(await page.getByTestId("console").innerText(), /build/i);
  await page.getByRole("tab", { name: "Code" }).click();
  await page.getByRole("listbox", { name: "Files" }).getByRole("option").first().click();
  await page.getByTestId("file-text").locator(".code-line").first().waitFor();
}

/** @param {Opened} opened */
export async function reloadKeepsEverything({ page }) {
  await build(page, "Personal blog about slow travel by train");
  await page.getByTestId("plan").waitFor({ timeout: generationLimitMs });
  const titles = () => page.getByTestId("step").locator("summary").allInnerTexts();
  const firstLines = (/** @type {string[]} */ all) =>
    all.map((one) =>
      one
        .split(",")[0]
        ?.split("\n")
        .find((line) => /\w{3}/.test(line)),
    );
  const done = () => page.locator("[data-testid=step][data-status=complete]").count();
  const before = { titles: firstLines(await titles()), done: await done() };
  await page.locator("#follow-up").fill("half a thought");
  for (let i = 0; i < 3; i += 1) {
    await page.reload();
    await page.getByTestId("plan").waitFor();
    await page.getByText("Personal blog about slow travel by train").first().waitFor();
    assert.deepEqual(firstLines(await titles()), before.titles, `plan after reload ${i + 1}`);
    const now = await done();
    assert.ok(now >= before.done, `${now} steps done after the reload, ${before.done} before`);
    before.done = now;
  }
  assert.equal(await page.locator("#follow-up").inputValue(), "half a thought");
  await stateIs(page, "Live");
  await page.goto(`${page.url().split("?")[0]}?tab=console`);
  const lines = page.getByTestId("console").locator(".code-text");
  await lines.first().waitFor();
  const shown = await lines.allInnerTexts();
  await page.reload();
  await lines.first().waitFor();
  await page.waitForFunction(
    (n) => document.querySelectorAll("[data-testid=console] .code-text").length >= n,
    shown.length,
  );
  assert.deepEqual(await lines.allInnerTexts(), shown, "the console after a reload");
}
