import assert from "node:assert/strict";
import axe from "axe-core";
import { buildHeld, settled, showTab, stateIs } from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/**
 * Sites in frames have suites of their own and are left out here.
 * @param {import("playwright-core").Page} page
 * @param {string} where
 */
export async function check(page, where) {
  await settled(page);
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // @ts-expect-error axe was put into the page just above
    const { violations } = await window.axe.run({ exclude: [["iframe"]] }, { iframes: false });
    return violations
      .filter(
        (/** @type {{ impact: string }} */ one) =>
          one.impact === "serious" || one.impact === "critical",
      )
      .map(
        (/** @type {{ id: string, nodes: { html: string, failureSummary: string }[] }} */ one) =>
          `${one.id}: ${one.nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | ")}`,
      );
  });
  assert.deepEqual(found, [], where);
}

/** @param {Opened} opened @param {import("../app.mjs").App} app */
export async function axeFindsNothingSerious({ page }, app) {
  await page.goto("/");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await check(page, "home");
  const builds = await buildHeld(
    page,
    "Documentation site for an open source HTTP client named Quill",
    app,
  );
  await stateIs(page, "Building the site");
  await check(page, "workspace at work");
  builds.release();
  await stateIs(page, "Live");
  for (const name of ["Preview", "Code", "Diff", "Versions", "Console"]) {
    await showTab(page, name);
    await check(page, name);
  }
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await check(page, "shortcuts");
}
