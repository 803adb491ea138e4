// The browser part of the smoke test, inside the sandbox. Descriptor 0: the site, as frames, once it is built.
// Descriptor 1: a mark, when there is nothing left to do but wait for that. Descriptor 3: what was found, as frames.
// First argument: settings as JSON (build/smoke_browser.cpp).
import { createHash } from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import { Gone, launch } from "./devtools.mjs";
import { Findings } from "./findings.mjs";
import { readSite, send } from "./frames.mjs";
import { checkLinks } from "./links.mjs";
import { choosePages } from "./pages.mjs";
import { patiently } from "./patience.mjs";
import { practise } from "./practice.mjs";
import { serveSite } from "./site_server.mjs";
import { Tab, TookTooLong, WentBack } from "./tab.mjs";
import { keepsReloading, takeThumbnail, visitNarrow, visitPage, wentAway } from "./visit.mjs";

const output = 3;
const waiting = "waiting\n";
const neverStarted = 70; // EX_SOFTWARE: the machine's fault, not the site's

/**
 * @typedef {object} Settings
 * @property {string} chromium
 * @property {string} axe path of axe's script
 * @property {number} tabs
 * @property {number} maxPages
 * @property {number} enoughMs after which no further page is begun
 * @property {number} enoughCpuMs of the browser, after which pages that are still under way are given up
 * @property {number} wallMs before which they are not
 * @property {number} longestMs after which they are in any case
 * @property {number} maxThumbnailBytes
 * @property {Record<string, string>} headers of every answer
 * @property {boolean} practise there is time until the site comes
 */

/** @typedef {{ page: import("./pages.mjs").Page, visit: (tab: Tab) => Promise<void> }} Visit */

/** @param {string} line */
function say(line) {
  send(output, { kind: "log", stream: "system", stage: "smoke", lines: [line] });
}

/** @param {Uint8Array} bytes */
function sendThumbnail(bytes) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const header = { kind: "thumbnail", bytes: bytes.length, sha256, mediaType: "image/webp" };
  send(output, header, bytes);
}

class SmokeTest {
  /** @type {import("./site_server.mjs").SiteFiles} */
  files = new Map();
  findings = new Findings();
  /** @type {Map<import("./pages.mjs").Page, import("./links.mjs").PageLinks>} */
  links = new Map();
  /** @type {() => Visit | undefined} */
  #next = () => undefined;
  /** @type {Map<Visit, Tab>} under way, and where */
  #current = new Map();

  /**
   * @param {Settings} settings
   * @param {import("./devtools.mjs").DevTools} devtools
   * @param {string} origin
   */
  constructor(settings, devtools, origin) {
    this.settings = settings;
    this.devtools = devtools;
    this.origin = origin;
    this.axe = readFileSync(settings.axe, "utf8");
  }

  /** Popups are closed, downloads refused. @returns {Promise<Tab[]>} without pages, or after practice */
  async prepare() {
    this.devtools.listen((method, params) => {
      if (method !== "Target.targetCreated" || params.targetInfo.openerId === undefined) return;
      const { targetId } = params.targetInfo;
      this.devtools.send("Target.closeTarget", { targetId }).catch(() => {});
    });
    await Promise.all([
      this.devtools.send("Target.setDiscoverTargets", { discover: true }),
      this.devtools.send("Browser.setDownloadBehavior", { behavior: "deny" }),
    ]);
    const tabs = await this.openTabs();
    if (!this.settings.practise || (await practise(tabs, this.axe, this.settings.headers)))
      return tabs;
    for (const tab of tabs) tab.close();
    return this.openTabs();
  }

  openTabs() {
    return Promise.all(Array.from({ length: this.settings.tabs }, () => this.openTab()));
  }

  async openTab() {
    const tab = new Tab(this.devtools, this.origin);
    await tab.open();
    return tab;
  }

