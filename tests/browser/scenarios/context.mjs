import assert from "node:assert/strict";
import { build, settled, showTab, stateIs } from "../workspace_page.mjs";
import { check } from "./axe.mjs";

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

/** Texts with the count that tiktoken 1.0.22 gives for o200k_base. */
const counted = [
  { text: "Öffnungszeiten ändern: 月曜日は休み 🧁, Tuesday to Sunday 10:00–18:30", tokens: 25 },
  { text: "word", tokens: 1 },
];

/** @param {Opened} opened */
export async function tokensAreCounted({ page }) {
  await build(page, "Potter in a village: bowls, courses, opening hours");
  const box = page.getByLabel("Describe a change");
  const meter = page.locator("#follow-up-note").getByTestId("token-meter");
  for (const { text, tokens } of counted) {
    await box.fill(text);
    await meter
      .getByText(`${tokens} ${tokens === 1 ? "token" : "tokens"}`, { exact: true })
      .waitFor();
  }
  await box.fill("");
  await meter.waitFor({ state: "detached" });
  await stateIs(page, "Live");
  await showTab(page, "Code");
  await page.getByRole("listbox", { name: "Files" }).getByRole("option").first().click();
  const panel = page.getByRole("tabpanel", { name: "Code" });
  await panel
    .getByTestId("token-meter")
    .getByText(/^[1-9][\d,]* tokens$/)
    .waitFor();
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function passagesAreListed({ page }, { builds }) {
  builds?.hold();
  await build(page, "Departures of a small ferry, with a form to ask for a place");
  if ((page.viewportSize()?.width ?? 0) < 600) await showTab(page, "Chat");
  const step = page.getByTestId("step").first();
  await step.locator("summary").click();
  await step.getByRole("button", { name: "What the model saw" }).click();
  const sheet = page.getByRole("dialog", { name: /^What the model saw for/ });
  await sheet.getByText(/files and \d+ passages? of the reference, [\d,]+ tokens/).waitFor();
  const passages = await sheet.getByTestId("context-passage").allInnerTexts();
  assert.ok(passages.length > 0 && passages.length <= 10, `${passages.length} passages`);
  for (const passage of passages) assert.match(passage, /words: \w|nearest in meaning/);
  await check(page, "what the model saw");
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= (page.viewportSize()?.width ?? 0), `the page is ${width} px wide`);
}
