import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { gzipSync } from "node:zlib";
import { assemble, catalogue, run, sample, templates } from "./assemble.mjs";

const folder = mkdtempSync(join(tmpdir(), "templates-"));
const site = join(folder, "site");
const dist = (path) => readFileSync(join(site, "dist", path), "utf8");
const pages = { "index.html": "", "practice/index.html": "../", "journal/slow-ferry/index.html": "../../", "guide/install/index.html": "../../" };

suite("templates/build", () => {
  before(() => {
    assemble(site);
    run(site, "build");
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("all sections, the starter and the sample pass the strict type check", () => {
    run(site, "typecheck");
  });

  test("the starter as it is builds and passes the type check, without any section", () => {
    const bare = join(folder, "bare");
    assemble(bare, { pages: null });
    rmSync(join(bare, "src", "sections"), { recursive: true });
    run(bare, "typecheck");
    run(bare, "build");
    assert.match(readFileSync(join(bare, "dist", "index.html"), "utf8"), /<h1[^>]*>Notes from the water/);
  });

  test("the sample uses every section of the catalogue", () => {
    const sources = readdirSync(join(sample, "pages"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx")).map((name) => readFileSync(join(sample, "pages", name), "utf8")).join("\n");
    for (const section of catalogue.sections) assert.ok(sources.includes(`<${section.name} `), section.name);
  });

  test("every page is there as HTML with its words, one h1, title, description, language and landmarks", () => {
    for (const path of Object.keys(pages)) {
      const html = dist(path);
      assert.equal(html.match(/<h1[\s>]/g)?.length, 1, path);
      assert.match(html, /<title>[^<]{3,70}<\/title>/, path);
      assert.match(html, /<meta name="description" content="[^"]{20,}"/, path);
      assert.match(html, /<meta property="og:title"/, path);
      assert.match(html, /<html lang="en"/, path);
      for (const mark of ["<main", "<header", "<footer", 'class="skip"']) assert.ok(html.includes(mark), `${path}: ${mark}`);
      assert.doesNotMatch(html, /undefined|\[object Object\]|NaN/, path);
    }
    assert.match(dist("guide/install/index.html"), /npm install harbour-house/);
  });

  test("links and assets are relative and lead to files and ids that exist", () => {
    for (const [path, root] of Object.entries(pages)) {
      const html = dist(path);
      for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
        if (/^(?:https?:|mailto:|tel:)/.test(address)) continue;
        assert.ok(!address.startsWith("/"), `${path}: ${address}`);
        const [place, id] = address.split("#");
        if (place === "") assert.ok(html.includes(`id="${id}"`), `${path}: ${address}`);
        else {
          const file = new URL(place, `http://site/${path}`).pathname.slice(1);
          assert.ok(existsSync(join(site, "dist", file.endsWith("/") || file === "" ? `${file}index.html` : file)), `${path}: ${address}`);
        }
      }
      assert.ok(html.includes(`src="${root || "./"}assets/`), path);
    }
  });

  test("404.html works at any depth, and sitemap and robots name every page", () => {
    assert.match(dist("404.html"), /href="\/assets\/|src="\/assets\//);
    assert.doesNotMatch(dist("404.html"), /(?:src|href)="\.\.?\//);
    for (const path of ["/", "/practice/", "/journal/slow-ferry/"]) assert.ok(dist("sitemap.xml").includes(`<loc>${path}</loc>`), path);
    assert.doesNotMatch(dist("sitemap.xml"), /not-found/);
    assert.match(dist("robots.txt"), /Sitemap: \/sitemap\.xml/);
    assert.ok(existsSync(join(site, "dist", "favicon.svg")));
  });

  test("structured data on the page is JSON", () => {
    for (const path of Object.keys(pages)) for (const [, json] of dist(path).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)) assert.equal(JSON.parse(json)["@context"], "https://schema.org");
  });

  test("what a visitor downloads stays small: scripts of a page below 95 KB, styles below 14 KB, gzipped", () => {
    const size = (name) => gzipSync(readFileSync(join(site, "dist", "assets", name))).length;
    const scripts = [...dist("index.html").matchAll(/(?:modulepreload" href|module" src)="\.\/assets\/([^"]+)"/g)].map((match) => match[1]);
    const total = scripts.reduce((sum, name) => sum + size(name), 0);
    assert.ok(total < 95_000, `${total} bytes in ${scripts.length} scripts`);
    const styles = readdirSync(join(site, "dist", "assets")).filter((name) => name.endsWith(".css"));
    assert.equal(styles.length, 1);
    assert.ok(size(styles[0]) < 14_000, `${size(styles[0])} bytes of styles`);
    assert.ok(!readFileSync(join(site, "dist", "assets", scripts.find((name) => name.startsWith("client"))), "utf8").includes("art-7"), "drawings stay out of the scripts");
  });

  test("the same sources give the same bytes", () => {
    const read = () => Object.fromEntries(readdirSync(join(site, "dist"), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), "base64")]));
    const first = read();
    run(site, "build");
    assert.deepEqual(read(), first);
  });

  test("it builds where nothing outside dist may be written", () => {
    const locked = ["src", "public", "."].map((name) => join(site, name));
    for (const name of locked.slice(0, 2)) chmodSync(name, 0o555);
    run(site, "build");
    for (const name of locked.slice(0, 2)) chmodSync(name, 0o755);
    assert.deepEqual(readdirSync(site).filter((name) => name.startsWith(".") && name !== ".npmrc"), []);
  });

  test("the texts of starter and sections stay below 250 KB without the lock file", () => {
    const total = ["starter", "sections"].flatMap((name) => readdirSync(join(templates, name), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== "package-lock.json" && !/node_modules|dist/.test(entry.parentPath))
      .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);
    assert.ok(total < 250_000, `${total} bytes`);
  });
});
