// Sites that build, and are wrong in a browser. Each fault is one finding that names its page.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { childrenOf, gone } from "./support/processes.mjs";
import { scriptSite } from "./support/projects.mjs";
import { build, prepared, programPath, startRunner } from "./support/runner.mjs";
import { tarOf } from "./support/tar.mjs";

const text =
  "<h1>Harbour house</h1><p>Rooms with a view of the old harbour, breakfast until noon, and a boat.</p>";

/** @param {string} body @param {string} [head] */
const page = (body, head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Harbour house</title>${head}</head><body><main>${body}</main></body></html>`;

/** A project whose build writes these files to dist. @param {Record<string, string>} files */
const written = (files) =>
  tarOf(
    scriptSite(`
      import fs from "node:fs";
      import path from "node:path";
      for (const [name, text] of Object.entries(${JSON.stringify(files)})) {
        fs.mkdirSync(path.dirname("dist/" + name), { recursive: true });
        fs.writeFileSync("dist/" + name, text);
      }`),
  );

const chromium = spawnSync(programPath(), ["--find-chromium"], { encoding: "utf8" });
const absent = chromium.status !== 0 && chromium.stderr;

describe("the smoke test in a browser", { skip: absent, concurrency: 2 }, () => {
  let runner;
  before(async () => {
    runner = await startRunner({ smoke: "browser", flags: ["--jobs", "2"] });
  });
  after(() => runner.stop());

  /** @param {Record<string, string>} files */
  const look = (files) => build(runner, written(files), { timeoutMs: 60_000 });
  const saidOf = (result) =>
    result.all.filter(({ kind }) => kind === "log").flatMap(({ lines }) => lines);

  /** @param {Record<string, string>} files @param {string} code @param {RegExp} message */
  const finds = async (
    files,
    code,
    message,
    { category = "runtime", file = "dist/index.html" } = {},
  ) => {
    const result = await look(files);
    assert.equal(result.done.status, "failed", JSON.stringify(result.all));
    assert.deepEqual(
      result.errors.map((error) => [error.category, error.code, error.file]),
      [[category, code, file]],
      JSON.stringify(result.errors),
    );
    assert.match(result.errors[0].message, message);
    return result.errors[0].message;
  };

  it("passes a sound site, says how many pages it saw, and gives its picture", async () => {
    const result = await look({
      "index.html": page(`${text}<a href="/about/#team">About</a>`),
      "about/index.html": page(`${text}<p id="team">The team</p>`),
      "404.html": page("<h1>Nothing here</h1>"),
    });
    assert.deepEqual(result.errors, []);
    assert.equal(result.done.status, "succeeded");
    assert.ok(saidOf(result).some((line) => /^Looked at 3 of 3 pages/.test(line)));
    const [thumbnail] = result.all.filter(({ kind }) => kind === "thumbnail");
    assert.equal(thumbnail.mediaType, "image/webp");
    assert.ok(thumbnail.bytes > 500 && thumbnail.bytes <= 100_000, String(thumbnail.bytes));
  });

  it("finds text that is there only by script", () =>
    finds(
      {
        "index.html": page('<div id="root"></div><script src="/app.js"></script>'),
        "app.js": `document.getElementById("root").innerHTML = ${JSON.stringify(text)};`,
      },
      "no_text_without_scripts",
      /not visible without JavaScript/,
    ));

  it("finds text that stays transparent until a script runs", () =>
    finds(
      {
        "index.html": page(
          `<div class="late">${text}</div><script src="/app.js"></script>`,
          "<style>.late{opacity:0}</style>",
        ),
        "app.js": `document.querySelector(".late").style.opacity = "1";`,
      },
      "no_text_without_scripts",
      /transparent/,
    ));

  it("finds a page that its own script empties, and the script's error", async () => {
    const { errors } = await look({
      "index.html": page(`<div id="root">${text}</div><script src="/app.js"></script>`),
      "app.js": `document.getElementById("root").textContent = ""; null.render();`,
    });
    assert.deepEqual(
      errors.map(({ code }) => code).sort(),
      ["page_error", "text_lost"],
      JSON.stringify(errors),
    );
  });

  it("finds errors of scripts and of the console, one each however many pages have them", async () => {
    const body = `${text}<script src="/app.js"></script>`;
    const result = await look({
      "index.html": page(body),
      "a/index.html": page(body),
      "b/index.html": page(body),
      "app.js": `console.error("no such room", 7); setTimeout(() => { undefined.door(); });`,
    });
    assert.deepEqual(
      result.errors.map(({ code }) => code).sort(),
      ["console_error", "page_error"],
      JSON.stringify(result.errors),
    );
    const said = result.errors.find(({ code }) => code === "console_error").message;
    assert.match(said, /no such room 7\. The same on \/a\/, \/b\/|The same on/);
  });

  it("finds a hydration mismatch and shows where", () =>
    finds(
      {
        "index.html": page(
          `<div id="root">${text}<p>It is 12 o'clock</p></div><script src="/app.js"></script>`,
        ),
        "app.js": `document.querySelector("#root p:last-child").textContent = "It is 17 o'clock";
          reportError(new Error("Minified React error #418; visit https://react.dev/errors/418 for the full message"));`,
      },
      "hydration_mismatch",
      /React error 418.*“.*12 o clock” became “.*17 o clock”/,
    ));

  it("finds files that a page asks for and that are not there", () =>
    finds(
      {
        "index.html": page(`${text}<script src="/app.js"></script>`),
        "app.js": `fetch("/rooms.json");`,
      },
      "failed_request",
      /\/rooms\.json answered 404/,
    ));

  it("does not blame a page for what lies elsewhere", async () => {
    const { errors } = await look({
      "index.html": page(`${text}<img alt="Sea" src="https://pictures.example/sea.jpg">`),
    });
    assert.deepEqual(errors, []);
  });

  it("finds links and anchors that scripts make and that lead nowhere", async () => {
    const { errors } = await look({
      "index.html": page(`${text}<nav></nav><script src="/app.js"></script>`),
      "about/index.html": page(`${text}<p id="team">Team</p>`),
      "app.js": `document.querySelector("nav").innerHTML = '<a href="/about/#team">Team</a> <a href="/about/#boats">Boats</a> <a href="/rooms/">Rooms</a> <a href="#/route">Route</a>';`,
    });
    assert.deepEqual(
      errors.map(({ code }) => code).sort(),
      ["broken_anchor", "broken_link"],
      JSON.stringify(errors),
    );
  });

  it("finds what axe calls serious, by the rule's name", () =>
    finds(
      { "index.html": page(`${text}<p style="color:#ccc;background:#fff">Too pale to read</p>`) },
      "axe_color-contrast",
      /contrast/,
    ));

  it("finds what is serious only where the window is narrow", () =>
    finds(
      {
        "index.html": page(
          `${text}<button class="menu"><svg width="20" height="20" aria-hidden="true"></svg></button>`,
          "<style>.menu{display:none}@media(max-width:600px){.menu{display:block}}</style>",
        ),
      },
      "axe_button-name",
      /discernible text/,
    ));

  it("finds what is wider than a phone", () =>
    finds(
      { "index.html": page(`${text}<div id="wide" style="width:600px">Wide</div>`) },
      "overflow_375",
      /wider than the window: .*div#wide/,
    ));

  it("ends an endless loop, a page that reloads itself for ever and one that leaves", async () => {
    const started = performance.now();
    await finds(
      {
        "index.html": page(`${text}<script src="/app.js"></script>`),
        "app.js": "addEventListener('load', () => setTimeout(() => { for (;;); }));",
      },
      "smoke_timeout",
      /goes on and on/,
      { category: "resource" },
    );
    assert.ok(performance.now() - started < 25_000);
    await finds(
      {
        "index.html": page(`${text}<script src="/app.js"></script>`),
        "app.js": "addEventListener('load', () => setTimeout(() => location.reload()));",
      },
      "keeps_reloading",
      /again and again/,
    );
    await finds(
      {
        "index.html": page(`${text}<script src="/app.js"></script>`),
        "app.js": "setTimeout(() => location.reload(), 100);",
      },
      "keeps_reloading",
      /again and again/,
    );
    await finds(
      {
        "index.html": page(`${text}<script src="/app.js"></script>`),
        "app.js": `location.href = "https://elsewhere.example/";`,
      },
      "leaves_site",
      /elsewhere\.example/,
    );
  });

  it("is not held up by dialogs, popups, downloads or service workers", async () => {
    const { done, errors } = await look({
      "index.html": page(
        `${text}<a id="file" href="/data.bin" download>Data</a><script src="/app.js"></script>`,
      ),
      "data.bin": "x".repeat(1000),
      "worker.js": "addEventListener('fetch', (event) => event.respondWith(new Response('no')));",
      "app.js": `alert("hello"); confirm("sure?"); window.open("/?popup"); document.getElementById("file").click();
        navigator.serviceWorker.register("/worker.js"); window.onbeforeunload = () => "stay";`,
    });
    assert.deepEqual(errors, []);
    assert.equal(done.status, "succeeded");
  });

  it("stops a page that takes all memory, and the next site is unharmed", async () => {
    const { errors } = await look({
      "index.html": page(`${text}<script src="/app.js"></script>`),
      "app.js": "const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()));",
    });
    assert.equal(errors[0].category, "resource", JSON.stringify(errors));
    assert.ok(["page_crashed", "memory_limit", "smoke_timeout"].includes(errors[0].code));
    assert.deepEqual((await look({ "index.html": page(text) })).errors, []);
  });
});

