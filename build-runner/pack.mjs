// Packs the scripts of smoke/ and bundler/, and axe, into C++ constants, so that the runner is one program.
// Usage: node pack.mjs OUT_FILE AXE_SCRIPT.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const [out, axe] = process.argv.slice(2);
if (out === undefined || axe === undefined) throw new Error("usage: node pack.mjs OUT_FILE AXE");

/** Raw literals, each short enough for every compiler, with a delimiter that the text has not. @param {string} text */
function literal(text) {
  if (text.includes(')packed"')) throw new Error("the delimiter is in the text");
  const pieces = text.match(/[\s\S]{1,16000}/gu) ?? [""];
  return pieces.map((piece) => `R"packed(${piece})packed"`).join("\n");
}

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const read = (/** @type {string} */ name) => readFileSync(path.join(here, name), "utf8");
const scripts = readdirSync(path.join(here, "smoke"))
  .filter((name) => name.endsWith(".mjs"))
  .sort()
  .map((name) => ({ name, text: read(`smoke/${name}`) }));
const rows = [...scripts, { name: "axe.js", text: readFileSync(axe, "utf8") }]
  .map(({ name, text }) => `    {"${name}", ${literal(text)}},\n`)
  .join("");

writeFileSync(
  out,
  `// Written by build-runner/pack.mjs; change the scripts beside it.
#include "build/packed_scripts.hpp"

namespace sitewright::build {
namespace {

constexpr PackedScript scripts[] = {
${rows}};

}  // namespace

std::span<const PackedScript> smoke_scripts() {
  return scripts;
}

std::string_view bundler_script() {
  return ${literal(read("bundler/resident.mjs"))};
}

}  // namespace sitewright::build
`,
);
