import assert from "node:assert/strict";
import { build, eventually, settled, showTab } from "../workspace_page.mjs";
import { check } from "./axe.mjs";

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
  await budget.fill("20");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await page.getByTestId("raises").getByText("Raised from $12.50 to $20.00").waitFor();
  const noLimit = page.getByRole("button", { name: "No limit" });
  await page.route("**/api/v1/budget", (route) => route.abort());
  await noLimit.click();
  await page.getByRole("region", { name: "This month" }).getByRole("alert").waitFor();
  await page.unroute("**/api/v1/budget");
  await noLimit.click();
  await page.getByText("spent, without a limit").waitFor();
  assert.equal(await noLimit.count(), 0, "there is no limit to take away");
  const bound = page.getByTestId("provider-workers-ai");
  await bound.getByText("It takes no key").waitFor();
  assert.equal(await bound.getByRole("textbox").count(), 0, "nothing to type a key into");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= (page.viewportSize()?.width ?? 0), `the page is ${width} px wide`);
}

/** Every plan asks for a package; whoever votes agrees. */
export const wantsPackage = {
  title: "plans that want a package",
  queues: [
    {
      when: { role: "architect" },
      repeat: true,
      behaviours: [
        {
          text: JSON.stringify({
            siteName: "Ferry",
            title: "Ferry",
            summary: "When the ferry leaves.",
            dependencies: [
              {
                package: "date-fns",
                version: "4.1.0",
                reason: "It counts days across time zones.",
              },
            ],
            steps: [{ title: "The page", subtitle: "", description: "Departures.", files: [] }],
          }),
        },
      ],
    },
    {
      when: { role: "councillor" },
      repeat: true,
      behaviours: [
        {
          text: JSON.stringify({
            approve: true,
            reasons: ["It has no dependencies of its own and is pinned."],
            concerns: ["Intl does half of what it is wanted for."],
          }),
        },
      ],
    },
    {
      when: { role: "coder" },
      repeat: true,
      behaviours: [
        {
          text: '@@write src/content/departures.ts\nexport const departures = ["08:10"];\n@@end\n',
        },
      ],
    },
  ],
};

/** @param {import("playwright-core").Page} page */
async function fits(page) {
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= (page.viewportSize()?.width ?? 0), `the page is ${width} px wide`);
}

/** @param {Opened} opened */
export async function keysAndWhoIsAsked({ page }) {
  await page.goto("/");
  await page.getByRole("link", { name: "Models and money" }).click();
  const order = page.getByTestId("order");
  await order.getByText("Votes").waitFor();
  assert.doesNotMatch(await order.innerText(), /openai/);
  const openai = page.getByTestId("provider-openai");
  await openai.getByLabel("Your key for OpenAI").fill("key-of-mine-1234");
  await page.keyboard.press("Enter");
  await openai.getByText("Your key ends in").waitFor();
  assert.match(await openai.innerText(), /ends in\s+1234/);
  await eventually(
    () => order.innerText(),
    (words) => /Plans\s+openai\/\S+, anthropic\//.test(words),
    "the new key's provider plans",
  );
  await check(page, "models and money");
  await fits(page);
  await openai.getByRole("button", { name: "Forget your key for OpenAI" }).focus();
  await page.keyboard.press("Enter");
  await openai.getByText("No key").waitFor();
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function votesAreShownAndAnswered({ page }, { builds }) {
  builds?.hold();
  await build(page, "Departures of a small ferry");
  if ((page.viewportSize()?.width ?? 0) < 600) await showTab(page, "Chat");
  await page.getByTestId("plan").waitFor();
  const open = page.getByRole("button", { name: "Decisions" });
  await open.click();
  const sheet = page.getByRole("dialog", { name: "Decisions" });
  await sheet.getByText("Add date-fns 4.1.0 to the site.").waitFor();
  const minutes = sheet.getByTestId("decision");
  const words = await minutes.innerText();
  assert.match(words, /Allowed/);
  assert.equal(words.match(/anthropic\/\S+: yes/g)?.length, 2, words);
  assert.match(words, /Concern: Intl does half/);
  await check(page, "decisions");
  await fits(page);

  // From now on a person is asked: the next plan's package waits for one, here with the keyboard.
  await sheet.getByLabel("Ask me too").focus();
  await page.keyboard.press("Space");
  await eventually(
    () => sheet.getByLabel("Ask me too").isChecked(),
    (isOn) => isOn,
    "the setting",
  );
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function personHasTheLastWord({ page }, { base, builds }) {
  builds?.hold();
  for (const [answer, state] of Object.entries({ Allow: "Allowed", Refuse: "Not allowed" })) {
    const made = await page.request.post(`${base}/api/v1/projects`, {
      data: { prompt: "Departures of a small ferry", settings: { askMe: true } },
    });
    await page.goto(`/projects/${(await made.json()).id}`);
    if ((page.viewportSize()?.width ?? 0) < 600) await showTab(page, "Chat");
    await page.getByTestId("plan").waitFor();
    await page.getByRole("button", { name: "Decisions" }).click();
    const sheet = page.getByRole("dialog", { name: "Decisions" });
    const minutes = sheet.getByTestId("decision");
    await minutes.getByText("Waits for you").waitFor();
    await check(page, "a decision that waits");
    await fits(page);
    await minutes.getByRole("button", { name: answer }).focus();
    await page.keyboard.press("Enter");
    await minutes.getByText(state, { exact: true }).waitFor();
    const answered = await minutes.getByTestId("person-answer").innerText();
    assert.match(answered, answer === "Allow" ? /^You: yes, / : /^You: no, /);
    assert.equal(await minutes.getByRole("button").count(), 0, "it is answered once");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
  }
}
