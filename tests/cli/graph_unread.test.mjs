// The graph verb on a project that cannot all be read.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, test } from "node:test";
import { verb } from "./support/typescript_project.mjs";

describe("graph of what cannot all be read", () => {
  test("files that are there are not called missing; where reading ended is said", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sitewright-odd-"));
    /** @param {string} file @param {string} text */
    const write = (file, text) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    try {
      write("tsconfig.json", '{ "extends": "./config/base.json" }');
      write("config/base.json", '{ "compilerOptions": ');
      write("src/big.ts", "a".repeat(4 * 1024 * 1024 + 1));
      write("src/lib/one.ts", "\ufeffexport const one = 1;\n");
      symlinkSync("lib", path.join(folder, "src", "ways"));
      symlinkSync("lib/one.ts", path.join(folder, "src", "link.ts"));
      write(
        "src/main.ts",
        '\ufeffimport "./big";\nimport "./link";\nimport "./ways/one";\nimport "./lib/one";\n' +
          'new URL("./lib/", import.meta.url);\nimport "./gone";\nconst open = `never',
      );
      const { code, stdout, stderr } = verb(["graph", "--root", folder, "--json"]);
      assert.equal(code, 0, stderr);
      /** @type {import("../../cli/context/reports.mjs").GraphReport} */
      const report = JSON.parse(stdout);
      assert.deepEqual(report.unresolved, [
        { path: "src/main.ts", line: 6, specifier: "./gone", reason: "no such file" },
      ]);
      const main = report.files.find((file) => file.path === "src/main.ts");
      assert.deepEqual(main?.imports, ["src/lib/one.ts"]);
      assert.deepEqual(report.gaveUp, [
        { path: "src/main.ts", line: 7, reason: "unclosed template literal" },
      ]);
      assert.deepEqual(report.problems, [
        { path: "config/base.json", reason: "not a JSON object" },
      ]);
      assert.deepEqual(report.omitted, [
        { path: "src/big.ts", reason: "longer than 4 MiB" },
        { path: "src/link.ts", reason: "a link" },
        { path: "src/ways", reason: "a link" },
      ]);
      const rows = verb(["graph", "--root", folder]).stdout;
      assert.match(rows, /^src\/main\.ts:7: unclosed template literal$/m);
      assert.match(rows, /^config\/base\.json: not a JSON object$/m);
      assert.match(rows, /^src\/big\.ts: longer than 4 MiB$/m);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
