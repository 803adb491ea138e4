// npm run gen: schemas/ -> wasm/wire/generated/, workers/host/generated/, schemas/openapi.json,
// tests/unit/wire/generated/.
// With --check nothing is written; a file that would change is named and the exit status is 1.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cppSource } from "./cpp_codec.mjs";
import { cppHeader, effectPairs } from "./cpp_types.mjs";
import { readMessages } from "./dialect.mjs";
import { draftExamples } from "./draft_examples.mjs";
import { layOut } from "./layout.mjs";
import { loadSchemas, readJson } from "./load.mjs";
import { openapi, openapiHeader, openapiSource } from "./openapi.mjs";
import { SchemaProblem } from "./problem.mjs";
import { readRoutes, routesHeader, routesSource } from "./routes.mjs";
import { testCodecs } from "./test_codecs.mjs";
import { typescript } from "./typescript.mjs";

const defaultRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folders = ["wasm/wire/generated", "workers/host/generated", "tests/unit/wire/generated"];

/** All generated files: path -> content. */
export function generate(root) {
  const messages = readMessages(loadSchemas(root));
  checkEffects(messages);
  const files = new Map();
  const groups = [...new Set([...messages.values()].map((message) => message.group))];
  for (const group of groups) {
    files.set(`wasm/wire/generated/${group}.hpp`, cppHeader(messages, group));
    files.set(`wasm/wire/generated/${group}.cpp`, cppSource(messages, group));
    files.set(`workers/host/generated/${group}.ts`, typescript(messages, group));
  }
  const table = readRoutes(root, messages);
  if (table) {
    files.set("wasm/wire/generated/routes.hpp", routesHeader(table));
    files.set("wasm/wire/generated/routes.cpp", routesSource(table));
    const document = openapi(root, messages, table, readJson(root, "package.json").version);
    files.set("schemas/openapi.json", layOut(document));
    files.set("wasm/wire/generated/openapi.hpp", openapiHeader());
    files.set("wasm/wire/generated/openapi.cpp", openapiSource(document));
  }
  files.set("tests/unit/wire/generated/codecs.hpp", testCodecs(messages, table));
  for (const folder of ["wasm/wire/generated", "tests/unit/wire/generated"]) {
    files.set(`${folder}/.clang-format`, "DisableFormat: true\n");
  }
  return files;
}

function checkEffects(messages) {
  const list = [...messages.values()].filter((message) => message.group === "effects");
  for (const { request, reply } of effectPairs(list)) {
    if (!reply) throw new SchemaProblem(request.file, "", "has no _reply.json beside it");
  }
  for (const message of list) {
    const paired =
      message.name.endsWith("_request") ||
      list.some((one) => `${one.name.replace(/_request$/, "")}_reply` === message.name);
    if (message.name.endsWith("_reply") && !paired)
      throw new SchemaProblem(message.file, "", "has no _request.json beside it");
  }
}

/** The paths whose content on disk differs from what the schemas say. */
export function differences(root, files) {
  const stale = folders.flatMap((folder) => {
    const place = path.join(root, folder);
    return existsSync(place)
      ? readdirSync(place)
          .map((name) => `${folder}/${name}`)
          .filter((file) => !files.has(file))
      : [];
  });
  const changed = [...files].filter(([file, content]) => {
    const place = path.join(root, file);
    return !existsSync(place) || readFileSync(place, "utf8") !== content;
  });
  return { stale, changed: changed.map(([file]) => file) };
}

function main(root, check) {
  if (!check) {
    const drafted = draftExamples(root, readMessages(loadSchemas(root)));
    for (const name of drafted) console.log(`schemas/examples/${name}/ drafted; read it over`);
  }
  const files = generate(root);
  const { stale, changed } = differences(root, files);
  if (check) {
    for (const file of [...changed, ...stale])
      console.error(`${file} is not what schemas/ says; run npm run gen`);
    return changed.length + stale.length === 0 ? 0 : 1;
  }
  for (const file of stale) rmSync(path.join(root, file));
  for (const file of changed) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), files.get(file));
  }
  console.log(`${files.size} generated files, ${changed.length} written, ${stale.length} removed`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rootFlag = process.argv.indexOf("--root");
  const root = rootFlag > 0 ? path.resolve(process.argv[rootFlag + 1]) : defaultRoot;
  try {
    process.exitCode = main(root, process.argv.includes("--check"));
  } catch (error) {
    if (!(error instanceof SchemaProblem)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
