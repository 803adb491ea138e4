// The examples of schemas/examples/ as an independent JSON Schema validator reads them: it and the
// C++ decoders must agree. Where JSON Schema cannot say what C++ refuses, the example says why
// ("ajv"), and here the validator must take it.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const schemas = path.join(root, "schemas");
const examples = path.join(schemas, "examples");
const groups = ["http", "events", "queue", "effects", "build", "channel", "model"];

/** Written from the words of schemas/README.md, not from the generator's patterns. */
const formats = {
  "date-time": (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString() === text,
  id: /^[A-Za-z0-9_-]{1,64}$/,
  sha256: /^[0-9a-f]{64}$/,
  base64: (text) => Buffer.from(text, "base64").toString("base64") === text,
  slug: (text) => text.length <= 40 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
  path: (text) =>
    [...text].length <= 200 &&
    text.split("/").every((part) => !["", ".", ".."].includes(part)) &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    !/[\u0000-\u001f\u007f\\]/.test(text),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  text: (text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text),
};

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, formats });
ajv.addKeyword({ keyword: "maxBytes", schemaType: "number" });

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

function* messages() {
  for (const group of groups) {
    const folder = path.join(schemas, group);
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()) {
      if (group === "http" && file === "routes.json") continue;
      yield {
        name: `${group}/${file.slice(0, -".json".length)}`,
        id: `${group}/${file}`,
        json: readJson(path.join(folder, file)),
      };
    }
  }
}

const all = [...messages()];
for (const { id, json } of all) ajv.addSchema({ ...json, $id: `schemas:/${id}` });
const validatorOf = (id) => ajv.getSchema(`schemas:/${id}`);

const pointerOf = (error) => {
  const name = error.params.missingProperty ?? error.params.additionalProperty;
  const escaped = name?.replaceAll("~", "~0").replaceAll("/", "~1");
  return error.instancePath + (name === undefined ? "" : `/${escaped}`);
};

function inputOf(one, full) {
  const [old, text, skip = 0] = one.swap;
  let place = full.indexOf(old);
  for (let i = 0; i < skip; i++) place = full.indexOf(old, place + 1);
  assert.ok(place >= 0, `ok-full.json lacks ${old}`);
  return full.slice(0, place) + text + full.slice(place + old.length);
}

for (const { name, id, json } of all.filter(({ json }) => json.enum === undefined)) {
  const folder = path.join(examples, name);
  test(`${name}: good examples are valid, bad ones are refused at their place`, {
    skip: !existsSync(folder) && "no examples yet",
  }, () => {
    assert.equal(json.$schema, "https://json-schema.org/draft/2020-12/schema");
    const validate = validatorOf(id);
    for (const file of readdirSync(folder).filter((one) => one.startsWith("ok-"))) {
      assert.ok(
        validate(readJson(path.join(folder, file))),
        `${file}: ${ajv.errorsText(validate.errors)}`,
      );
    }
    const full = JSON.stringify(readJson(path.join(folder, "ok-full.json")));
    for (const one of readJson(path.join(folder, "bad-cases.json"))) {
      const valid = validate(JSON.parse(inputOf(one, full)));
      const label = `${one.pointer}: ${one.says}`;
      assert.equal(
        valid,
        one.ajv !== undefined,
        `${label} should ${one.ajv ? "be taken here" : "be refused"}`,
      );
      if (!valid) {
        const places = validate.errors.map(pointerOf);
        assert.ok(places.includes(one.pointer), `${label}: refused at ${places.join(", ")}`);
      }
    }
  });
}

test("a message without examples, or examples without a message, is a mistake", () => {
  const names = new Set(all.filter(({ json }) => json.enum === undefined).map(({ name }) => name));
  for (const name of names)
    assert.ok(
      existsSync(path.join(examples, name, "ok-full.json")),
      `no examples of ${name}; run node schemas/codegen/draft_examples.mjs`,
    );
  for (const group of groups.filter((one) => existsSync(path.join(examples, one)))) {
    for (const folder of readdirSync(path.join(examples, group)))
      assert.ok(
        names.has(`${group}/${folder}`),
        `schemas/examples/${group}/${folder} is of no message`,
      );
  }
});
