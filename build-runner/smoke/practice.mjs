// A first visit, to a page of our own, before there is a site: Chromium and axe are slow the first time they do a
// thing, and what they have compiled stays with the tab. The site has another origin, so it meets nothing of this.
import { Findings } from "./findings.mjs";
import { serveSite } from "./site_server.mjs";
import { within } from "./tab.mjs";
import { takeThumbnail, visitPage } from "./visit.mjs";

const enoughMs = 5000;
const anyBytes = 1 << 20;

/** A little of everything that sites have and axe asks about. */
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Practice</title>
<link rel="stylesheet" href="/style.css"><script type="module" src="/script.js"></script></head><body>
<a href="#main">To the text</a><header><nav aria-label="Pages"><ul><li><a href="/" aria-current="page">Home</a></li>
<li><a href="/more/">More</a></li></ul></nav><button type="button" aria-expanded="false">Menu</button></header>
<main id="main"><h1>Practice</h1><p>Words with an <a href="/more/">address</a> and <strong>weight</strong>.</p>
<section aria-labelledby="list"><h2 id="list">List</h2><ul><li>One</li><li>Two</li></ul><dl><dt>Word</dt><dd>What it
means</dd></dl><figure><img src="/image.svg" alt="A square" width="40" height="40"><figcaption>A square</figcaption>
</figure><svg role="img" aria-label="A line" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg></section>
<section aria-label="Table"><table><caption>Hours</caption><thead><tr><th scope="col">Day</th><th scope="col">Hours</th>
</tr></thead><tbody><tr><th scope="row">Monday</th><td>9 to 5</td></tr></tbody></table></section>
<form><label for="name">Name</label><input id="name" autocomplete="name" required><label><input type="checkbox"> Yes
</label><label for="size">Size</label><select id="size"><option>Small</option><option>Large</option></select>
<fieldset><legend>Colour</legend><label><input type="radio" name="colour"> Red</label></fieldset>
<textarea aria-label="Words"></textarea><button>Send</button></form>
<details><summary>A question</summary><p>An answer.</p></details><dialog aria-label="Closed"><p>Later.</p></dialog>
<p role="status" aria-live="polite"></p></main><footer><p>The end</p></footer></body></html>`;
const style = `body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#222;background:#fff}header{display:flex;gap:1rem;
position:sticky;top:0}main{display:grid;gap:1rem;padding:1rem;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr))}
h1{font-family:serif}section{border:1px solid #888;border-radius:8px;box-shadow:0 1px 4px #0003}`;
const script = `document.querySelector("button")?.addEventListener("click", () => {});
document.querySelector("[role=status]").textContent = "Ready";`;
const image = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>`;

/** @type {import("./site_server.mjs").SiteFiles} */
const files = new Map(
  Object.entries({
    "index.html": ["text/html; charset=utf-8", page],
    "style.css": ["text/css", style],
    "script.js": ["text/javascript", script],
    "image.svg": ["image/svg+xml", image],
  }).map(([path, [mediaType = "", text = ""]]) => [path, { bytes: Buffer.from(text), mediaType }]),
);

/**
 * Every tab does once what it will do for the site.
 * @param {import("./tab.mjs").Tab[]} tabs
 * @param {string} axe
 * @param {Record<string, string>} headers of every answer
 * @returns {Promise<boolean>} false when a tab did not come to the end, and may still be at it
 */
export async function practise(tabs, axe, headers) {
  const origin = await serveSite({ files: () => files, headers });
  const first = { path: "/", file: "index.html" };
  const visit = async (/** @type {import("./tab.mjs").Tab} */ tab) => {
    const site = tab.origin;
    tab.origin = origin;
    const onWide = async () => {
      await takeThumbnail(tab, anyBytes);
    };
    try {
      await visitPage(tab, first, { axe, findings: new Findings(), links: new Map(), onWide });
    } finally {
      tab.origin = site;
    }
  };
  return within(Promise.all(tabs.map(visit)), enoughMs).then(
    () => true,
    () => false,
  );
}
