// What build/wasm/context.wasm answers to tests/golden/context/requests.json, for same_bytes_test.cpp.
import { readdirSync, readFileSync } from "node:fs";
import { ContextModule } from "../../../cli/context/context_module.mjs";
import { inRoot } from "../../../cli/paths.mjs";

const { folders, encodings, requests } = JSON.parse(
  readFileSync(inRoot("tests", "golden", "context", "requests.json"), "utf8"),
);

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(file) : entry.isFile() ? [file] : [];
  });
}

/** @param {string} name @param {() => string} ask */
function answer(name, ask) {
  let text;
  try {
    text = ` ${ask()}`;
  } catch (error) {
    text = ` refused: ${error instanceof Error ? error.message : error}`;
  }
  process.stdout.write(`${name}${text}\n`);
}

/** @type {string[]} */
const files = folders.flatMap(filesIn).sort((/** @type {string} */ a, /** @type {string} */ b) =>
  Buffer.compare(Buffer.from(a), Buffer.from(b)),
);
for (const encoding of encodings) {
  const engine = await ContextModule.load(() => 0);
  const packer = await ContextModule.load(() => 0);
  packer.loadTokens(encoding);
  for (const file of filesIn("templates/reference")) {
    packer.keepText(file, readFileSync(inRoot(file)));
  }
  const packed = packer.packReference();
  process.stdout.write(packed);
  for (const file of files) {
    engine.addFile(file, readFileSync(inRoot(file)));
    engine.addToGraph(file, readFileSync(inRoot(file)));
  }
  answer("graph", () => engine.graphJson());
  engine.loadTokens(encoding);
  for (const request of requests) {
    answer("wanted", () => {
      const wanted = engine.wantedJson(request);
      for (const file of JSON.parse(wanted)) engine.keepText(file, readFileSync(inRoot(file)));
      return wanted;
    });
    answer("assemble", () => engine.assembleJson(request));
    answer("text", () => engine.contextText());
  }
  engine.loadReference(packed);
  for (const request of requests) {
    answer("with passages", () => engine.assembleJson(request));
    answer("text", () => engine.contextText());
  }
}
