// Chromium, and the DevTools protocol over its pipe: JSON messages with a zero byte after each.
import { spawn } from "node:child_process";

// The sandbox around all of this is what holds: no network, no files, no rights. Chromium's own would need
// namespaces that are forbidden inside, so it is off (docs/decisions/0021).
const flags = [
  "--headless",
  "--no-sandbox",
  "--remote-debugging-pipe",
  "--no-startup-window",
  "--no-first-run",
  "--no-default-browser-check",
  "--user-data-dir=/tmp/chromium",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-breakpad",
  "--disable-crash-reporter",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-sync",
  "--disable-domain-reliability",
  "--disable-client-side-phishing-detection",
  "--disable-field-trial-config",
  "--disable-hang-monitor",
  "--disable-ipc-flooding-protection",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--disable-background-timer-throttling",
  "--disable-search-engine-choice-screen",
  "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,PaintHolding,BackForwardCache,DialMediaRouteProvider,AcceptCHFrame",
  "--force-color-profile=srgb",
  "--hide-scrollbars",
  "--mute-audio",
  "--metrics-recording-only",
  "--password-store=basic",
  "--use-mock-keychain",
  "--js-flags=--max-old-space-size=384",
  // Names of elsewhere fail at once instead of being looked up.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
];

/** @typedef {(method: string, params: any, sessionId: string | undefined) => void} Listener */

export class Gone extends Error {}

/**
 * @param {string} program
 * @param {string[]} [more] flags
 */
export function launch(program, more = []) {
  const child = spawn(program, [...flags, ...more], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    env: { ...process.env, FONTCONFIG_PATH: "/etc/fonts" },
  });
  return new DevTools(child);
}

export class DevTools {
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void, session: string | undefined }>} */
  #waiting = new Map();
  /** @type {Listener[]} */
  #listeners = [];
  #next = 1;
  #partial = "";
  #writer;
  #gone = false;

  /** @param {import("node:child_process").ChildProcess} child */
  constructor(child) {
    this.#writer = /** @type {import("node:stream").Writable} */ (child.stdio[3]);
    const reader = /** @type {import("node:stream").Readable} */ (child.stdio[4]);
    this.#writer.on("error", () => this.#end());
    reader.setEncoding("utf8");
    reader.on("data", (chunk) => this.#take(chunk));
    reader.on("error", () => this.#end());
    child.on("error", () => this.#end());
    child.on("exit", () => this.#end());
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @param {string} [sessionId] of a tab
   * @returns {Promise<any>} rejects with Gone when Chromium or the tab is
   */
  send(method, params = {}, sessionId) {
    if (this.#gone) return Promise.reject(new Gone("Chromium has ended"));
    const id = this.#next++;
    this.#writer.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) =>
      this.#waiting.set(id, { resolve, reject, session: sessionId }),
    );
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** Nothing will answer for this tab any more. @param {string} sessionId */
  forget(sessionId) {
    for (const [id, one] of this.#waiting) {
      if (one.session !== sessionId) continue;
      this.#waiting.delete(id);
      one.reject(new Gone("the tab is gone"));
    }
  }

  /** @param {string} chunk */
  #take(chunk) {
    const messages = (this.#partial + chunk).split("\0");
    this.#partial = messages.pop() ?? "";
    for (const text of messages) this.#dispatch(JSON.parse(text));
  }

  /** @param {any} message */
  #dispatch(message) {
    if (message.id === undefined) {
      for (const listener of this.#listeners)
        listener(message.method, message.params, message.sessionId);
      return;
    }
    const one = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) one?.reject(new Error(message.error.message));
    else one?.resolve(message.result);
  }

  #end() {
    this.#gone = true;
    for (const one of this.#waiting.values()) one.reject(new Gone("Chromium has ended"));
    this.#waiting.clear();
  }
}