describe("a browser that waits", { skip: absent }, () => {
  /** @type {Awaited<ReturnType<typeof startRunner>>} */
  let runner;
  before(async () => {
    runner = await startRunner({ smoke: "browser", flags: ["--jobs", "1"] });
  });
  after(() => runner.stop());

  const ready = () => prepared(runner, "browsers");

  it("looks at one site: the next one meets nothing of it, nor of what came before both", async () => {
    const site = (/** @type {string} */ name) => ({
      "index.html": page(`${text}<script src="/app.js"></script>`),
      "app.js": `const met = [...Object.values(localStorage), ...Object.values(sessionStorage),
          ...document.cookie.split("=").slice(1), window.name, new URL(document.referrer || location).origin];
        const own = ["", "${name}", location.origin];
        if (met.some((one) => !own.includes(one))) console.error("met " + met);
        localStorage.left = sessionStorage.left = window.name = "${name}";
        document.cookie = "left=${name}";
        // Once: a page that goes on and on is a fault of its own.
        const [how] = performance.getEntriesByType("navigation");
        if (how.type !== "back_forward") addEventListener("load", () => setTimeout(() => history.go(-1)));`,
    });
    for (const name of ["first", "second"]) {
      await ready();
      const { done, errors } = await build(runner, written(site(name)), { timeoutMs: 60_000 });
      assert.deepEqual([errors, done.status], [[], "succeeded"]);
    }
  });

  it("finds what one that starts with the build finds", async () => {
    const site = written({
      "index.html": page(
        `${text}<img src="/sea.svg"><p style="color:#ccc">Pale</p><script src="/app.js"></script>`,
      ),
      "sea.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
      "app.js": "undefined.door();",
    });
    await ready();
    const waited = await build(runner, site, { timeoutMs: 60_000 });
    const cold = await startRunner({ smoke: "browser", flags: ["--browsers", "0"] });
    const started = await build(cold, site, { timeoutMs: 60_000 });
    await cold.stop();
    assert.deepEqual(waited.errors, started.errors);
    assert.deepEqual(waited.errors.map(({ code }) => code).sort(), [
      "axe_color-contrast",
      "axe_image-alt",
      "page_error",
    ]);
  });

  it("ends with its runner, however that ends", async () => {
    await ready();
    const other = await startRunner({ smoke: "browser", flags: ["--jobs", "1"] });
    while (childrenOf(other.pid).length === 0) await new Promise((wake) => setImmediate(wake));
    const waiting = childrenOf(other.pid).map(Number);
    other.kill("SIGKILL");
    await other.ended;
    const lives = (/** @type {number} */ pid) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    for (
      const end = performance.now() + 30_000;
      waiting.some(lives);
      await new Promise(setImmediate)
    )
      assert.ok(performance.now() < end, "a browser outlives its runner");
  });
});

