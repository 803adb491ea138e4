// The pages of a site, and which of them are looked at: the first page, the 404 page, then one of each folder, so
// that pages made from one pattern do not push others out.

/** @typedef {{ file: string, path: string }} Page its file in the site, and the path a visitor asks for */

/** @param {string} file */
function pathOf(file) {
  if (file === "404.html") return "/no-such-page";
  const path = file.endsWith("index.html") ? file.slice(0, -"index.html".length) : file;
  return `/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * @param {Iterable<string>} files of the site
 * @param {number} limit
 * @returns {{ chosen: Page[], all: number }}
 */
export function choosePages(files, limit) {
  const htmls = [...files].filter((file) => file.endsWith(".html")).sort();
  const first = ["index.html", "404.html"].filter((file) => htmls.includes(file));
  /** @type {string[]} */
  const distinct = [];
  /** @type {string[]} */
  const alike = [];
  const patterns = new Set();
  for (const file of htmls) {
    if (first.includes(file)) continue;
    const parts = file.replace(/\/index\.html$/, "").split("/");
    const pattern = parts.length === 1 ? file : parts.slice(0, -1).join("/");
    (patterns.has(pattern) ? alike : distinct).push(file);
    patterns.add(pattern);
  }
  const chosen = [...first, ...distinct, ...alike].slice(0, limit);
  return { chosen: chosen.map((file) => ({ file, path: pathOf(file) })), all: htmls.length };
}
