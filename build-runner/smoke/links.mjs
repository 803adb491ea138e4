// Links and anchors that scripts make. Those of the pre-rendered pages the runner checks by itself (build/smoke.cpp).
import { answerTo } from "./site_server.mjs";

/**
 * @typedef {object} PageLinks
 * @property {Set<string>} links whole addresses, only those that scripts made
 * @property {Set<string>} anchors
 */

/**
 * @param {Map<import("./pages.mjs").Page, PageLinks>} looked
 * @param {string} origin
 * @param {import("./site_server.mjs").SiteFiles} files
 * @param {import("./findings.mjs").Findings} findings
 */
export function checkLinks(looked, origin, files, findings) {
  /** @type {Map<string, Set<string>>} anchors by file */
  const anchors = new Map([...looked].map(([page, { anchors }]) => [page.file, anchors]));
  for (const [page, { links }] of looked) {
    for (const link of links) {
      if (!link.startsWith(`${origin}/`)) continue;
      const why = broken(link, files, anchors);
      const address = link.slice(origin.length, origin.length + 300);
      if (why) findings.add(page, { category: "runtime", ...why, message: why.message(address) });
    }
  }
}

/**
 * @param {string} link
 * @param {import("./site_server.mjs").SiteFiles} files
 * @param {Map<string, Set<string>>} anchors
 */
function broken(link, files, anchors) {
  const { pathname, hash } = new URL(link);
  let answer = answerTo(files, pathname);
  if (answer.location !== undefined) answer = answerTo(files, answer.location);
  if (answer.status !== 200)
    return {
      code: "broken_link",
      message: (/** @type {string} */ address) =>
        `The address "${address}" names nothing in the site.`,
    };
  const name = hash.slice(1);
  // "#/…" is a router's own; ":~:" points at text.
  if (name === "" || name === "top" || /^!?\/|:~:/.test(name)) return undefined;
  const known = anchors.get(answer.path ?? "");
  if (known === undefined || known.has(name) || known.has(decoded(name))) return undefined;
  return {
    code: "broken_anchor",
    message: (/** @type {string} */ address) =>
      `The address "${address}" names no element of its page.`,
  };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
