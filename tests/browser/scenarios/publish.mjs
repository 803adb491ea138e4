import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readZip } from "../../../cli/archive/unzip.mjs";
import { exchange } from "../../contract/api_client.mjs";
import {
  build,
  eventually,
  generationLimitMs,
  liveAddress,
  showTab,
  stateIs,
} from "../workspace_page.mjs";

/** @typedef {Awaited<ReturnType<typeof import("../chromium.mjs").openPage>>} Opened */

/**
 * The texts in the archive that an entry of the menu saves, by their paths.
 * @param {import("playwright-core").Page} page
 * @param {RegExp} entry
 * @returns {Promise<Map<string, string>>}
 */
async function saved(page, entry) {
  await page.getByRole("button", { name: /^Download version/ }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: entry }).click();
  const download = await coming;
  assert.match(download.suggestedFilename(), /^[a-z0-9-]+-v\d+-(source|static)\.zip$/);
  const files = readZip(await readFile(await download.path()));
  return new Map(files.map(({ name, bytes }) => [name, bytes.toString()]));
}

/** @param {Opened} opened */
export async function downloadsAndOlderVersion({ page }) {
  await build(page, "A kite workshop in Essaouira with courses");
  await stateIs(page, "Live");
  const source = await saved(page, /^Source code, v1/);
  for (const name of ["package.json", "package-lock.json", "index.html", "src/client.tsx"])
    assert.ok(source.has(name), `${name} is not in the source`);
  assert.match(source.get("src/content/site.ts") ?? "", /Kite/i);
  const site = await saved(page, /^Built site, v1/);
  assert.match(site.get("index.html") ?? "", /<h1[^>]*>[\s\S]+<\/h1>/);
  assert.ok(site.has("404.html"));
  assert.ok([...site.keys()].some((name) => /^assets\/.+\.js$/.test(name)));

  await page.locator("#follow-up").fill("Rename the site to Windward");
  await page.getByRole("button", { name: "Send the change" }).click();
  const address = await liveAddress(page);
  const served = async () => (await exchange(address)).text;
  await eventually(served, (html) => html.includes("Windward"), "version 2", generationLimitMs);
  await stateIs(page, "Live");

  await showTab(page, "Versions");
  await page.getByRole("button", { name: "Publish version 1" }).click();
  const question = page.getByRole("alertdialog", { name: "Publish version 1?" });
  await question.getByRole("button", { name: "Publish it" }).click();
  await question.waitFor({ state: "detached" });
  const rows = page.getByTestId("version");
  await rows.nth(1).getByText("Live", { exact: true }).waitFor();
  assert.ok(!(await served()).includes("Windward"), "visitors still see version 2");
  await page.reload();
  await rows.nth(1).getByText("Live", { exact: true }).waitFor();

  await page.getByRole("button", { name: "Publish v2" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Publish it" }).click();
  await rows.first().getByText("Live", { exact: true }).waitFor();
  assert.ok((await served()).includes("Windward"), "visitors still see version 1");
}
