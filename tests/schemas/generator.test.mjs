// schemas/codegen: what it refuses and where, and that it notices a tree that has drifted.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readMessages } from "../../schemas/codegen/dialect.mjs";
import { parsePattern } from "../../schemas/codegen/pattern.mjs";

const generator = fileURLToPath(new URL("../../schemas/codegen/generate.mjs", import.meta.url));
const $schema = "https://json-schema.org/draft/2020-12/schema";

const file = (name, json, group = "http") => ({
  group,
  name,
  file: `schemas/${group}/${name}.json`,
  json: { $schema, ...json },
});
const withField = (schema, required = ["x"]) =>
  file("thing", { type: "object", required, properties: { x: schema } });
const read = (...files) => readMessages(files);

test("what is outside the dialect is refused with file and pointer", () => {
  const cases = [
    [{ type: "string" }, "/properties/x: a string needs maxLength"],
    [{ type: "string", pattern: "^[a-z]+$" }, "/properties/x: a string needs maxLength"],
    [
      { type: "string", pattern: "(a+)+", maxLength: 5 },
      "/properties/x/pattern: a pattern starts with ^",
    ],
    [
      { type: "string", pattern: "^(a|b)$", maxLength: 5 },
      '/properties/x/pattern: "(" is outside the safe subset',
    ],
    [{ type: "string", format: "email", maxLength: 5 }, "/properties/x/format: is none of"],
    [{ type: "string", maxLength: 5, minLength: 6 }, "/properties/x: no string can be"],
    [{ type: "array", items: { type: "boolean" } }, "/properties/x: an array needs maxItems"],
    [
      { type: "array", maxItems: 3, items: { type: "string" } },
      "/properties/x/items: a string needs maxLength",
    ],
    [
      { type: "object", additionalProperties: true },
      "/properties/x/additionalProperties: must be false",
    ],
    [
      { type: "object", patternProperties: {} },
      '/properties/x/patternProperties: "patternProperties" is outside',
    ],
    [{ type: "integer", multipleOf: 2 }, '/properties/x/multipleOf: "multipleOf" is outside'],
    [
      { type: "integer", maximum: 2 ** 60 },
      "/properties/x: minimum and maximum must be safe integers",
    ],
    [{ type: ["string", "integer"], maxLength: 3 }, '/properties/x/type: only ["x", "null"]'],
    [{ anyOf: [] }, "/properties/x/type: undefined is outside"],
    [{ $ref: "nothing.json" }, "/properties/x/$ref: names no schema file"],
    [{ $ref: "#/properties/x" }, "/properties/x/$ref: names no schema file"],
    [
      {
        oneOf: [
          { type: "object", properties: { a: { type: "boolean" } } },
          { type: "object", properties: {} },
        ],
      },
      "/properties/x/oneOf: every alternative needs",
    ],
    [{ $comment: "json" }, "/properties/x: a raw JSON value needs maxBytes"],
    [true, "/properties/x: a schema is an object"],
  ];
  for (const [schema, message] of cases) {
    assert.throws(
      () => read(withField(schema)),
      (/** @type {Error} */ error) =>
        error.message.startsWith(`schemas/http/thing.json#${message}`) ||
        assert.fail(error.message),
    );
  }
});

test("absent and null never mean the same", () => {
  assert.throws(
    () => read(withField({ type: ["integer", "null"] }, [])),
    /a property that may be null is required/,
  );
  assert.ok(read(withField({ type: ["integer", "null"] })));
});

test("two files cannot make one type, and no file refers to itself", () => {
  const empty = { type: "object", properties: {} };
  assert.throws(
    () => read(file("thing", empty), file("thing", empty, "queue")),
    /the type Thing is already made by schemas\/http\/thing\.json/,
  );
  const to = (name) => ({ type: "object", properties: { x: { $ref: `${name}.json` } } });
  assert.throws(
    () => read(file("a", to("b")), file("b", to("a"))),
    /refers to itself: .*a\.json -> .*b\.json -> .*a\.json/,
  );
});

test("a pattern that one pass cannot decide is refused", () => {
  for (const source of [
    "^[a-z]*[a-m]$",
    "^a?a$",
    "^[0-9]+-?[0-9]+$",
    "^.$",
    "^[^a]$",
    "^a|b$",
    "^\\s$",
    "^a{2,1}$",
    "^é$",
  ]) {
    assert.throws(() => parsePattern(source), undefined, source);
  }
  assert.equal(parsePattern("^v[0-9]{1,3}$").max, 4);
  assert.equal(parsePattern("^[a-z][a-z0-9]*$").max, Number.POSITIVE_INFINITY);
});

function sandbox(run) {
  const root = mkdtempSync(path.join(tmpdir(), "schemas-"));
  try {
    mkdirSync(path.join(root, "schemas/queue"), { recursive: true });
    writeFileSync(
      path.join(root, "schemas/queue/ping.json"),
      JSON.stringify(
        file("ping", { type: "object", required: ["n"], properties: { n: { type: "integer" } } })
          .json,
      ),
    );
    run(root, (...flags) =>
      spawnSync(process.execPath, [generator, "--root", root, ...flags], { encoding: "utf8" }),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("--check names the file that drifted and changes nothing", () => {
  sandbox((root, generate) => {
    assert.equal(generate("--check").status, 1);
    assert.equal(generate().status, 0);
    assert.equal(generate("--check").status, 0);
    const edited = path.join(root, "wasm/wire/generated/queue.hpp");
    appendFileSync(edited, "// edited\n");
    writeFileSync(path.join(root, "workers/host/generated/old.ts"), "");
    const { status, stderr } = generate("--check");
    assert.equal(status, 1);
    assert.match(stderr, /wasm\/wire\/generated\/queue\.hpp/);
    assert.match(stderr, /workers\/host\/generated\/old\.ts/);
    assert.match(readFileSync(edited, "utf8"), /edited/);
    assert.equal(generate().status, 0);
    assert.equal(generate("--check").status, 0);
  });
});

test("a schema that is wrong is told in one line, without a stack", () => {
  sandbox((root, generate) => {
    writeFileSync(path.join(root, "schemas/queue/ping.json"), "{");
    const { status, stderr } = generate();
    assert.equal(status, 1);
    assert.match(stderr, /^schemas\/queue\/ping\.json#: not readable as JSON: .*\n$/);
  });
});

test("the tree is what schemas/ says", () => {
  execFileSync(process.execPath, [generator, "--check"], { stdio: "pipe" });
});
