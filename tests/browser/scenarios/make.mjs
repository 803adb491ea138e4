import assert from "node:assert/strict";
import {
  buildHeld,
  eventually,
  generationLimitMs,
  liveAddress,
  stateIs,
  stepStatuses,
} from "../workspace_page.mjs";

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
  await page.locator("textarea:focus").waitFor(); // the page asks at once
  const boxHolds = (/** @type {RegExp} */ words) =>
    eventually(
      () => box.inputValue(),
      (text) => words.test(text),
      "the prompt box",
    );
  await page
    .locator("form")
    .getByText(/built-in model, no key needed/i)
    .waitFor();

  await page.getByRole("radio", { name: "Food and drink" }).click();
  await page.getByRole("button", { name: /^Neighbourhood bakery in Porto/ }).click();
  await boxHolds(/^Neighbourhood bakery in Porto/);
  await page.locator("textarea:focus").waitFor();
  await page.keyboard.press("Shift+Enter");
  await boxHolds(/\n/);
  await page.keyboard.press("Backspace");
  await boxHolds(/^[^\n]+$/);
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
  await eventually(
    () => stepStatuses(page),
    (all) => all.every((status) => status === "complete"),
    "the steps of what is live",
  );
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
  await site.locator("body").getByText(/Porto/).first().waitFor();
  await site.close();

  const frame = page.frameLocator("[data-testid=preview-frame]");
  await frame.locator("h1").waitFor();
  await page.getByRole("radio", { name: "Phone, 375 px" }).click();
  await eventually(
    () => frame.locator("html").evaluate((html) => html.clientWidth),
    (width) => width === 375,
    "the width of the preview",
  );

  await page.getByRole("tab", { name: "Console" }).click();
  await page.getByTestId("console").getByText(/build/i).first().waitFor();
  await page.getByRole("tab", { name: "Code" }).click();
  await page.getByRole("listbox", { name: "Files" }).getByRole("option").first().click();
  await page.getByTestId("file-text").locator(".code-line").first().waitFor();
}

/**
 * What the console shows, up to the line that ends the generation: later lines may still come.
 * @param {import("playwright-core").Page} page
 */
async function consoleToTheEnd(page) {
  const lines = page.getByTestId("console").locator(".code-text");
  await lines
    .filter({ hasText: /^Done$/ })
    .first()
    .waitFor();
  const all = await lines.allInnerTexts();
  return all.slice(0, all.indexOf("Done") + 1);
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function reloadKeepsEverything({ page }, app) {
  const builds = await buildHeld(page, "Personal blog about slow travel by train", app);
  const titles = async () =>
    (await page.getByTestId("step").locator("summary").allInnerTexts()).map((one) =>
      one
        .split(",")[0]
        ?.split("\n")
        .find((line) => /\w{3}/.test(line)),
    );
  const done = () => page.locator("[data-testid=step][data-status=complete]").count();
  const planned = await titles();
  let before = await done();
  await page.locator("#follow-up").fill("half a thought");
  for (let i = 0; i < 3; i += 1) {
    await page.reload();
    await page.getByTestId("plan").waitFor();
    await page.getByText("Personal blog about slow travel by train").first().waitFor();
    assert.deepEqual(await titles(), planned, `plan after reload ${i + 1}`);
    // The stream tells again what the database may not have taken down yet.
    before = await eventually(done, (now) => now >= before, `steps done after reload ${i + 1}`);
  }
  assert.equal(await page.locator("#follow-up").inputValue(), "half a thought");
  await stateIs(page, "Building the site");
  builds.release();
  await stateIs(page, "Live");
  await page.goto(`${page.url().split("?")[0]}?tab=console`);
  const shown = await consoleToTheEnd(page);
  await page.reload();
  assert.deepEqual(await consoleToTheEnd(page), shown, "the console after a reload");
}