  /** @param {Tab[]} tabs */
  async run(tabs) {
    const started = Date.now();
    const { chosen, all } = choosePages(this.files.keys(), this.settings.maxPages);
    const visits = this.#visitsOf(chosen);
    this.#next = () => (Date.now() - started < this.settings.enoughMs ? visits.shift() : undefined);
    const work = Promise.all(tabs.map((tab) => this.#work(tab)));
    await patiently(work, this.devtools, this.settings).catch((error) =>
      this.#explainEnd(error, Date.now() - started),
    );
    checkLinks(this.links, this.origin, this.files, this.findings);
    for (const frame of this.findings.frames()) send(output, frame);
    const looked = chosen.length - new Set(visits.map(({ page }) => page)).size;
    const rest = looked < all ? `; ${all - looked} others were not looked at` : "";
    say(
      `Looked at ${looked} of ${all} pages at 375 and 1440 px in ${Date.now() - started} ms${rest}.`,
    );
  }

  /** @param {import("./pages.mjs").Page[]} pages */
  #visitsOf(pages) {
    return pages.flatMap((page) => {
      const isFirst = page.file === "index.html";
      const onWide = async (/** @type {Tab} */ tab) =>
        sendThumbnail(await takeThumbnail(tab, this.settings.maxThumbnailBytes));
      const look = { ...this.#look(), ...(isFirst ? { onWide } : {}) };
      const whole = { page, visit: (/** @type {Tab} */ tab) => visitPage(tab, page, look) };
      const asPhone = { page, visit: (/** @type {Tab} */ tab) => visitNarrow(tab, page, look) };
      return isFirst ? [whole, asPhone] : [whole];
    });
  }

  #look() {
    return { axe: this.axe, findings: this.findings, links: this.links };
  }

  /** @param {Tab} first */
  async #work(first) {
    let tab = first;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      for (const last of [false, true]) {
        if (this.#isRestless(next.page)) break; // another window has seen that it is
        this.#current.set(next, tab);
        try {
          await next.visit(tab);
          break;
        } catch (error) {
          const explained = this.#explain(tab, next.page, error, last);
          tab.close();
          tab = await this.openTab();
          if (explained) break;
        }
      }
      this.#current.delete(next);
    }
  }

  /**
   * @param {Tab} tab
   * @param {import("./pages.mjs").Page} page
   * @param {unknown} error
   * @param {boolean} last it was looked at before
   * @returns {boolean} false when it is worth another look
   */
  #explain(tab, page, error, last) {
    if (tab.notes.crashed || error instanceof Gone) {
      const message = "The page crashed: it uses too much memory.";
      this.findings.add(page, { category: "resource", code: "page_crashed", message });
      return true;
    }
    const back = error instanceof WentBack || tab.wentBack;
    if (!back && wentAway(tab, page, this.#look())) return true;
    // One that goes elsewhere once, and rests there, is at rest by now.
    if (last && !back && tab.notes.visited.length > 1) keepsReloading(page, this.#look());
    else if (last) say(`${page.path} could not be looked at: ${String(error).slice(0, 300)}`);
    return last;
  }

  /** @param {import("./pages.mjs").Page} page */
  #isRestless(page) {
    return this.findings.has(page, "keeps_reloading");
  }

  /** @param {unknown} error @param {number} ms */
  #explainEnd(error, ms) {
    if (error instanceof Gone) return; // the page that did it is known
    if (!(error instanceof TookTooLong)) throw error;
    const seconds = Math.round(ms / 1000);
    const message = `The page does not come to rest within ${seconds} s: a script goes on and on.`;
    for (const [{ page }, tab] of this.#current) {
      if (tab.isRestless) keepsReloading(page, this.#look());
      // Why it does not come to rest may be known from its other window.
      if (this.#isRestless(page)) continue;
      this.findings.add(page, { category: "resource", code: "smoke_timeout", message });
    }
  }
}

async function main() {
  /** @type {Settings} */
  const settings = JSON.parse(process.argv[2] ?? "{}");
  const devtools = launch(settings.chromium);
  /** @type {SmokeTest | undefined} */
  let test;
  const origin = await serveSite({
    files: () => test?.files ?? new Map(),
    headers: settings.headers,
  });
  test = new SmokeTest(settings, devtools, origin);
  const tabs = await test.prepare().catch((error) => {
    console.error(String(error));
    process.exit(neverStarted);
  });
  writeSync(1, waiting);
  const files = await readSite(process.stdin);
  if (files.size === 0) return; // the build failed: there is nothing to look at
  test.files = files;
  await test.run(tabs);
}

await main();
process.exit(0);
