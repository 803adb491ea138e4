import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fingerprint, Stamps } from "../../cli/setup/stamps.mjs";

let place = "";
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "sitewright-stamps-"));
  mkdirSync(path.join(place, "in", "deep"), { recursive: true });
  writeFileSync(path.join(place, "in", "deep", "a.cpp"), "one");
});
afterEach(() => rmSync(place, { recursive: true }));

test("unchanged inputs have the same fingerprint", () => {
  assert.equal(fingerprint(place, ["in"]), fingerprint(place, ["in"]));
});

test("an edit, a new file, a removed file and another setting each change it", () => {
  const before = fingerprint(place, ["in"], ["x"]);
  const file = path.join(place, "in", "deep", "a.cpp");
  utimesSync(file, new Date(), new Date(Date.now() + 5000));
  const edited = fingerprint(place, ["in"], ["x"]);
  writeFileSync(path.join(place, "in", "b.cpp"), "");
  const added = fingerprint(place, ["in"], ["x"]);
  rmSync(file);
  const removed = fingerprint(place, ["in"], ["x"]);
  assert.equal(
    new Set([before, edited, added, removed, fingerprint(place, ["in"], ["y"])]).size,
    5,
  );
});

test("an input that does not exist is one of the states", () => {
  const before = fingerprint(place, ["later"]);
  writeFileSync(path.join(place, "later"), "");
  assert.notEqual(fingerprint(place, ["later"]), before);
});

test("installed packages and made files do not count", () => {
  const before = fingerprint(place, ["in"]);
  mkdirSync(path.join(place, "in", "node_modules"));
  mkdirSync(path.join(place, "in", "dist"));
  assert.equal(fingerprint(place, ["in"]), before);
});

test("a stamp matches its fingerprint while the outputs exist", () => {
  const stamps = new Stamps(path.join(place, "stamps"));
  const output = path.join(place, "out");
  assert.equal(stamps.matches("part", "1"), false);
  stamps.write("part", "1");
  assert.equal(stamps.matches("part", "1"), true);
  assert.equal(stamps.matches("part", "2"), false);
  assert.equal(stamps.matches("part", "1", [output]), false);
  writeFileSync(output, "");
  assert.equal(stamps.matches("part", "1", [output]), true);
  stamps.clear("part");
  assert.equal(stamps.matches("part", "1"), false);
});
