// A small fixed part of `npm run healing`: one site, real builds, real fixers.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { contentOf, lostContent } from "./support/content.mjs";
import { figuresOf, runSuite } from "./support/suite.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");

describe("what is healed without a model", () => {
  before(() => {
    if (process.env.HEALING_PROGRAMS !== undefined) return;
    const build = ["--build", "build/native", "--target", "healing_cli"];
    execFileSync("cmake", build, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  });

  it("nine of ten broken builds end as the site was, none with less of it", async () => {
    const outcomes = await runSuite({
      state: join(root, "build/healing"),
      sample: 10,
      site: "assembled",
    });
    const figures = figuresOf(outcomes);
    const open = outcomes.filter((one) => one.end === "open" || one.end === "lost");
    const said = JSON.stringify(open.map(({ steps: _steps, ...rest }) => rest));
    assert.equal(figures.total + figures.beyondRepair, 10);
    assert.equal(figures.contentLost, 0, said);
    assert.ok(figures.share >= 0.9, said);
  });
});

describe("what counts as lost content", () => {
  const page = (html, script = "") =>
    contentOf({ "index.html": Buffer.from(html), "assets/a.js": Buffer.from(script) });

  it("text, elements and texts in scripts", () => {
    const whole = page("<main><h1>Bread</h1><p>Since 1900</p></main>", 'a("Open every day")');
    assert.deepEqual(lostContent(whole, whole), []);
    const lost = (html, script) => lostContent(whole, page(html, script)).length;
    assert.equal(lost("<main><h1>Bread</h1><p></p></main>", 'a("Open every day")'), 1);
    assert.equal(lost("<main>Bread<p>Since 1900</p></main>", 'a("Open every day")'), 1);
    assert.equal(lost("<main><h1>Bread</h1><p>Since 1900</p></main>", 'a("")'), 1);
  });

  it("a class or an address that differs is none", () => {
    const before = page('<p class="a">Bread</p>');
    assert.deepEqual(lostContent(before, page('<p class="b" id="c">Bread</p>')), []);
  });
});