describe("a browser that is not needed", { skip: absent }, () => {
  it("leaves no process behind when the build fails", async () => {
    const runner = await startRunner({ smoke: "browser", flags: ["--browsers", "0"] });
    const { errors } = await build(runner, written({ "other.html": page(text) }));
    assert.deepEqual(
      errors.map(({ code }) => code),
      ["no_index_page"],
    );
    await gone("/opt/smoke/smoke.mjs");
    await gone("--remote-debugging-pipe");
    await runner.stop();
  });
});

describe("the smoke test without a browser", () => {
  it("says that it had none, and why", async () => {
    const runner = await startRunner({ smoke: "static" });
    const { done, stages, all } = await build(runner, written({ "index.html": page(text) }));
    assert.equal(done.status, "succeeded");
    const end = stages.find(({ stage, status }) => stage === "smoke" && status === "finished");
    assert.match(end.note, /without a browser: it is turned off/);
    assert.ok(
      all.some(({ kind, lines }) => kind === "log" && /not looked at in a browser/.test(lines[0])),
    );
    await runner.stop();
  });

  it("refuses to start when a browser is demanded and there is none", async () => {
    const flags = ["--chromium", "/nowhere/chromium"];
    await assert.rejects(startRunner({ smoke: "browser", flags }), /--smoke browser: \/nowhere/);
  });
});
