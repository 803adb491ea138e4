import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { readZip, unzipInto } from "../../cli/archive/unzip.mjs";
import { zip } from "./support/zip_writer.mjs";

test("stored and deflated files arrive unchanged, in their folders", () => {
  const place = mkdtempSync(path.join(tmpdir(), "sitewright-zip-"));
  const archive = zip([
    { name: "index.html", text: "<h1>é</h1>".repeat(500) },
    { name: "assets/a/b.js", text: "x", stored: true },
    { name: "empty.txt", text: "" },
  ]);
  assert.equal(unzipInto(archive, place), 3);
  assert.equal(readFileSync(path.join(place, "index.html"), "utf8"), "<h1>é</h1>".repeat(500));
  assert.equal(readFileSync(path.join(place, "assets", "a", "b.js"), "utf8"), "x");
  rmSync(place, { recursive: true });
});

test("no name leads out of the folder, and nothing is written when one tries", () => {
  for (const name of ["../evil", "a/../../evil", "/etc/evil", "a//b", "./a", "a\\b", "a\0b"]) {
    const place = mkdtempSync(path.join(tmpdir(), "sitewright-zip-"));
    assert.throws(
      () =>
        unzipInto(
          zip([
            { name: "good.txt", text: "" },
            { name, text: "x" },
          ]),
          place,
        ),
      /not usable/,
      name,
    );
    assert.equal(existsSync(path.join(place, "good.txt")), false);
    rmSync(place, { recursive: true });
  }
});

test("a cut-off, damaged, oversized or foreign archive is refused with a reason", () => {
  const good = zip([{ name: "a.txt", text: "hello hello hello" }]);
  for (let length = 0; length < good.length; length++)
    assert.throws(() => readZip(good.subarray(0, length)), { name: "Failure" }, `${length}`);
  assert.throws(
    () => readZip(zip([{ name: "a", text: "hello hello", size: 3 }])),
    /damaged|wrong length/,
  );
  assert.throws(
    () => readZip(zip([{ name: "a", text: "x", stored: true, size: 600_000_000 }])),
    /too large/,
  );
  assert.throws(() => readZip(zip([{ name: "a", text: "x", method: 12 }])), /a way we do not know/);
  assert.throws(() => readZip(Buffer.from("<html>not a zip</html>")), /no directory/);
});
