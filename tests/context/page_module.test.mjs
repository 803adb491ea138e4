// The dashboard's module answers as the native build does: both are held to tests/golden/context/page_module.json
// (natively by tests/unit/context/golden_test.cpp). Each compiler's module is tried.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { inRoot, wasmDirectory } from "../../cli/paths.mjs";
import { pageModule } from "../../cli/setup/parts/page_module.mjs";
import { createPageModule } from "../../workers/admin-web/ui/src/page_module/page_module.ts";
import { packedTable } from "../bench/inputs/page_module.mjs";

const cases = JSON.parse(
  readFileSync(inRoot("tests", "golden", "context", "page_module.json"), "utf8"),
);
const compilers = {
  "the Workers' compiler": path.join(wasmDirectory, "browser.wasm"),
  Emscripten: pageModule,
};

for (const [compiler, file] of Object.entries(compilers)) {
  const skip = existsSync(file) ? false : "this compiler is not installed here";
  describe(`the dashboard's module by ${compiler}`, { skip }, () => {
    const open = () => createPageModule(new WebAssembly.Module(readFileSync(file)));

    it("draws the same diffs and counts the same tokens as the native build", () => {
      const module = open();
      for (const encoding of /** @type {const} */ (["o200k_base", "cl100k_base"])) {
        assert.equal(module.loadTokens(packedTable(encoding)), encoding);
      }
      for (const { path: name, before, after, context, unified, tokens } of cases) {
        const drawn = module.unifiedDiff(name, before ?? undefined, after ?? undefined, context);
        assert.equal(drawn, unified, name);
        for (const encoding of /** @type {const} */ (["o200k_base", "cl100k_base"])) {
          const count = tokens[encoding];
          assert.equal(module.countTokens(after ?? "", encoding), count, `${name} ${encoding}`);
        }
      }
    });

    it("says no to what is no token table, and to counting without one", () => {
      const module = open();
      assert.throws(() => module.loadTokens(new Uint8Array(100)), /no token table/);
      assert.throws(() => module.countTokens("text"), /not loaded/);
      assert.equal(module.hasTokens("o200k_base"), false);
    });

    it("names the lines that differ, and patches from bytes", () => {
      const module = open();
      assert.deepEqual([...module.diffLines("a\nb\nc\n", "a\nx\ny\nc\n")], [1, 1, 1, 2]);
      assert.equal(module.diffLines("é\n", "é\n").length, 0);
      const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));
      const patch = module.jsonPatch(bytes({ a: "1", b: "2" }), bytes({ a: "1", b: "3" }));
      assert.deepEqual(JSON.parse(new TextDecoder().decode(patch)), [
        { op: "replace", path: "/b", value: "3" },
      ]);
      assert.throws(() => module.jsonPatch(bytes([]), bytes({})), /no JSON object/);
    });

    it("takes texts larger than its first memory", () => {
      const module = open();
      const text = "word ".repeat(2_000_000);
      assert.equal(module.unifiedDiff("a", text, text), "");
      assert.match(module.unifiedDiff("a", text, `${text}\nmore\n`), /\+more/);
    });
  });
}
