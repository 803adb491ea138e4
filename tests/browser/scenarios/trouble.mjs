import assert from "node:assert/strict";
import { eventsOf } from "../../contract/api_client.mjs";
import {
  build,
  buildHeld,
  eventually,
  generationLimitMs,
  stateIs,
  stepStatuses,
} from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function offlineThenOn({ page, context }, app) {
  const builds = await buildHeld(
    page,
    "Journal of a beekeeper, one entry per month, with a glossary",
    app,
  );
  const steps = await page.getByTestId("step").count();
  await context.setOffline(true);
  await page.getByText("You are offline.", { exact: false }).waitFor();
  assert.equal(await page.getByTestId("step").count(), steps, "what was shown stays");
  // All that is left of the generation happens while nobody listens.
  builds.release();
  await eventsOf(app.base, page.url().split(/[/?]/).at(4) ?? "");
  assert.notEqual(await page.getByTestId("state-words").innerText(), "Live");
  await context.setOffline(false);
  await page.getByText("You are offline.", { exact: false }).waitFor({ state: "detached" });
  await stateIs(page, "Live");
  await eventually(
    () => stepStatuses(page),
    (all) => all.length === steps && all.every((status) => status === "complete"),
    "the steps of what is live",
  );
  await page.goto(`${page.url().split("?")[0]}?tab=console`);
  const numbers = await eventually(
    () =>
      page.getByTestId("console").locator(".code-block > div > span:first-child").allInnerTexts(),
    (all) => all.length > 0,
    "lines of the console",
  );
  assert.equal(
    [...numbers].map(Number).every((n, i, all) => i === 0 || n >= (all[i - 1] ?? 0)),
    true,
    "lines are in order",
  );
}

/** @param {Opened} opened */
export async function gapIsAskedForAgain({ page }) {
  await build(page, "A page for a street piano");
  await stateIs(page, "Live");
  const event = (/** @type {number} */ n) =>
    `id: ${n}\nevent: message.created\ndata: ${JSON.stringify({
      id: `message_${n}`,
      threadId: "thread",
      generationId: null,
      role: "ai",
      contentType: "text",
      content: `Streamed message ${n}`,
      status: "active",
      createdAt: "2027-01-01T00:00:00.000Z",
    })}\n\n`;
  /** @type {string[]} */
  const resumed = [];
  const answers = [event(1) + event(3), event(1) + event(2) + event(3) + event(4)];
  const workspace = page.url();
  await page.goto("about:blank"); // the page's own stream is not to be counted
  await page.route("**/events?*", (route) => {
    resumed.push(route.request().headers()["last-event-id"] ?? "none");
    return route.fulfill({
      contentType: "text/event-stream",
      body: answers[resumed.length - 1] ?? ": nothing new\n\n",
    });
  });
  await page.goto(workspace);
  await page.getByText("Streamed message 4").waitFor();
  await eventually(
    async () => resumed.length,
    (n) => n >= 3,
    "connections",
  );
  assert.deepEqual(resumed.slice(0, 3), ["none", "1", "4"], "what each connection asked for");
  const shown = await page.getByText(/^Sitewright: Streamed message \d$/).allInnerTexts();
  assert.deepEqual(
    shown.map((text) => text.trim().slice(-1)),
    ["1", "2", "3", "4"],
    "each message once and in order",
  );
}

/** @param {Opened} opened */
export async function problemIsShown({ page }) {
  let refuse = true;
  await page.route("**/api/v1/projects?*", (route) =>
    refuse
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({
            type: "about:blank",
            title: "The store is not reachable",
            status: 503,
            detail: "Reading projects took too long.",
            code: "unavailable",
            requestId: "req-503-shown",
          }),
        })
      : route.fallback(),
  );
  await page.goto("/");
  const note = page.getByRole("alert");
  await note.waitFor();
  const text = await note.innerText();
  for (const part of [
    "The store is not reachable",
    "Reading projects took too long.",
    "req-503-shown",
  ]) {
    assert.ok(text.includes(part), `the note lacks "${part}"`);
  }
  refuse = false;
  await note.getByRole("button", { name: "Try again" }).click();
  await note.waitFor({ state: "detached" });
}

/** @param {Opened} opened */
export async function missingProject({ page }) {
  await page.goto("/projects/prj_that_never_was");
  await page.getByRole("heading", { name: "This project is not here" }).waitFor();
  assert.match(await page.getByRole("alert").innerText(), /Request/);
  await page.getByRole("link", { name: "All projects" }).click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
}

/** @param {Opened} opened */
export async function tokenIsAskedFor({ page }) {
  const token = "a-token-for-the-test";
  /** @type {Set<string>} */
  const withToken = new Set();
  await page.route("**/api/v1/**", (route) => {
    const request = route.request();
    if (request.headers()["authorization"] === `Bearer ${token}`) {
      withToken.add(new URL(request.url()).pathname.replace(/.*\//, ""));
      // The server behind has no such token and would refuse it: it asked for none.
      const { authorization: _token, ...headers } = request.headers();
      return route.continue({ headers });
    }
    return route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "A token is needed",
        status: 401,
        detail: "Send Authorization: Bearer.",
        code: "unauthorized",
        requestId: "req-401",
      }),
    });
  });
  await page.goto("/");
  const sheet = page.getByRole("alertdialog", { name: "This Sitewright asks for a token" });
  await sheet.waitFor();
  await sheet.getByLabel("API token").fill("wrong");
  await page.keyboard.press("Enter");
  await sheet.getByText("was not accepted").waitFor();
  await sheet.getByLabel("API token").fill(token);
  await page.keyboard.press("Enter");
  await sheet.waitFor({ state: "detached" });
  await build(page, "Handbook for volunteers of a food bank: shifts, rules, who to call");
  await page.getByTestId("plan").waitFor({ timeout: generationLimitMs });
  await eventually(
    async () => [...withToken],
    (all) => all.includes("projects") && all.includes("events"),
    "what the token went with",
  );
  const kept = await page.evaluate(() => [
    sessionStorage.getItem("sitewright.token"),
    JSON.stringify(localStorage),
  ]);
  assert.equal(kept[0], token);
  assert.ok(!kept[1]?.includes(token), "the token is in localStorage");
}
