// schemas/openapi.json: whole, and the same as the table of routes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const readJson = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const document = readJson("schemas/openapi.json");
const { routes } = readJson("schemas/http/routes.json");
const methods = ["get", "post", "put", "patch", "delete"];

const operations = Object.entries(document.paths).flatMap(([place, item]) =>
  Object.entries(item).map(([method, operation]) => ({ place, method, operation })),
);

function* references(value) {
  if (Array.isArray(value)) for (const one of value) yield* references(one);
  else if (value !== null && typeof value === "object") {
    if (typeof value.$ref === "string") yield value.$ref;
    for (const [key, one] of Object.entries(value)) if (key !== "examples") yield* references(one);
  }
}

const resolve = (reference) =>
  reference
    .slice(2)
    .split("/")
    .reduce((value, key) => value?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);

test("every reference leads somewhere inside the document", () => {
  const all = [...references(document)];
  assert.ok(all.length > 100);
  for (const reference of all) {
    assert.match(reference, /^#\//);
    assert.notEqual(resolve(reference), undefined, reference);
  }
});

test("every route is described once, under its own name", () => {
  assert.match(document.openapi, /^3\.1\.\d+$/);
  assert.ok(document.info.title && document.info.version);
  const described = operations.map(
    ({ place, method, operation }) => `${operation.operationId} ${method} ${place}`,
  );
  const wanted = routes.map(
    (route) => `${route.name} ${route.method.toLowerCase()} ${route.path.replace("...}", "}")}`,
  );
  assert.deepEqual(described.sort(), wanted.sort());
  for (const { method } of operations) assert.ok(methods.includes(method));
});

test("path parameters are those of the path, required and with a schema", () => {
  for (const { place, operation } of operations) {
    const wanted = [...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const given = operation.parameters.filter((one) => one.in === "path");
    assert.deepEqual(
      given.map((one) => one.name),
      wanted,
      operation.operationId,
    );
    for (const one of given) assert.ok(one.required && one.schema.type && one.description);
  }
});

test("every operation says how it answers, well and badly", () => {
  for (const { place, method, operation } of operations) {
    const statuses = Object.keys(operation.responses);
    assert.equal(
      statuses.filter((status) => status.startsWith("2")).length,
      1,
      operation.operationId,
    );
    if (operation.requestBody)
      for (const status of ["400", "413"])
        assert.ok(statuses.includes(status), operation.operationId);
    if (method === "post") {
      assert.ok(statuses.includes("409"), operation.operationId);
      assert.ok(
        operation.parameters.some((one) => one.$ref?.endsWith("/IdempotencyKey")),
        operation.operationId,
      );
    }
    if (place.includes("{")) assert.ok(statuses.includes("404"), operation.operationId);
    if (place.startsWith("/api/")) assert.ok(statuses.includes("401"), operation.operationId);
    for (const response of Object.values(operation.responses)) {
      const target = response.$ref ? resolve(response.$ref) : response;
      assert.ok(target.description, operation.operationId);
    }
  }
  for (const response of Object.values(document.components.responses)) {
    assert.ok(response.content["application/problem+json"].schema.$ref.endsWith("/Problem"));
  }
});

test("every component's examples fit its schema", () => {
  const ajv = new Ajv2020({ strict: false, formats: { "date-time": true } });
  ajv.addSchema({ $id: "openapi:/", ...document });
  let checked = 0;
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const validate = ajv.getSchema(`openapi:/#/components/schemas/${name}`);
    for (const example of schema.examples ?? []) {
      assert.ok(validate(example), `${name}: ${ajv.errorsText(validate.errors)}`);
      checked += 1;
    }
  }
  assert.ok(checked >= 30);
});
