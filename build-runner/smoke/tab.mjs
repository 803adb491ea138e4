// One tab: it goes to addresses, runs functions in the page, and notes what goes wrong there.

const world = "sitewright";
const maxVisits = 4; // addresses that one page goes to by itself, its own and redirects
const maxReloads = 1; // of one address
const movingMs = 5000; // for how long a page on its way elsewhere is asked again

export class TookTooLong extends Error {}
/** To what the tab showed before the site: no visitor has that to go back to. */
export class WentBack extends Error {}

/**
 * @typedef {object} Notes what a page did while it was open
 * @property {string[]} pageErrors
 * @property {string[]} consoleErrors
 * @property {{ url: string, why: string }[]} failedRequests of the site itself
 * @property {number} foreignFailures requests to elsewhere: there is no network, so all of them
 * @property {string[]} visited every address the main frame went to
 * @property {boolean} crashed
 */

/** @returns {Notes} */
const noNotes = () => ({
  pageErrors: [],
  consoleErrors: [],
  failedRequests: [],
  foreignFailures: 0,
  visited: [],
  crashed: false,
});

const kept = 50; // of each kind: what comes later says nothing new

export class Tab {
  notes = noNotes();
  #devtools;
  #targetId = "";
  #session = "";
  #frame = "";
  #url = "about:blank";
  #before = ""; // the address that the tab left for the page
  /** @type {Map<string, string>} requests under way, by id */
  #open = new Map();
  /** @type {() => void} */
  #onLoad = () => {};

