// A real project through the real program: what a user's site goes through.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { readProject, siteDirectory, starterDirectory, viteSite } from "./support/projects.mjs";
import { build, nodePath, programPath, startRunner } from "./support/runner.mjs";
import { tarOf } from "./support/tar.mjs";

const slow = { timeoutMs: 120_000 };

describe("building a project", () => {
  let runner;
  before(async () => {
    runner = await startRunner();
  });
  after(() => runner.stop());

  it("installs once, then builds a known lock file without installing", async () => {
    const first = await build(runner, tarOf(viteSite()), slow);
    assert.deepEqual(first.errors, []);
    assert.equal(first.done.status, "succeeded");
    assert.equal(
      first.stages.find((s) => s.stage === "install" && s.status === "finished")?.kind,
      "stage",
    );

    const second = await build(runner, tarOf(viteSite()));
    assert.equal(second.done.status, "succeeded");
    const ends = Object.fromEntries(
      second.stages.filter((s) => s.status !== "started").map((s) => [s.stage, s.status]),
    );
    assert.deepEqual(ends, {
      unpack: "finished",
      install: "skipped",
      typecheck: "finished",
      build: "finished",
      smoke: "finished",
    });
    assert.ok(
      second.usage.cpuMs > 0 && second.usage.peakMemoryBytes > 0 && second.usage.wallMs > 0,
    );
  });

  it("sends every file of dist with its hash, size and media type", async () => {
    const result = await build(runner, tarOf(viteSite()), slow);
    const headers = result.all.filter((header) => header.kind === "file");
    assert.ok(
      headers.some(
        (header) => header.path === "index.html" && header.mediaType === "text/html; charset=utf-8",
      ),
    );
    assert.ok(headers.some((header) => /^assets\/.*\.js$/.test(header.path)));
    for (const header of headers) {
      const body = result.files[header.path];
      assert.equal(body.length, header.bytes);
      assert.equal(createHash("sha256").update(body).digest("hex"), header.sha256);
    }
    assert.deepEqual(
      [result.done.files, result.done.bytes],
      [headers.length, headers.reduce((sum, h) => sum + h.bytes, 0)],
    );
    assert.equal(result.done, result.all.at(-1));
  });

  it("names file, line and column of a type error", async () => {
    const site = viteSite({
      "src/greeting.ts":
        'export function greeting(name: string): string {\n  const n: number = "x";\n  return name + n;\n}\n',
    });
    const { done, errors, files } = await build(runner, tarOf(site), slow);
    assert.equal(done.status, "failed");
    assert.notEqual(done.exitCode, 0);
    assert.deepEqual(files, {});
    const { category, code, file, line, column } = errors[0];
    assert.deepEqual(
      { category, code, file, line, column },
      { category: "type", code: "TS2322", file: "src/greeting.ts", line: 2, column: 9 },
    );
  });

  it("names the place of a syntax error, from the compiler and from the bundler", async () => {
    const { done, errors } = await build(
      runner,
      tarOf(viteSite({ "src/greeting.ts": "export const greeting = ;\n" })),
      slow,
    );
    assert.equal(done.status, "failed");
    assert.ok(
      errors.every(
        (error) =>
          error.category === "syntax" && error.file === "src/greeting.ts" && error.line === 1,
      ),
      JSON.stringify(errors),
    );
    assert.deepEqual(
      new Set(errors.map((error) => error.code)),
      new Set(["TS1109", "parse_error"]),
    );
  });

  it("names the import that leads nowhere", async () => {
    const { errors } = await build(
      runner,
      tarOf(viteSite({ "src/greeting.ts": 'export { greeting } from "./nowhere";\n' })),
      slow,
    );
    const bundler = errors.find((error) => error.code === "unresolved_import");
    assert.deepEqual(
      [bundler?.category, bundler?.file, bundler?.line],
      ["dependency", "src/greeting.ts", 1],
    );
  });

  it("says when the lock file is missing, damaged or out of step", async () => {
    const { "package-lock.json": lock, ...without } = viteSite();
    const cases = [
      [without, "dependency", "lock_file_missing"],
      [{ ...without, "package-lock.json": `${lock}}` }, "syntax", "invalid_json"],
      [
        viteSite({
          "package.json": JSON.stringify({
            scripts: { build: "true" },
            dependencies: { react: "19.3.1" },
          }),
        }),
        "dependency",
        "lock_out_of_step",
      ],
      [viteSite({ "package.json": "{}" }), "configuration", "no_build_script"],
    ];
    for (const [site, category, code] of cases) {
      const { done, errors } = await build(runner, tarOf(site));
      assert.deepEqual(
        [done.status, errors[0].category, errors[0].code],
        ["failed", category, code],
      );
    }
  });

  it("sends a lock file that would do, and keeps what the old one pins", async () => {
    const { "package-lock.json": own, ...without } = viteSite();
    const wanting = JSON.parse(String(without["package.json"]));
    wanting.dependencies = { "d3-interpolate": "3.0.1" }; // which needs d3-color
    const sketch = JSON.parse(String(own));
    sketch.packages[""].dependencies = wanting.dependencies;
    sketch.packages["node_modules/d3-interpolate"] = { version: "3.0.1" };
    const rooted = structuredClone(sketch);
    delete rooted.packages["node_modules/d3-interpolate"];
    const using =
      '// @ts-ignore: it has no types\nimport { interpolateRgb } from "d3-interpolate";\n' +
      'export const greeting = (name: string): string => interpolateRgb("red", name)(0.5);\n';
    const changed = { "package.json": JSON.stringify(wanting), "src/greeting.ts": using };
    const locked = (lock) => viteSite({ ...changed, "package-lock.json": JSON.stringify(lock) });
    const cases = /** @type {const} */ ([
      ["missing", without, "vite"],
      ["damaged", viteSite({ "package-lock.json": `${own}}` }), "vite"],
      ["out of step", viteSite(changed), "d3-color"],
      ["without the package", locked(rooted), "d3-color"],
      ["without what the package needs", locked(sketch), "d3-color"],
    ]);
    for (const [what, site, needed] of cases) {
      const { done, lock = "{}" } = await build(runner, tarOf(site), slow);
      assert.equal(done.status, "failed", what);
      assert.ok(JSON.parse(lock).packages?.[`node_modules/${needed}`]?.integrity, what);
      assert.ok(!lock.includes('"resolved"'), what);
      const again = await build(runner, tarOf({ ...site, "package-lock.json": lock }), slow);
      assert.deepEqual(again.errors, [], what);
      assert.equal(again.done.status, "succeeded", what);
    }
    const pinned = JSON.parse(String(own)).packages["node_modules/rolldown"].version;
    const { lock = "{}" } = await build(runner, tarOf(viteSite(changed)), slow);
    assert.equal(JSON.parse(lock).packages["node_modules/rolldown"].version, pinned);
  });

  it("sends none where package.json asks for what nobody has", async () => {
    const wanting = JSON.parse(String(viteSite()["package.json"]));
    wanting.dependencies = { "loose-envify": "1.4.99" };
    const site = viteSite({ "package.json": JSON.stringify(wanting) });
    const { errors, lock } = await build(runner, tarOf(site), slow);
    assert.equal(errors[0].code, "lock_out_of_step");
    assert.equal(lock, undefined);
  });

  it("fetches nothing from an address that a lock file names", async () => {
    const site = viteSite();
    const lock = JSON.parse(String(site["package-lock.json"]));
    lock.packages["node_modules/vite"].resolved = "git+ssh://git@127.0.0.1/evil.git";
    const { errors } = await build(
      runner,
      tarOf({ ...site, "package-lock.json": JSON.stringify(lock) }),
    );
    assert.deepEqual([errors[0].category, errors[0].code], ["dependency", "unsupported_source"]);
  });

  it("fails a site whose page points at nothing", async () => {
    const html = String(viteSite()["index.html"]).replace(
      '<a href="/">',
      '<a href="/missing.pdf">',
    );
    const { done, errors } = await build(runner, tarOf(viteSite({ "index.html": html })), slow);
    assert.equal(done.status, "failed");
    assert.deepEqual(
      [errors[0].category, errors[0].code, errors[0].file],
      ["runtime", "broken_link", "dist/index.html"],
    );
  });

  it("says that there is no dist, or no first page in it", async () => {
    const manifest = (build) =>
      JSON.stringify({ ...JSON.parse(String(viteSite()["package.json"])), scripts: { build } });
    const none = await build(runner, tarOf(viteSite({ "package.json": manifest("true") })), slow);
    assert.equal(none.errors[0].code, "no_output");
    const empty = await build(
      runner,
      tarOf(viteSite({ "package.json": manifest("mkdir dist && echo x > dist/a.txt") })),
      slow,
    );
    assert.equal(empty.errors[0].code, "no_index_page");
  });

  it("is warmed beside a running server, so that the first build installs nothing", async () => {
    const cold = await startRunner();
    const flags = ["--state", cold.state, "--node", nodePath, "--warm", siteDirectory];
    const first = spawnSync(programPath(), flags, { encoding: "utf8" });
    assert.equal(first.stdout, "warm: installed\n", first.stderr);
    assert.equal(
      spawnSync(programPath(), flags, { encoding: "utf8" }).stdout,
      "warm: already installed\n",
    );
    const { stages } = await build(cold, tarOf(viteSite()), slow);
    assert.ok(stages.some((stage) => stage.stage === "install" && stage.status === "skipped"));
    await cold.stop();
    const none = spawnSync(programPath(), ["--warm", "/nowhere"], { encoding: "utf8" });
    assert.equal(none.status, 1);
    assert.match(none.stderr, /\/nowhere: No such file/);
  });

  it("builds the starter of every generated site", {
    skip:
      !existsSync(join(starterDirectory, "package-lock.json")) &&
      "templates/starter has no lock file",
  }, async () => {
    const { done, errors, files } = await build(runner, tarOf(readProject(starterDirectory)), slow);
    assert.deepEqual(errors, []);
    assert.equal(done.status, "succeeded");
    assert.match(String(files["index.html"]), /<main/);
  });
});
