// A version's picture: taken while it is tested, answered by the API, shown in the dashboard.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { runnerBinary } from "../../cli/paths.mjs";
import { startApp } from "../browser/app.mjs";
import { launchChromium, openPage } from "../browser/chromium.mjs";
import { eventsOf, exchange } from "./api_client.mjs";

const chromium = spawnSync(runnerBinary, ["--find-chromium"], { encoding: "utf8" });
const absent = chromium.status !== 0 && chromium.stderr;

describe("thumbnails", { skip: absent }, () => {
  /** @type {Awaited<ReturnType<typeof startApp>>} */
  let app;
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {any} */
  let project;
  const api = (/** @type {string} */ path, options = {}) => exchange(`${app.base}${path}`, options);

  before(async () => {
    app = await startApp({ SITEWRIGHT_SMOKE: "browser" });
    browser = await launchChromium();
    const { json } = await api("/api/v1/projects", {
      method: "POST",
      body: { prompt: "A tea house in Kyoto with a menu and opening hours" },
    });
    await eventsOf(app.base, json.id);
    project = (await api(`/api/v1/projects/${json.id}`)).json;
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
  });

  it("a finished version has one, and so have its build and its project", async () => {
    assert.equal(project.status, "live");
    const version = (await api(`/api/v1/projects/${project.id}/versions/1`)).json;
    const build = (await api(`/api/v1/builds/${version.buildId}`)).json;
    assert.equal(version.thumbnailUrl, `/api/v1/builds/${build.id}/thumbnail`);
    assert.equal(build.thumbnailUrl, version.thumbnailUrl);
    assert.equal(project.thumbnailUrl, version.thumbnailUrl);
    const log = await api(`/api/v1/builds/${build.id}/log`);
    assert.match(log.text, /Looked at \d+ of \d+ pages at 375 and 1440 px/);
  });

  it("is an image and nothing else, and is kept by whoever has it", async () => {
    const answer = await fetch(`${app.base}${project.thumbnailUrl}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "image/webp");
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(bytes.subarray(8, 12).toString(), "WEBP");
    assert.ok(bytes.length > 2000 && bytes.length <= 100_000, String(bytes.length));
    const etag = answer.headers.get("etag") ?? "";
    const again = await api(project.thumbnailUrl, { headers: { "if-none-match": etag } });
    assert.equal(again.status, 304);
    assert.equal((await api("/api/v1/builds/bld_none/thumbnail")).status, 404);
  });

  it("is on the project's card and beside its version, in a frame that keeps its shape", async () => {
    for (const width of [375, 1440]) {
      const opened = await openPage(browser, app.base, { viewport: { width, height: 900 } });
      const { page, faults } = opened;
      for (const [path, alt] of [
        ["/", `First page of ${project.name}`],
        [`/projects/${project.id}?tab=versions`, "First page of version 1"],
      ]) {
        await page.goto(path ?? "/");
        const picture = page.getByRole("img", { name: alt ?? "" });
        await picture.waitFor();
        await picture.evaluate((/** @type {HTMLImageElement} */ image) => image.decode());
        const { natural, box } = await picture.evaluate(
          (/** @type {HTMLImageElement} */ image) => ({
            natural: [image.naturalWidth, image.naturalHeight],
            box: image.getBoundingClientRect().toJSON(),
          }),
        );
        assert.deepEqual(natural, [1440, 900]);
        assert.ok(Math.abs(box.width / box.height - 1.6) < 0.03, JSON.stringify(box));
        assert.ok(box.right <= width, `${path} at ${width}: ${JSON.stringify(box)}`);
        const shots = process.env["SITEWRIGHT_SHOTS"];
        if (shots)
          await page.screenshot({ path: `${shots}/${alt?.split(" ").at(-2)}-${width}.png` });
      }
      assert.deepEqual(faults, []);
      await opened.context.close();
    }
  });
});