  /**
   * @param {import("./devtools.mjs").DevTools} devtools
   * @param {string} origin of the site, or of the one to practise on
   */
  constructor(devtools, origin) {
    this.#devtools = devtools;
    this.origin = origin;
    devtools.listen((method, params, session) => {
      if (session === this.#session && session !== "") this.#take(method, params);
    });
  }

  async open() {
    const target = await this.#devtools.send("Target.createTarget", {
      url: "about:blank",
      newWindow: true,
    });
    this.#targetId = target.targetId;
    const attached = await this.#devtools.send("Target.attachToTarget", {
      targetId: this.#targetId,
      flatten: true,
    });
    this.#session = attached.sessionId;
    await Promise.all([
      ...["Page", "Runtime", "Network", "Log", "Inspector"].map((domain) =>
        this.send(`${domain}.enable`),
      ),
      this.send("Network.setBypassServiceWorker", { bypass: true }),
      this.send("Emulation.setFocusEmulationEnabled", { enabled: true }),
      this.send("Emulation.setEmulatedMedia", {
        features: [
          { name: "prefers-reduced-motion", value: "reduce" },
          { name: "prefers-color-scheme", value: "light" },
        ],
      }),
    ]);
  }

  /** Whether it goes to more addresses by itself, or to one of them more often, than a page that comes to rest. */
  get isRestless() {
    const { visited } = this.notes;
    if (visited.length > maxVisits) return true;
    return visited.some((url) => visited.filter((one) => one === url).length > 1 + maxReloads);
  }

  get wentBack() {
    return !this.#before.startsWith(`${this.origin}/`) && this.notes.visited.includes(this.#before);
  }

  get targetId() {
    return this.#targetId;
  }

  /**
   * @param {string} method
   * @param {object} [params]
   */
  send(method, params) {
    return this.#devtools.send(method, params, this.#session);
  }

  /** @param {{ width: number, height: number }} size */
  async resize({ width, height }) {
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }

  /**
   * Goes to a page and waits for its load event; notes begin anew.
   * @param {string} path
   * @param {{ scripts: boolean }} options
   */
  async goTo(path, { scripts }) {
    await this.send("Emulation.setScriptExecutionDisabled", { value: !scripts });
    this.notes = noNotes();
    this.#before = this.#url;
    this.#open.clear();
    const loaded = new Promise((resolve) => {
      this.#onLoad = () => resolve(undefined);
    });
    const { frameId, errorText } = await this.send("Page.navigate", { url: this.origin + path });
    this.#frame = frameId;
    if (errorText) throw new Error(errorText);
    await loaded;
    // What was looked at before is nowhere to go back to, unless a script has been quicker.
    await this.#whileMoving(() => this.send("Page.resetNavigationHistory"));
  }

  /**
   * Waits until fonts and late scripts are there and the page rests.
   * @param {number} limitMs after which a page that goes on asking is taken as it is
   * @param {() => Promise<void>} idle
   */
  async settle(limitMs, idle) {
    const end = Date.now() + limitMs;
    do {
      await this.evaluate(idle, undefined);
    } while (this.#open.size > 0 && Date.now() < end);
  }

  /** Of a page that went elsewhere, or loaded itself again: until it is restless, or for so long. @param {number} limitMs */
  async watch(limitMs) {
    if (this.notes.visited.length < 2) return;
    for (const end = Date.now() + limitMs; !this.isRestless && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /**
   * Runs a function of in_page.mjs in the page, in a world of its own.
   * @template A, R
   * @param {(argument: A) => R} work
   * @param {A} argument
   * @returns {Promise<Awaited<R>>}
   */
  evaluate(work, argument) {
    return this.evaluateText(`(${work})(${JSON.stringify(argument)})`);
  }

  /** @param {string} expression */
  evaluateText(expression) {
    return this.#whileMoving(() => this.#evaluateOnce(expression));
  }

  /**
   * A page that goes elsewhere takes the answer with it; then the next one is asked, until it has gone to too many.
   * @template R
   * @param {() => Promise<R>} ask
   */
  async #whileMoving(ask) {
    for (const end = Date.now() + movingMs; ; ) {
      try {
        return await ask();
      } catch (error) {
        const moves = /context|navigated|frame|active page|pruned/i.test(String(error));
        if (!moves || this.isRestless || Date.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  /** @param {string} expression */
  async #evaluateOnce(expression) {
    const context = await this.send("Page.createIsolatedWorld", {
      frameId: this.#frame,
      worldName: world,
    });
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", {
      expression,
      contextId: context.executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Without waiting: a page in an endless loop does not answer. */
  close() {
    this.#devtools.send("Target.closeTarget", { targetId: this.#targetId }).catch(() => {});
    this.#devtools.forget(this.#session);
  }

  /** @param {string} method @param {any} params */
  #take(method, params) {
    const { notes } = this;
    if (method === "Page.loadEventFired") this.#onLoad();
    else if (method === "Page.frameNavigated") {
      const { parentId, unreachableUrl, url } = params.frame;
      if (parentId !== undefined) return;
      this.#url = unreachableUrl ?? url;
      notes.visited.push(this.#url);
    } else if (method === "Page.javascriptDialogOpening")
      this.send("Page.handleJavaScriptDialog", { accept: false }).catch(() => {});
    else if (method === "Inspector.targetCrashed") {
      notes.crashed = true;
      this.#devtools.forget(this.#session);
    } else if (method === "Runtime.exceptionThrown") {
      const { exception, text } = params.exceptionDetails;
      keep(notes.pageErrors, exception?.description ?? String(exception?.value ?? text));
    } else if (method === "Runtime.consoleAPICalled") {
      if (params.type === "error" || params.type === "assert")
        keep(notes.consoleErrors, params.args.map(shown).join(" "));
    } else if (method === "Log.entryAdded") {
      const { level, source, text } = params.entry;
      if (level === "error" && source !== "network" && source !== "javascript")
        keep(notes.consoleErrors, text);
    } else this.#takeRequest(method, params);
  }

  /** @param {string} method @param {any} params */
  #takeRequest(method, params) {
    const url = this.#open.get(params?.requestId);
    if (method === "Network.requestWillBeSent") {
      if (!params.request.url.startsWith("data:") && params.type !== "WebSocket")
        this.#open.set(params.requestId, params.request.url);
    } else if (method === "Network.responseReceived") {
      const { status } = params.response;
      if (status >= 400 && params.type !== "Document")
        this.#fail(params.response.url, `answered ${status}`);
    } else if (method === "Network.loadingFinished") this.#open.delete(params.requestId);
    else if (method === "Network.loadingFailed") {
      this.#open.delete(params.requestId);
      if (url !== undefined && !params.canceled && params.type !== "Document")
        this.#fail(url, params.blockedReason ?? params.errorText);
    }
  }

  /** @param {string} url @param {string} why */
  #fail(url, why) {
    if (!url.startsWith(`${this.origin}/`)) this.notes.foreignFailures += 1;
    else if (new URL(url).pathname !== "/favicon.ico" && this.notes.failedRequests.length < kept)
      this.notes.failedRequests.push({ url: url.slice(this.origin.length), why });
  }
}

/** @param {string[]} list @param {string} text */
function keep(list, text) {
  if (list.length < kept) list.push(text.slice(0, 2000));
}

/** @param {any} argument of a console call */
function shown(argument) {
  return String(argument.description ?? argument.value ?? argument.type);
}

/**
 * @template T
 * @param {Promise<T>} work
 * @param {number} ms
 * @returns {Promise<T>} rejects with TookTooLong
 */
export function within(work, ms) {
  /** @type {NodeJS.Timeout} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`more than ${ms} ms`)), Math.max(0, ms));
  });
  return /** @type {Promise<T>} */ (Promise.race([work, limit])).finally(() => clearTimeout(timer));
}
