// sitewright tokens: exact token counts of files.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { encodings } from "../context/context_module.mjs";
import { openEngine } from "../context/open_project.mjs";
import { usageFailure } from "../failure.mjs";
import { typedIn } from "../paths.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "count the tokens of files exactly as the models' own tokenizers do",
  words: "FILE…",
  options: {
    model: { type: "string", value: "NAME", help: `one of ${encodings.join(", ")} (o200k_base)` },
    json: { type: "boolean", help: "print one JSON object" },
  },
  about: "Special tokens are counted as plain text. - reads standard input.",
  async run({ flags, words, env }) {
    if (words.length === 0) throw usageFailure("tokens: of which file?");
    const model = String(flags["model"] ?? "o200k_base");
    if (!encodings.includes(model)) {
      throw usageFailure(`tokens: no model "${model}"`, `Known are ${encodings.join(" and ")}.`);
    }
    const texts = words.map((file) => textOf(file, env));
    const engine = await openEngine(env);
    engine.loadTokens(model);
    const files = words.map((file, index) => {
      const text = texts[index] ?? new Uint8Array();
      return { path: file, tokens: engine.countTokens(text), bytes: text.length };
    });
    const total = files.reduce((sum, { tokens }) => sum + tokens, 0);
    if (flags["json"] === true) {
      process.stdout.write(`${JSON.stringify({ model, total, files })}\n`);
      return;
    }
    for (const { path: file, tokens } of files) {
      process.stdout.write(`${String(tokens).padStart(9)}  ${file}\n`);
    }
    if (files.length > 1) process.stdout.write(`${String(total).padStart(9)}  total\n`);
  },
};

/**
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 */
function textOf(file, env) {
  if (file === "-") return readFileSync(0);
  const found = path.resolve(typedIn(env), file);
  if (statSync(found, { throwIfNoEntry: false })?.isFile() !== true) {
    throw usageFailure(`tokens: ${file} is not a file`);
  }
  return readFileSync(found);
}
