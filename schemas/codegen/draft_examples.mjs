// node schemas/codegen/draft_examples.mjs: examples for every message that has none yet, in
// schemas/examples/<group>/<message>/. Drafts are to be read and reworded; existing files stay.
//   ok-*.json       one valid message, fields in the schema's order
//   bad-cases.json  broken variants of ok-full.json, see sample_bad.mjs
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readMessages } from "./dialect.mjs";
import { layOut } from "./layout.mjs";
import { loadSchemas } from "./load.mjs";
import { sample } from "./sample.mjs";
import { badCases } from "./sample_bad.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const rows = (cases) => `[\n${cases.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`;

function draft(message) {
  const folder = path.join(root, "schemas/examples", message.group, message.name);
  if (existsSync(folder)) return false;
  mkdirSync(folder, { recursive: true });
  const full = sample(message.shape, "full");
  const least = sample(message.shape, "least");
  writeFileSync(path.join(folder, "ok-full.json"), layOut(full));
  if (JSON.stringify(full) !== JSON.stringify(least))
    writeFileSync(path.join(folder, "ok-least.json"), layOut(least));
  writeFileSync(path.join(folder, "bad-cases.json"), rows(badCases(message.shape, full)));
  return true;
}

const messages = [...readMessages(loadSchemas(root)).values()].filter(
  (message) => message.shape.kind !== "enum",
);
const written = messages.filter(draft);
for (const message of written) console.log(`schemas/examples/${message.group}/${message.name}/`);
console.log(`${written.length} of ${messages.length} messages had no examples`);
