// Functions that run inside the page, in a world of their own: they see its elements, its scripts do not see them.
// Each is sent as text, so it may use nothing from outside itself.

/**
 * The words that a reader can see. `seen: "now"` leaves out what is transparent: without scripts nothing will
 * show it. `seen: "later"` counts it: with scripts it may appear as one scrolls.
 * @param {{ seen: "now" | "later", limit: number }} options
 */
export function visibleWords({ seen, limit }) {
  /** @type {Map<Element, boolean>} */
  const known = new Map();
  const visible = (/** @type {Element} */ element) => {
    let answer = known.get(element);
    if (answer === undefined) {
      answer = element.checkVisibility({
        checkOpacity: seen === "now",
        opacityProperty: seen === "now",
        visibilityProperty: true,
      });
      known.set(element, answer);
    }
    return answer;
  };
  const words = [];
  const walker = document.createTreeWalker(document.body ?? document, NodeFilter.SHOW_TEXT);
  for (
    let node = walker.nextNode();
    node !== null && words.length < limit;
    node = walker.nextNode()
  ) {
    const parent = node.parentElement;
    if (parent === null || /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE)$/.test(parent.tagName)) continue;
    const found = (node.nodeValue ?? "").match(/[\p{L}\p{N}]+/gu);
    if (found !== null && visible(parent)) words.push(...found.slice(0, limit - words.length));
  }
  return words.map((word) => word.slice(0, 60));
}

/**
 * What reaches beyond the right edge of the window, outermost first.
 * @returns {{ by: number, elements: string[] }}
 */
export function overflow() {
  const name = (/** @type {Element} */ element) => {
    const classes = (element.getAttribute("class") ?? "").trim().split(/\s+/).slice(0, 2);
    const id = element.id === "" ? "" : `#${element.id}`;
    return `${element.tagName.toLowerCase()}${id}${classes.map((one) => (one ? `.${one}` : "")).join("")}`;
  };
  const width = document.documentElement.clientWidth;
  const by = document.documentElement.scrollWidth - width;
  /** @type {string[]} */
  const elements = [];
  if (by <= 0) return { by: 0, elements };
  for (const element of document.querySelectorAll("body *")) {
    if (elements.length === 3) break;
    if (element.getBoundingClientRect().right > width + 1) elements.push(name(element));
  }
  return { by, elements };
}

/** The addresses that links lead to, and the names that addresses can end in. */
export function linksAndAnchors() {
  const links = new Set();
  for (const link of document.querySelectorAll("a[href], area[href]")) {
    if (links.size === 1000) break;
    if ("href" in link && typeof link.href === "string") links.add(link.href.slice(0, 2000));
  }
  const anchors = [];
  for (const element of document.querySelectorAll("[id], a[name]")) {
    if (anchors.length === 5000) break;
    anchors.push((element.id || element.getAttribute("name") || "").slice(0, 200));
  }
  return { links: [...links], anchors };
}

/**
 * Empties drawings of what only draws. Most elements of a page can be theirs, and they tell a reader nothing that
 * their title does not; without them the questions below are answered several times as fast.
 */
export function withoutDrawings() {
  for (const svg of document.querySelectorAll("svg:not(:has(text, foreignObject, a, [tabindex]))"))
    svg.replaceChildren(...svg.querySelectorAll(":scope > title, :scope > desc"));
}

/** Resolves when fonts are there and the page has nothing to do for a moment. */
export async function idle() {
  await document.fonts.ready;
  for (let i = 0; i < 2; i += 1)
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 }));
}

/**
 * What axe calls serious or critical: of the whole page the first time, later of what has come into sight or has
 * begun to scroll since, as happens when the window becomes narrow. The rest has been judged.
 * @returns {Promise<{ rule: string, help: string, count: number, nodes: { target: string, html: string, why: string }[] }[]>}
 */
export async function seriousFindings() {
  const own = /** @type {{ axe: any, judged?: WeakSet<Element> }} */ (
    /** @type {unknown} */ (globalThis)
  );
  const scrolls = (/** @type {Element} */ element) =>
    element.scrollWidth > element.clientWidth &&
    /auto|scroll/.test(getComputedStyle(element).overflowX);
  const known = own.judged;
  const judged = known ?? new WeakSet();
  /** @type {Element[]} */
  const fresh = [];
  for (const element of document.querySelectorAll("body *")) {
    const isNew = !judged.has(element) && element.checkVisibility({ visibilityProperty: true });
    if (isNew) judged.add(element);
    if (known !== undefined && (isNew || scrolls(element))) fresh.push(element);
  }
  own.judged = judged;
  if (known !== undefined && fresh.length === 0) return [];
  // A rule's impact is that of all it finds; those that are left out below need not be asked.
  const minor = (own.axe._audit?.rules ?? []).filter((/** @type {any} */ rule) =>
    /^(?:minor|moderate)$/.test(rule.impact),
  );
  const { violations } = await own.axe.run(known === undefined ? document : fresh.slice(0, 200), {
    resultTypes: ["violations"],
    rules: Object.fromEntries(
      minor.map((/** @type {any} */ rule) => [rule.id, { enabled: false }]),
    ),
    preload: false,
    elementRef: false,
  });
  return violations
    .filter((/** @type {any} */ one) => one.impact === "serious" || one.impact === "critical")
    .map((/** @type {any} */ one) => ({
      rule: one.id,
      help: one.help,
      count: one.nodes.length,
      nodes: one.nodes.slice(0, 3).map((/** @type {any} */ node) => ({
        target: String(node.target.flat(3).join(" ")).slice(0, 200),
        html: String(node.html).slice(0, 200),
        why: String([...node.any, ...node.all, ...node.none][0]?.message ?? "").slice(0, 300),
      })),
    }));
}
