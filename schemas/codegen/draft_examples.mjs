// Examples for messages that have none yet, in schemas/examples/<group>/<message>/. npm run gen
// calls this. Drafts are to be read and reworded; existing files stay as they are.
//   ok-full.json, ok-*.json   valid messages, fields in the schema's order
//   bad-cases.json            broken variants of ok-full.json, see sample_bad.mjs
// After a change of a schema: node schemas/codegen/draft_examples.mjs --again <group>/<message> ...
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readMessages } from "./dialect.mjs";
import { layOut } from "./layout.mjs";
import { loadSchemas } from "./load.mjs";
import { sample } from "./sample.mjs";
import { badCases } from "./sample_bad.mjs";

const rows = (cases) => `[\n${cases.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`;

const nameOf = (message) => `${message.group}/${message.name}`;

function draft(folder, message) {
  mkdirSync(folder, { recursive: true });
  const full = sample(message.shape, "full");
  const least = sample(message.shape, "least");
  writeFileSync(path.join(folder, "ok-full.json"), layOut(full));
  if (JSON.stringify(full) !== JSON.stringify(least)) {
    writeFileSync(path.join(folder, "ok-least.json"), layOut(least));
  }
  writeFileSync(path.join(folder, "bad-cases.json"), rows(badCases(message.shape, full)));
}

/** Names of the messages that got drafts. */
export function draftExamples(root, messages) {
  const drafted = [];
  for (const message of messages.values()) {
    const folder = path.join(root, "schemas/examples", nameOf(message));
    if (message.shape.kind === "enum" || existsSync(folder)) continue;
    draft(folder, message);
    drafted.push(nameOf(message));
  }
  return drafted;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(process.argv[1]), "../..");
  const messages = readMessages(loadSchemas(root));
  const again = process.argv[2] === "--again" ? process.argv.slice(3) : [];
  for (const name of again) {
    if (!messages.has(name)) throw new Error(`${name} is no message; say <group>/<message>`);
    rmSync(path.join(root, "schemas/examples", name), { recursive: true, force: true });
  }
  for (const name of draftExamples(root, messages))
    console.log(`schemas/examples/${name}/ drafted`);
}
