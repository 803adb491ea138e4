// What a visitor gets of a built site: the text and the elements of its pages, and the texts in its
// scripts for sites that render in the browser.

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

function textOf(html) {
  const body = html
    .replace(/<script[\s\S]*?<\/script>/g, " ")
    .replace(/<style[\s\S]*?<\/style>/g, " ")
    .replace(/<!--[\s\S]*?-->/g, "");
  return body
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();
}

function count(items) {
  const out = new Map();
  for (const item of items) out.set(item, (out.get(item) ?? 0) + 1);
  return out;
}

/** @param {Record<string, Buffer>} files of dist */
export function contentOf(files) {
  const pages = {};
  const texts = [];
  for (const [path, bytes] of Object.entries(files)) {
    if (path.endsWith(".html")) {
      const html = bytes.toString("utf8");
      const elements = [...html.matchAll(/<([a-z][\w-]*)/g)]
        .map((match) => match[1])
        .filter((name) => name !== "link" && name !== "script");
      pages[path] = { text: textOf(html), elements: count(elements) };
    }
    if (/\.m?js$/.test(path)) {
      const script = bytes.toString("utf8");
      for (const [, a, b, c] of script.matchAll(
        /"((?:[^"\\\n]|\\.){3,200})"|`((?:[^`\\]|\\.){3,200})`|'((?:[^'\\\n]|\\.){3,200})'/g,
      )) {
        const text = (a ?? b ?? c).replace(/\\u\{?[0-9a-f]+\}?|\\./gi, "");
        if (/[A-Z]/.test(text[0]) && /[a-z] /.test(text)) texts.push(text);
      }
    }
  }
  return { pages, texts: count(texts) };
}

/** What `after` lacks of `before`, in words; empty when nothing is lost. */
export function lostContent(before, after) {
  const lost = [];
  for (const [path, page] of Object.entries(before.pages)) {
    const now = after.pages[path];
    if (now === undefined) {
      lost.push(`the page ${path}`);
      continue;
    }
    if (now.text !== page.text) {
      let at = 0;
      while (at < page.text.length && page.text[at] === now.text[at]) at++;
      lost.push(
        `${path}: "${page.text.slice(at - 20, at + 40)}" became "${now.text.slice(at - 20, at + 40)}"`,
      );
    }
    for (const [name, number] of page.elements) {
      if ((now.elements.get(name) ?? 0) < number) lost.push(`${path}: <${name}>`);
    }
  }
  for (const [text, number] of before.texts) {
    if ((after.texts.get(text) ?? 0) < number) lost.push(`the text "${text.slice(0, 60)}"`);
  }
  return lost;
}
