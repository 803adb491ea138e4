// What is looked at on one page.
import { findingsOf, firstDifference } from "./findings.mjs";
import * as inPage from "./in_page.mjs";
import { WentBack } from "./tab.mjs";

const narrow = { width: 375, height: 812 };
const wide = { width: 1440, height: 900 };
const settleMs = 2500; // a page that never stops asking for something is looked at as it is
const maxWords = 20_000;
const fewWords = 8; // below this there is nothing to compare
const enoughKept = 0.5; // of the words; less means that the page's text depends on scripts, or dies by them

/**
 * @typedef {object} Look
 * @property {string} axe the script
 * @property {import("./findings.mjs").Findings} findings
 * @property {Map<import("./pages.mjs").Page, import("./links.mjs").PageLinks>} links
 * @property {(tab: import("./tab.mjs").Tab) => Promise<void>} [onWide] when the page stands, wide and untouched
 */

/**
 * Without scripts and with them, wide and narrow.
 * @param {import("./tab.mjs").Tab} tab
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 */
export async function visitPage(tab, page, look) {
  await tab.resize(wide);
  await tab.goTo(page.path, { scripts: false });
  const before = await readPage(tab, "now");
  await goWithScripts(tab, page);
  if (wentAway(tab, page, look)) return;
  const after = await readPage(tab, "later");
  await look.onWide?.(tab);
  report(tab, page, look, firstDifference(before.words, after.words));
  compareWords(page, look, before.words, after.words);
  keepLinks(page, look, before, after);
  await tab.evaluate(inPage.withoutDrawings, undefined);
  await tab.evaluateText(`${look.axe};0`);
  await askAxe(tab, page, look);
  await tab.resize(narrow);
  await tab.settle(settleMs, inPage.idle);
  await askOverflow(tab, page, look);
  await askAxe(tab, page, look);
  await tab.watch(settleMs);
  wentAway(tab, page, look);
}

/**
 * As a phone loads it: a page that asks for its width while it renders is found out.
 * @param {import("./tab.mjs").Tab} tab
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 */
export async function visitNarrow(tab, page, look) {
  await tab.resize(narrow);
  await goWithScripts(tab, page);
  if (wentAway(tab, page, look)) return;
  await askOverflow(tab, page, look);
  report(tab, page, look, undefined);
  await tab.watch(settleMs);
  wentAway(tab, page, look);
}

/**
 * @param {import("./tab.mjs").Tab} tab
 * @param {number} maxBytes
 * @returns {Promise<Uint8Array>} a WebP picture of the window; smaller at the price of its quality
 */
export async function takeThumbnail(tab, maxBytes) {
  let bytes = new Uint8Array();
  for (const quality of [70, 45, 20, 5]) {
    const how = { format: "webp", quality, optimizeForSpeed: true };
    const { data } = await tab.send("Page.captureScreenshot", how);
    bytes = Buffer.from(data, "base64");
    if (bytes.length <= maxBytes) break;
  }
  return bytes;
}

/** @param {import("./tab.mjs").Tab} tab @param {import("./pages.mjs").Page} page */
async function goWithScripts(tab, page) {
  await tab.goTo(page.path, { scripts: true });
  await tab.settle(settleMs, inPage.idle);
}

/** @param {import("./tab.mjs").Tab} tab @param {"now" | "later"} seen */
async function readPage(tab, seen) {
  const words = await tab.evaluate(inPage.visibleWords, { seen, limit: maxWords });
  return { words, ...(await tab.evaluate(inPage.linksAndAnchors, undefined)) };
}

/**
 * @param {import("./tab.mjs").Tab} tab
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 * @returns {boolean} true when there is nothing left of the page to look at
 */
export function wentAway(tab, page, look) {
  const { visited } = tab.notes;
  if (tab.wentBack) throw new WentBack("it goes back to where nobody came from");
  const away = visited.find((url) => !url.startsWith(`${tab.origin}/`));
  if (away !== undefined) {
    const message = `The page leaves the site by itself: it goes to ${away.slice(0, 200)}.`;
    look.findings.add(page, { category: "runtime", code: "leaves_site", message });
    return true;
  }
  if (!tab.isRestless) return false;
  keepsReloading(page, look);
  return true;
}

/** @param {import("./pages.mjs").Page} page @param {Look} look */
export function keepsReloading(page, { findings }) {
  const message = "The page loads itself or other pages again and again.";
  findings.add(page, { category: "runtime", code: "keeps_reloading", message });
}

/**
 * @param {import("./tab.mjs").Tab} tab
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 * @param {string | undefined} difference
 */
function report(tab, page, { findings }, difference) {
  for (const finding of findingsOf(tab.notes)) {
    const shown = finding.code === "hydration_mismatch" && difference !== undefined;
    findings.add(
      page,
      shown ? { ...finding, message: `${finding.message} ${difference}.` } : finding,
    );
  }
}

/**
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 * @param {string[]} before
 * @param {string[]} after
 */
function compareWords(page, { findings }, before, after) {
  const add = (/** @type {string} */ code, /** @type {string} */ message) =>
    findings.add(page, { category: "runtime", code, message });
  if (after.length < fewWords && before.length < fewWords) {
    if (after.length === 0 && before.length === 0) add("blank_page", "The page shows no text.");
  } else if (shareOf(after, before) < enoughKept)
    add(
      "no_text_without_scripts",
      "Most of the page's text is not visible without JavaScript. Text must be in the pre-rendered HTML, and not hidden or transparent until a script runs.",
    );
  else if (shareOf(before, after) < enoughKept)
    add("text_lost", "Most of the page's text disappears when its scripts run.");
}

/**
 * @param {string[]} words
 * @param {string[]} others
 * @returns {number} the share of `words` that is among `others`, each word as often as it occurs
 */
export function shareOf(words, others) {
  if (words.length === 0) return 1;
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    found += 1;
  }
  return found / words.length;
}

/**
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 * @param {{ links: string[], anchors: string[] }} before
 * @param {{ links: string[], anchors: string[] }} after
 */
function keepLinks(page, look, before, after) {
  const known = new Set(before.links);
  look.links.set(page, {
    links: new Set(after.links.filter((link) => !known.has(link))),
    anchors: new Set([...before.anchors, ...after.anchors]),
  });
}

/** @param {import("./tab.mjs").Tab} tab @param {import("./pages.mjs").Page} page @param {Look} look */
async function askOverflow(tab, page, { findings }) {
  const { by, elements } = await tab.evaluate(inPage.overflow, undefined);
  if (by <= 0) return;
  const who = elements.length > 0 ? `: ${elements.join(", ")}` : "";
  findings.add(page, {
    category: "runtime",
    code: "overflow_375",
    key: elements[0] ?? "",
    message: `At 375 px the page is ${by} px wider than the window${who}.`,
  });
}

/**
 * @param {import("./tab.mjs").Tab} tab
 * @param {import("./pages.mjs").Page} page
 * @param {Look} look
 */
async function askAxe(tab, page, { findings }) {
  const found = await tab.evaluate(inPage.seriousFindings, undefined);
  for (const { rule, help, count, nodes } of found) {
    const [first] = nodes;
    const where = nodes.map(({ target }) => target).join("; ");
    findings.add(page, {
      category: "runtime",
      code: `axe_${rule}`,
      key: "",
      message: `${help}. ${count === 1 ? "One element" : `${count} elements`}: ${where}. ${first?.why ?? ""} ${first?.html ?? ""}`,
    });
  }
}
