import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { doctestTotals, judged, nodeTotals } from "../../cli/suites/totals.mjs";
import { projectRoot } from "./support/scratch_root.mjs";

test("doctest's summary is read, with and without skipped ones", () => {
  assert.deepEqual(
    doctestTotals("x\n[doctest] test cases:  5 |  4 passed | 1 failed | 2 skipped\n"),
    { passed: 4, failed: 1, skipped: 2 },
  );
  assert.deepEqual(doctestTotals("[doctest] test cases: 12 | 12 passed | 0 failed |\n"), {
    passed: 12,
    failed: 0,
    skipped: 0,
  });
  assert.equal(doctestTotals("Segmentation fault"), undefined);
});

test("a program that fails counts as failed whatever it printed", () => {
  const fine = { passed: 3, failed: 0, skipped: 0 };
  assert.deepEqual(judged(fine, 0), fine);
  assert.equal(judged(fine, 134).failed, 1);
  assert.deepEqual(judged(undefined, 1), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(judged(undefined, 0), { passed: 1, failed: 0, skipped: 0 });
});

/** @param {string} source @returns {Promise<{ code: number, output: string }>} */
function runReporter(source) {
  const folder = mkdtempSync(path.join(tmpdir(), "sitewright-reporter-"));
  const file = path.join(folder, "one.test.mjs");
  writeFileSync(file, source);
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const reporter = path.join(projectRoot, "cli", "suites", "node_reporter.mjs");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--test", `--test-reporter=${reporter}`, "--test-reporter-destination=stdout", file],
      { env },
      (error, stdout) => {
        rmSync(folder, { recursive: true });
        resolve({ code: Number(error?.code ?? 0), output: stdout });
      },
    );
  });
}

test("the reporter counts tests and subtests, not suites, and shows what failed", async () => {
  const { code, output } = await runReporter(`
    import assert from "node:assert/strict";
    import { describe, test } from "node:test";
    describe("a suite", () => { test("good", () => {}); test("bad", () => assert.equal(1, 2)); });
    test("parent", async (t) => { await t.test("child", () => { throw new Error("deep reason"); }); });
    test("left out", { skip: "because" }, () => {});
  `);
  assert.notEqual(code, 0);
  assert.deepEqual(nodeTotals(output), { passed: 1, failed: 2, skipped: 1 });
  assert.match(output, /✗ bad/);
  assert.match(output, /deep reason/);
});

test("a test file that cannot be loaded is a failure", async () => {
  const { code, output } = await runReporter('import "./nowhere.mjs";');
  assert.notEqual(code, 0);
  assert.equal(judged(nodeTotals(output), code).failed, 1);
});
