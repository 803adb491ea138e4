// Packs this folder into C++ constants, one source file per set of wasm/templates/files.hpp.
// Usage: node pack.mjs OUT_DIR. Writes starter.cpp, sections.cpp, styles.cpp, words.cpp,
// marks.cpp and catalogue.cpp; a file that would not change is left alone, so that nothing is compiled again.
// Writes two files of texts too, in the form of wasm/templates/records.hpp (both sides of every
// machine it runs on are little endian): templates.pack, the first four sets; prompts.pack, what
// language models are told (the newest version of each role) and the schemas of their answers.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { providerSchema } from "../schemas/codegen/provider_schema.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (out === undefined) throw new Error("usage: node pack.mjs OUT_DIR");

/** Left-overs of working in the starter itself; never part of a site. */
const skipped = new Set(["node_modules", "dist", ".DS_Store"]);

function walk(folder, prefix) {
  return readdirSync(join(here, folder), { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? walk(path, `${prefix}${entry.name}/`) : [{ path: prefix + entry.name, text: readFileSync(join(here, path), "utf8") }];
    });
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));

/** A raw literal whose delimiter does not occur in the text. */
function literal(text) {
  let delimiter = "sw";
  while (text.includes(`)${delimiter}"`)) delimiter += "x";
  if (delimiter.length > 16) throw new Error("no raw string delimiter is left");
  return `R"${delimiter}(${text})${delimiter}"sv`;
}

const head = (note) => `// Written by templates/pack.mjs from ${note}; change it there.\n#include "templates/files.hpp"\n\nnamespace sitewright::templates {\n`;
const tail = "\n}  // namespace sitewright::templates\n";

function set(name, folder, prefix) {
  const files = walk(folder, prefix).sort(byBytes);
  const rows = files.map((file) => `    File{${JSON.stringify(file.path)}sv, ${literal(file.text)}},\n`).join("");
  return `${head(`templates/${folder}/`)}namespace {\n\nusing namespace std::string_view_literals;\n\nconstexpr File files[] = {\n${rows}};\n\n}  // namespace\n\nstd::span<const File> ${name}() { return files; }\n${tail}`;
}

/** FNV-1a over the text's bytes, as templates::fingerprint. */
function fingerprint(text) {
  let hash = 14695981039346656037n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n);
  return `0x${hash.toString(16)}ULL`;
}

function marks(name, folder) {
  const files = walk(folder, `${folder}/`).sort(byBytes);
  const rows = files.map((file) => `    Mark{${JSON.stringify(file.path)}sv, ${fingerprint(file.text)}},\n`).join("");
  return `namespace {\n\nconstexpr Mark ${name}_rows[] = {\n${rows}};\n\n}  // namespace\n\nstd::span<const Mark> ${name}() { return ${name}_rows; }\n`;
}

const sources = {
  "starter.cpp": set("starter_files", "starter", ""),
  "sections.cpp": set("section_files", "sections", "sections/"),
  "styles.cpp": set("style_files", "styles", "styles/"),
  "words.cpp": set("word_files", "words", "words/"),
  "marks.cpp": `${head("templates/sections/ and templates/styles/")}\nusing namespace std::string_view_literals;\n\n${marks("section_marks", "sections")}\n${marks("style_marks", "styles")}${tail}`,
  "catalogue.cpp": `${head("templates/catalogue.json")}\nusing namespace std::string_view_literals;\n\nstd::string_view catalogue_json() {\n  return ${literal(readFileSync(join(here, "catalogue.json"), "utf8"))};\n}\n${tail}`,
};

function record(set, { path, text }) {
  const [name, content] = [Buffer.from(path), Buffer.from(text)];
  const numbers = Uint32Array.of(set, name.length, content.length, name.length + content.length);
  return Buffer.concat([Buffer.from(numbers.buffer), name, content]);
}

const texts = [["starter", ""], ["sections", "sections/"], ["styles", "styles/"], ["words", "words/"]];
const pack = Buffer.concat(texts.flatMap(([folder, prefix], set) => walk(folder, prefix).sort(byBytes).map((file) => record(set, file))));

/** What a prompt says of the catalogue and the lock file, so that neither is told twice. */
function said() {
  const catalogue = JSON.parse(readFileSync(join(here, "catalogue.json"), "utf8"));
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(here, "starter/package.json"), "utf8"));
  const section = ({ name, props, export: constant, purpose, opening }) => `- ${name} (${props}, \`${constant}\`)${opening ? ", opening" : ""}: ${purpose}`;
  const style = ({ name, title, mode, layout, hue }) => `- ${name}: ${title}. Mode ${mode}, hue ${hue}, header ${layout.header}, hero ${layout.hero}, footer ${layout.footer}`;
  return {
    sections: catalogue.sections.map(section).join("\n"),
    styles: catalogue.styles.map(style).join("\n"),
    languages: catalogue.languages.join(", "),
    dependencies: Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => `${name} ${version}`).join(", "),
  };
}

/** Only the highest <role>.v<N>.md of each role is packed, under the name <role>.v<N>. */
function prompts() {
  const words = said();
  const newest = new Map();
  for (const { path, text } of walk("prompts", "")) {
    const [, role, version] = /^([a-z]+)\.v(\d+)\.md$/.exec(path) ?? [];
    if (role === undefined) throw new Error(`templates/prompts/${path} is not named <role>.v<N>.md`);
    if (Number(version) > (newest.get(role)?.version ?? 0)) newest.set(role, { version: Number(version), text });
  }
  return [...newest].map(([role, { version, text }]) => ({
    path: `${role}.v${version}`,
    text: text.replace(/\{\{(\w+)\}\}/g, (_, name) => words[name] ?? `{{${name}}}`),
  }));
}

const replies = ["plan_reply", "review_reply", "vote_reply"];
const root = join(here, "..");
const packed = (set, files) => files.sort(byBytes).map((file) => record(set, file));
const promptPack = Buffer.concat([
  ...packed(0, prompts()),
  ...packed(1, replies.map((name) => ({ path: name, text: JSON.stringify(providerSchema(root, `schemas/model/${name}.json`)) }))),
]);

mkdirSync(out, { recursive: true });
const packs = [["templates.pack", pack], ["prompts.pack", promptPack]];
for (const [name, content] of [...Object.entries(sources), ...packs]) {
  const path = join(out, name);
  const before = existsSync(path) ? readFileSync(path) : undefined;
  const bytes = Buffer.from(content);
  if (before === undefined || !before.equals(bytes)) writeFileSync(path, bytes);
}
