import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { chromium } from "playwright-core";
import { assemble, catalogue, run } from "./assemble.mjs";
import { serve } from "./serve.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "templates-"));
const pages = ["/", "/practice/", "/journal/slow-ferry/", "/guide/install/", "/openings/", "/nowhere/"];
// What a style can spoil; everything else is the same in all of them and is asked once.
const byStyle = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"];

let browser;
const sites = new Map();

/** Whether React has taken over: before that a click on a switch does nothing. */
const hydrated = () => Object.keys(document.querySelector("#root a[href]") ?? {}).some((key) => key.startsWith("__reactProps"));

async function open(style, path, { width = 1440, scheme = "light", withoutFonts = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: "reduce", bypassCSP: true });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  if (withoutFonts) await page.route("**/*.woff2", (route) => route.abort());
  await page.goto(sites.get(style).url + path);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(hydrated);
  return { page, complaints, close: () => context.close() };
}

/** What has moved by itself so far, and in the next 400 ms. */
const shifts = () =>
  new Promise((done) => {
    const moved = [];
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, sources } of /** @type {any[]} */ (list.getEntries()))
        if (!hadRecentInput) moved.push({ value, what: sources.map(({ node, previousRect, currentRect }) => [node?.className ?? "(generated)", previousRect, currentRect]) });
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(moved), 400);
  });

async function serious(page, rules) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(async (only) => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], ...(only === undefined ? {} : { runOnly: only }) });
    return violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  }, rules);
  return found;
}

