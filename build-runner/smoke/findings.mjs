// What is wrong, each thing said once: the same finding on several pages is one finding that names them.

const shownPages = 3;
const maxFindings = 40;

/**
 * @typedef {object} Finding
 * @property {"runtime" | "resource"} category
 * @property {string} code
 * @property {string} message
 * @property {string} [key] what makes two findings the same; the message when absent
 */

export class Findings {
  /** @type {Map<string, { finding: Finding, pages: import("./pages.mjs").Page[] }>} */
  #all = new Map();

  /**
   * @param {import("./pages.mjs").Page} page
   * @param {Finding} finding
   */
  add(page, finding) {
    const key = `${finding.code} ${finding.key ?? finding.message}`;
    const known = this.#all.get(key);
    if (known === undefined) {
      if (this.#all.size < maxFindings) this.#all.set(key, { finding, pages: [page] });
    } else {
      // The one that says more, such as where it is.
      if (finding.message.length > known.finding.message.length) known.finding = finding;
      if (!known.pages.includes(page)) known.pages.push(page);
    }
  }

  /**
   * @param {import("./pages.mjs").Page} page
   * @param {string} code
   */
  has(page, code) {
    return [...this.#all.values()].some(
      ({ finding, pages }) => finding.code === code && pages.includes(page),
    );
  }

  /** @returns {object[]} error frames */
  frames() {
    return [...this.#all.values()].map(({ finding, pages }) => ({
      kind: "error",
      category: finding.category,
      code: finding.code.slice(0, 64),
      file: pages[0] === undefined ? null : `dist/${pages[0].file}`.slice(0, 200),
      line: null,
      column: null,
      message: [...`${finding.message}${also(pages.slice(1))}`].slice(0, 2000).join(""),
    }));
  }
}

/** @param {import("./pages.mjs").Page[]} pages */
function also(pages) {
  if (pages.length === 0) return "";
  const named = pages.slice(0, shownPages).map((page) => page.path);
  const more = pages.length - named.length;
  return ` The same on ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

const mismatchCodes = new Set(["418", "419", "421", "422", "423", "424", "425"]);

/**
 * Sorts what a page said into findings.
 * @param {import("./tab.mjs").Notes} notes
 * @returns {Finding[]}
 */
export function findingsOf(notes) {
  /** @type {Finding[]} */
  const out = [];
  const sort = (/** @type {string} */ text, /** @type {string} */ code) => {
    const said = withoutAddresses(text);
    if (isMismatch(said)) out.push(mismatch(said));
    // There is no network here: a page that asks elsewhere may complain, and elsewhere is not its fault.
    else if (!(notes.foreignFailures > 0 && /failed to fetch|networkerror|load failed/i.test(said)))
      out.push({ category: "runtime", code, message: `${saidBy[code]}: ${said}` });
  };
  for (const text of notes.pageErrors) sort(text, "page_error");
  for (const text of notes.consoleErrors) sort(text, "console_error");
  for (const { url, why } of notes.failedRequests) {
    const path = url.slice(0, 300);
    out.push({ category: "runtime", code: "failed_request", message: `${path} ${why}.` });
  }
  return out;
}

/** @type {Record<string, string>} */
const saidBy = { page_error: "A script failed", console_error: "The console has an error" };

/** Addresses change from run to run; what follows the host does not. @param {string} text */
function withoutAddresses(text) {
  return text.replaceAll(/https?:\/\/localhost(:\d+)?\//g, "/").slice(0, 1200);
}

/** @param {string} text */
function isMismatch(text) {
  const code = /Minified React error #(\d+)/.exec(text)?.[1];
  if (code !== undefined) return mismatchCodes.has(code);
  return /hydration failed|did(n't| not) match|error while hydrating|hydrated but/i.test(text);
}

/** @param {string} said @returns {Finding} */
function mismatch(said) {
  const code = /Minified React error #(\d+)/.exec(said)?.[1];
  return {
    category: "runtime",
    code: "hydration_mismatch",
    key: "",
    message: `What React renders in the browser is not what was pre-rendered${code ? ` (React error ${code})` : ""}. Rendering must not depend on the time, on chance, or on what only a browser has, such as window, storage or the time zone.`,
  };
}

/**
 * The first words that scripts changed, to show where a mismatch is.
 * @param {string[]} before
 * @param {string[]} after
 */
export function firstDifference(before, after) {
  let at = 0;
  while (at < before.length && at < after.length && before[at] === after[at]) at += 1;
  if (at === before.length && at === after.length) return undefined;
  const around = (/** @type {string[]} */ words) =>
    words.slice(Math.max(0, at - 3), at + 5).join(" ");
  return `“${around(before)}” became “${around(after)}”`;
}
