// Token counts against the npm package tiktoken, through the module that the dashboard uses.
// SITEWRIGHT_TOKEN_MEGABYTES=50 reads that much of node_modules instead of a slice, and all of Unicode.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { get_encoding } from "tiktoken";
import { inRoot } from "../../cli/paths.mjs";
import { newPageModule, packedTable } from "../bench/inputs/page_module.mjs";

const asked = Number(process.env.SITEWRIGHT_TOKEN_MEGABYTES ?? 0);
const megabytes = asked || 1;
/** @type {("o200k_base" | "cl100k_base")[]} */
const encodings = ["o200k_base", "cl100k_base"];

const module = newPageModule();
const tiktoken = Object.fromEntries(encodings.map((name) => [name, get_encoding(name)]));
for (const name of encodings) module.loadTokens(packedTable(name));

const wanted = (encoding, text) => tiktoken[encoding].encode_ordinary(text).length;

/** Names the shortest cut of the text that still differs: the rest says nothing. */
function sameCount(encoding, text, where) {
  if (module.countTokens(text, encoding) === wanted(encoding, text)) return;
  let shortest = text;
  for (let size = text.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at + size <= shortest.length; ) {
      const less = shortest.slice(0, at) + shortest.slice(at + size);
      if (module.countTokens(less, encoding) !== wanted(encoding, less)) shortest = less;
      else at += size;
    }
  }
  assert.equal(
    module.countTokens(shortest, encoding),
    wanted(encoding, shortest),
    `${encoding}, ${where}: ${JSON.stringify(shortest)}`,
  );
}

/** Marsaglia's xorshift: the same texts on every run. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const crumbs = [
  ..."aAzZ09 _-./'\"{}()<>=!?#*\t\n\r\v\f\0\x7f",
  ..."éÉßǅʰªºчЧΣαא中かカ한ไ٣Ⅷ²\u0301\u0903\u20dd\u00a0\u1680\u2028\u3000\u0085\ufeff\u200b",
  ...["'s", "'S", "'ll", "'LL", "'re", "'Ve", "'d", "'M", "'\u017f", "don't", "'\u212a"],
  ...[
    "  ",
    "    ",
    "\n\n",
    "\r\n",
    " \n",
    "\n ",
    "\t\t",
    "//",
    "/*",
    "*/\n",
    ";\n/",
    ");\n\n",
    "====",
  ],
  ...["function", "HTMLElement", "camelCase", "SNAKE_CASE", "the ", " and", "123", "4567", "3.14"],
  ...["😀", "👩‍👩‍👧", "𝒳", "𐐀", "🇩🇪", "<|endoftext|>", "\ud800", "\udc00", "\u{10ffff}"],
];

describe("token counts are those of tiktoken", () => {
  for (const encoding of encodings) {
    it(`${encoding}: 8,000 texts of awkward crumbs`, () => {
      const roll = dice(0x5117e + encoding.length);
      for (let round = 0; round < 8_000; round += 1) {
        const words = Array.from({ length: 1 + roll(40) }, () => crumbs[roll(crumbs.length)]);
        sameCount(encoding, words.join(""), `round ${round}`);
      }
    });

    it(`${encoding}: every ${asked ? "" : "31st "}character in every role of a pattern`, () => {
      for (let from = 0; from < 0x110000; from += 64) {
        let text = "";
        for (let one = from; one < from + 64; one += asked ? 1 : 31) {
          if (one >= 0xd800 && one < 0xe000) continue;
          const c = String.fromCodePoint(one);
          text += `${c}'s a${c}B !${c}x ${c}\n  ${c}7 ${c}${c}. `;
        }
        sameCount(encoding, text, `from U+${from.toString(16)}`);
      }
    });

    it(`${encoding}: ${megabytes} MB of node_modules`, () => {
      let left = megabytes * 1e6;
      for (const file of sources(inRoot("node_modules"))) {
        const text = readFileSync(file, "utf8");
        sameCount(encoding, text, file);
        left -= text.length;
        if (left <= 0) break;
      }
      assert.ok(!asked || left <= 0, "node_modules holds less text than asked for");
    });
  }

  it("long runs of one character, which tiktoken needs minutes for, are counted at once", () => {
    for (const text of ["a", " ", "=", "é", "中", "\n", "7"].map((c) => c.repeat(200_000))) {
      assert.ok(module.countTokens(text) > 0);
    }
  });
});

/** Source and text files, a few of every folder first: one large package shall not be all there is. */
function* sources(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isText(entry.name));
  for (const { name } of files) {
    const file = path.join(folder, name);
    if (statSync(file).size < (asked ? 1_500_000 : 60_000)) yield file;
  }
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const below = folders.map((name) => sources(path.join(folder, name)));
  const share = asked ? Number.POSITIVE_INFINITY : 6;
  for (const one of below) {
    for (let taken = 0; taken < share; taken += 1) {
      const next = one.next();
      if (next.done) break;
      yield next.value;
    }
  }
}

const isText = (name) => /\.([cm]?[jt]sx?|md|json|css|html|txt|ya?ml|map)$/i.test(name);