suite("templates/browser", { concurrency: 2 }, () => {
  before(async () => {
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
    for (const { name } of catalogue.styles) {
      const site = assemble(join(folder, name), { style: name });
      run(site, "build");
      sites.set(name, await serve(join(site, "dist")));
    }
  });

  after(async () => {
    await browser?.close();
    for (const site of sites.values()) site.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const width of [375, 1440])
    test(`no page has a serious or critical finding of any axe rule at ${width} px`, async () => {
      for (const path of pages) {
        const { page, complaints, close } = await open("studio", path, { width });
        assert.deepEqual(await serious(page), [], path);
        assert.deepEqual(complaints, [], path);
        await close();
      }
    });

  for (const { name } of catalogue.styles)
    test(`${name}: every section is readable in light and dark at 375 and 1440 px, and nothing is wider than the window`, async () => {
      for (const path of pages) {
        const { page, complaints, close } = await open(name, path);
        // Drawings are hidden from readers and by far the most elements; axe is much faster without them.
        await page.evaluate(() => {
          for (const svg of document.querySelectorAll(".art svg")) svg.replaceChildren();
        });
        for (const width of [375, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          for (const scheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme: scheme });
            assert.deepEqual(await serious(page, byStyle), [], `${path} ${width} ${scheme}`);
          }
          const wide = await page.evaluate(() => {
            const limit = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= limit) return [];
            return [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > limit + 1).slice(0, 4).map((element) => `${element.tagName}.${element.getAttribute("class")}`);
          });
          assert.deepEqual(wide, [], `${path} ${width}`);
        }
        assert.deepEqual(complaints, [], path);
        await close();
      }
    });

  for (const { name } of catalogue.styles)
    test(`${name}: nothing on the page moves by itself while it loads`, async () => {
      for (const width of [375, 1440]) {
        // A font that comes late moves words where its measured stand-in is not installed, as on a test machine.
        const { page, close } = await open(name, "/?slowly", { width, withoutFonts: true });
        const moved = await page.evaluate(shifts);
        const sum = moved.reduce((total, one) => total + one.value, 0);
        assert.ok(sum < 0.01, `${width} px: ${JSON.stringify(moved)}`);
        await close();
      }
    });

  test("axe does see a text that is too pale, so that its silence means something", async () => {
    const { page, close } = await open("craft", "/");
    await page.addStyleTag({ content: ":root, .tone-plain { --muted: oklch(0.8 0.02 60) !important; }" });
    assert.match((await serious(page, byStyle)).join(), /color-contrast/);
    await close();
  });

  test("the words are there without JavaScript, and no panel stays folded away", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${sites.get("studio").url}/practice/`);
    assert.ok(await page.getByText("The chemistry of crust").last().isVisible());
    assert.ok(await page.getByText("Supper on the roof").isVisible());
    await context.close();
  });

  test("a strict content security policy stops nothing", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const refused = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) refused.push(message.text());
    });
    for (const path of pages.slice(0, 5)) await page.goto(sites.get("editorial").url + path);
    assert.deepEqual(refused, []);
    await context.close();
  });

  test("the theme switch turns the page dark, and a reload remembers it", async () => {
    const { page, close } = await open("craft", "/");
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole("button", { name: "Switch to dark view" }).click();
    const dark = await ground();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await ground(), dark);
    await close();
  });

  test("on a narrow screen the menu opens, Escape closes it, and a link leads on", async () => {
    const { page, close } = await open("studio", "/", { width: 375 });
    const menu = page.locator("#site-menu");
    await page.getByRole("button", { name: "Menu" }).click();
    assert.ok(await menu.isVisible());
    await page.keyboard.press("Escape");
    assert.ok(!(await menu.isVisible()));
    await page.getByRole("button", { name: "Menu" }).click();
    await menu.getByRole("link", { name: "Practice" }).click();
    await page.waitForURL(/practice/);
    await close();
  });
});

suite("templates/sections", () => {
  let site;
  let chrome;
  before(async () => {
    const built = assemble(join(folder, "work"), { style: "studio" });
    run(built, "build");
    site = await serve(join(built, "dist"));
    chrome = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  });
  after(async () => {
    await chrome?.close();
    site?.close();
  });
  const practice = async (visit) => {
    const context = await chrome.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await page.goto(`${site.url}/practice/`);
    await visit(page);
    await context.close();
  };

  /** "7 × 8" and its like, worked out here and not by the page. */
  const solve = (question) => {
    const [, a, sign, b] = /^(\d+) ([+−×]) (\d+)$/.exec(question);
    return { "+": Number(a) + Number(b), "−": Number(a) - Number(b), "×": Number(a) * Number(b) }[sign];
  };

  test("a round of arithmetic counts right answers, shows wrong ones again and keeps the best result", () =>
    practice(async (page) => {
      const quiz = page.locator("#quiz");
      await quiz.getByRole("button", { name: "Start" }).click();
      for (let index = 0; index < 5; index += 1) {
        const question = (await quiz.locator(".quiz-question").textContent()).trim();
        const answer = solve(question);
        await quiz.getByLabel("Your answer").fill(String(index === 2 ? answer + 1 : answer));
        await page.keyboard.press("Enter");
        assert.match(await quiz.locator(".quiz-verdict").textContent(), index === 2 ? new RegExp(`Not quite: ${answer}`) : /Right/);
        await quiz.getByRole("button", { name: "Next question" }).click();
      }
      assert.match(await quiz.textContent(), /4 of 5 right/);
      assert.match(await quiz.textContent(), /Best so far: 80 %/);
      assert.equal(await quiz.locator(".quiz-result .row").count(), 1);
    }));

  test("a letter is no answer, and a bank question can be answered once", () =>
    practice(async (page) => {
      const quiz = page.locator("#quiz");
      await quiz.getByRole("button", { name: "Start" }).click();
      await quiz.getByLabel("Your answer").fill("abc");
      await page.keyboard.press("Enter");
      assert.equal((await quiz.locator(".quiz-verdict").textContent()).trim(), "");
      await page.reload();
      await quiz.getByText("The river").click();
      await quiz.getByRole("button", { name: "Start" }).click();
      const right = /Where does/.test(await quiz.locator(".quiz-question").textContent()) ? "Porto" : "Port wine";
      await quiz.getByRole("button", { name: right, exact: true }).click();
      await quiz.locator(".quiz-option").last().click({ force: true });
      assert.equal(await quiz.locator("[data-score]").textContent(), "1");
      assert.match(await quiz.locator(".quiz-verdict").textContent(), /Right/);
    }));

  test("the clock ends a round", () =>
    practice(async (page) => {
      await page.clock.install();
      await page.reload();
      const quiz = page.locator("#quiz");
      await quiz.getByLabel(/Against the clock/).check();
      await quiz.getByRole("button", { name: "Start" }).click();
      await page.clock.runFor(61_000);
      await quiz.getByText("Time is up.").waitFor();
      assert.match(await quiz.textContent(), /0 of 5 right/);
    }));

  test("the basket adds, counts, sums and writes an order", () =>
    practice(async (page) => {
      const shop = page.locator("#shop");
      await shop.getByRole("button", { name: "Add to basket: Mug" }).click();
      await shop.getByRole("button", { name: "Add to basket: Mug" }).click();
      await shop.getByRole("button", { name: "Add to basket: Apron, blue" }).click();
      await shop.getByRole("button", { name: "Basket (3)" }).click();
      assert.match(await shop.locator(".basket-total").textContent(), /€77\.00/);
      const order = decodeURIComponent(await shop.getByRole("link", { name: /Send order/ }).getAttribute("href"));
      assert.match(order, /^mailto:hello@harbour-house\.example\?/);
      assert.match(order, /2 × Mug/);
      await shop.getByRole("button", { name: "One less: Mug" }).click();
      assert.match(await shop.locator(".basket-total").textContent(), /€57\.50/);
    }));

  test("the contact form names what is missing, goes to the first such field, and then says what happened", () =>
    practice(async (page) => {
      const contact = page.locator("#contact");
      await contact.getByRole("button", { name: "Send" }).click();
      assert.equal(await contact.locator("[aria-invalid]").count(), 3);
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "name");
      await contact.getByLabel("Name").fill("Ida");
      await contact.getByLabel("E-mail").fill("ida@example.org");
      await contact.getByLabel("Message").fill("A room in June?");
      await contact.getByRole("button", { name: "Send" }).click();
      await contact.getByText("hello@harbour-house.example").waitFor();
      assert.equal(await contact.locator("[aria-invalid]").count(), 0);
    }));

  test("schedule tabs follow the arrow keys, code is copied, pictures open and close", () =>
    practice(async (page) => {
      const schedule = page.locator("#schedule");
      await schedule.getByRole("tab", { name: /Friday/ }).focus();
      await page.keyboard.press("ArrowRight");
      assert.ok(await schedule.getByText("Supper on the roof").isVisible());
      assert.ok(!(await schedule.getByText("Wood without glue").isVisible()));
      await page.locator(".section-code").getByRole("button", { name: "Copy" }).first().click();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^curl https/);
      await page.goto(`${site.url}/`);
      await page.getByRole("button", { name: "Galão" }).click();
      const viewer = page.getByRole("dialog");
      assert.ok(await viewer.isVisible());
      await page.keyboard.press("ArrowRight");
      await viewer.getByText("The yard").waitFor();
      await page.keyboard.press("Escape");
      assert.ok(!(await viewer.isVisible()));
    }));
});
