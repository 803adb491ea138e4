// Chromium as it is installed; playwright-core brings none.
import { chromium } from "playwright-core";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const patienceMs = 60_000; // for one thing to appear: generous, since a pass never waits for it

/** Pages compute so many times slower, to see what a small machine sees. */
const slowness = Number(process.env["SITEWRIGHT_BROWSER_SLOWNESS"] ?? 1);

export const launchChromium = () =>
  chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args });

/**
 * A page with a profile of its own. Faults of the page, and everything its policy refused, end up in `faults`.
 * @param {import("playwright-core").Browser} browser
 * @param {string} base
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openPage(browser, base, options = {}) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width: 1440, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  if (slowness > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
  }
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && /content security policy|uncaught|react/i.test(text))
      faults.push(text);
  });
  /** @type {string[]} */
  const foreign = [];
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    const own = new URL(base).host;
    if (protocol.startsWith("http") && host !== own && !host.endsWith(`.${own}`))
      foreign.push(request.url());
  });
  return { context, page, faults, foreign };
}
