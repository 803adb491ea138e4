// sitewright tokens: token counts of files, exact or, where no tokenizer is published, estimated.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { countingOf, encodings, families } from "../context/context_module.mjs";
import { openEngine } from "../context/open_project.mjs";
import { messageOf, usageFailure } from "../failure.mjs";
import { typedIn } from "../paths.mjs";
import { dim, say } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "count the tokens of files exactly as the models' own tokenizers do",
  words: "FILE…",
  options: {
    model: {
      type: "string",
      value: "NAME",
      help: `${encodings.join(", ")}, or estimated: ${families.join(", ")} (o200k_base)`,
    },
    json: { type: "boolean", help: "print one JSON object" },
  },
  about: "Special tokens are counted as plain text. - reads standard input.",
  async run({ flags, words, env }) {
    if (words.length === 0) throw usageFailure("tokens: of which file?");
    const { encoding, family } = countingOf("tokens", flags["model"]);
    const texts = words.map((file) => textOf(file, env));
    const engine = await openEngine(env);
    engine.loadTokens(encoding);
    const likely = (/** @type {number} */ counted) =>
      family === undefined ? counted : engine.estimateTokens(family, counted).likely;
    let counted = 0;
    const files = words.map((file, index) => {
      const text = texts[index] ?? new Uint8Array();
      const exact = engine.countTokens(text, file);
      counted += exact;
      return { path: file, tokens: likely(exact), bytes: text.length };
    });
    const total = likely(counted);
    const estimate = family === undefined ? undefined : engine.estimateTokens(family, counted);
    if (flags["json"] === true) {
      const model = family ?? encoding;
      process.stdout.write(`${JSON.stringify({ model, total, files, estimate })}\n`);
      return;
    }
    for (const { path: file, tokens } of files) {
      process.stdout.write(`${String(tokens).padStart(9)}  ${file}\n`);
    }
    if (files.length > 1) process.stdout.write(`${String(total).padStart(9)}  total\n`);
    if (estimate !== undefined) {
      say(dim(`Estimated for ${estimate.family}: at most ${estimate.atMost}; ${estimate.error}.`));
    }
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
  try {
    return readFileSync(found);
  } catch (error) {
    throw usageFailure(`tokens: ${file} cannot be read: ${messageOf(error)}`);
  }
}
