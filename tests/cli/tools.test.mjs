import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { localConfig } from "../../cli/instance/worker_configs.mjs";
import { fixedPart, namedPaths } from "../../tools/check_docs.mjs";
import { allowedIncludes, checkLayers, wrongIncludes } from "../../tools/check_layers.mjs";
import { projectRoot } from "./support/scratch_root.mjs";

const allowed = allowedIncludes(
  "function(sitewright_layer folder)\nsitewright_layer(result)\nsitewright_layer(async result)\nsitewright_layer(ports async)\nsitewright_layer(pure result)\n",
);

test("a layer may include what it uses and what that uses", () => {
  assert.deepEqual(
    wrongIncludes(
      "wasm/ports/a.hpp",
      '#include <string>\n#include "ports/b.hpp"\n#include "async/task.hpp"\n#include "result/result.hpp"\n',
      allowed,
    ),
    [],
  );
});

test("an include against the order is named with file and line", () => {
  assert.deepEqual(
    wrongIncludes(
      "wasm/pure/a.cpp",
      '#include "pure/a.hpp"\n\n  #  include "async/task.hpp"\n',
      allowed,
    ),
    ["wasm/pure/a.cpp:3: pure may not include async (cmake/layers.cmake)"],
  );
  assert.equal(wrongIncludes("wasm/result/a.cpp", '#include "abi/entry.hpp"\n', allowed).length, 1);
  assert.match(wrongIncludes("wasm/stray/a.cpp", "", allowed)[0] ?? "", /not a layer/);
});

test("the tree keeps the order", () => {
  assert.deepEqual(checkLayers(projectRoot), []);
});

test("documents name paths by link and by code, not inside fences and not by web address", () => {
  const text =
    "See [this](docs/a.md#part) and [web](https://x.y/z).\n`wasm/<layer>/x.hpp` `npm start` `and/or`\n```\n`wasm/none.cpp`\n```\n";
  assert.deepEqual(namedPaths(text, new Set(["wasm", "docs"])), [
    { line: 1, path: "docs/a.md", isLink: true },
    { line: 2, path: "wasm/<layer>/x.hpp", isLink: false },
  ]);
  assert.equal(fixedPart("wasm/<layer>/x.hpp"), "wasm");
  assert.equal(fixedPart("cli/verbs/start.mjs:12"), "cli/verbs/start.mjs");
});

test("a Worker's configuration holds from elsewhere and loses what only a deployment has", () => {
  const config = localConfig(
    {
      name: "x",
      main: "index.ts",
      assets: { directory: "dist" },
      d1_databases: [{ database_name: "d", migrations_dir: "../m" }],
      routes: ["a/*"],
      containers: [{}],
      secrets: {},
      vars: { A: "1" },
    },
    "/place/workers/x",
  );
  assert.deepEqual(config, {
    name: "x",
    main: path.resolve("/place/workers/x/index.ts"),
    assets: { directory: "/place/workers/x/dist" },
    d1_databases: [{ database_name: "d", migrations_dir: "/place/workers/m" }],
    vars: { A: "1" },
  });
});
