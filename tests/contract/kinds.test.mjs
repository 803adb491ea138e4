// Every kind of site in a style of its own, as the built-in model makes it from one line and as it
// is served: axe finds nothing serious, nothing is wider than its window, no script fails.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import axe from "axe-core";
import { startApp } from "../browser/app.mjs";
import { launchChromium } from "../browser/chromium.mjs";
import { eventsOf, exchange } from "./api_client.mjs";

/** Kind → one line that asks for it and for a style. */
const prompts = {
  portfolio: "Portfolio of architect Lena Holm, in a swiss grid style, with projects and contact",
  restaurant: "Ramen bar in Lyon with a menu and opening hours, playful style",
  shop: "Online shop for handmade candles called Wickwell, craft style, with products",
  saas: "Landing page for a SaaS called Ledgerly that does invoices, midnight style, pricing and FAQ",
  event: "Jazz festival in Gothenburg 2027 with line-up and schedule, brutalist style",
  blog: "Blog about urban gardening, editorial style",
  docs: "Documentation for an open source library named Tessel, terminal style",
  quiz: "A maths practice site for times tables, soft rounded style",
  agency: "Branding agency Nordlys in Bergen, luxury style, services and case studies",
  community: "Neighbourhood choir in Leeds, newspaper style, events and how to join",
  service: "Zahnarztpraxis in Graz mit Leistungen und Sprechzeiten, studio style",
  personal: "Personal page of data scientist Mira Okafor with CV and projects",
  venue: "Small guest house by the lake in Annecy with rooms and booking",
  nonprofit: "River clean-up charity in Porto Alegre, donate and volunteer",
  course: "Evening pottery course in Ghent with timetable and prices",
  general: "Everything about the number seven",
};

/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  app = await startApp();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await app?.stop();
});

/** @param {string} prompt */
async function made(prompt) {
  const created = await exchange(`${app.base}/api/v1/projects`, {
    method: "POST",
    body: { prompt },
  });
  assert.equal(created.status, 201, created.text);
  await eventsOf(app.base, created.json.id);
  const project = (await exchange(`${app.base}/api/v1/projects/${created.json.id}`)).json;
  assert.equal(project.status, "live", prompt);
  return String(project.activeDeployment.url);
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>} what axe calls serious or critical
 */
async function seriousFindings(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    // @ts-expect-error axe was put into the page just above
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter((/** @type {{ impact: string }} */ { impact }) =>
        ["serious", "critical"].includes(impact),
      )
      .map(
        (/** @type {{ id: string, nodes: { html: string }[] }} */ { id, nodes }) =>
          `${id}: ${nodes[0]?.html.slice(0, 200)}`,
      );
  });
}

describe("sites of every kind", () => {
  for (const [kind, prompt] of Object.entries(prompts)) {
    it(`${kind}: accessible in light and dark, at 375 and 1440 px`, async () => {
      const url = await made(prompt);
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        for (const width of [375, 1440]) {
          const context = await browser.newContext({
            colorScheme,
            reducedMotion: "reduce",
            viewport: { width, height: 900 },
          });
          const page = await context.newPage();
          /** @type {string[]} */
          const errors = [];
          page.on("pageerror", (error) => errors.push(String(error)));
          await page.goto(url, { waitUntil: "load" });
          const where = `${prompt} (${colorScheme}, ${width} px)`;
          assert.deepEqual(await seriousFindings(page), [], where);
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(wider <= 0, `${where}: ${wider} px wider than the window`);
          assert.deepEqual(errors, [], where);
          await context.close();
        }
      }
    });
  }
});
