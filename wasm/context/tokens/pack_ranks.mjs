// Packs the tokens of an encoding and the classes of characters that its pattern tells apart into
// the binary that TokenTable::load reads (its form: token_table.cpp).
// Usage: node pack_ranks.mjs OUT_DIR. Writes OUT_DIR/<encoding>.tokens; what would not change is left alone.
//
// Ranks and patterns come from the npm package tiktoken. A token of more than one byte is written as
// the two tokens that a merge makes it of: 6 bytes each, where base64 takes 11.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
/** In the order of enum Encoding. */
const encodings = ["o200k_base", "cl100k_base"];

/** The patterns that pieces.cpp is written for: another one would count wrongly, without a word. */
const contraction = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const patterns = [
  [
    `[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+${contraction}?`,
    `[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*${contraction}?`,
    "\\p{N}{1,3}",
    " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*",
    "\\s*[\\r\\n]+",
    "\\s+(?!\\S)",
    "\\s+",
  ],
  [
    contraction,
    "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+",
    "\\p{N}{1,3}",
    " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*",
    "\\s*[\\r\\n]+",
    "\\s+(?!\\S)",
    "\\s+",
  ],
];

/** Unicode properties of each class, by the numbers of enum CharClass. */
const classes = [
  [],
  ["General_Category/Uppercase_Letter", "General_Category/Titlecase_Letter"],
  ["General_Category/Lowercase_Letter"],
  ["General_Category/Modifier_Letter", "General_Category/Other_Letter"],
  ["General_Category/Mark"],
  ["General_Category/Number"],
  ["Binary_Property/White_Space"],
];
const newlineClass = 7;

/** @returns {Buffer} runs of equal class over all of Unicode */
function characterRuns() {
  const classOf = new Uint8Array(0x110000);
  classes.forEach((names, number) => {
    for (const name of names) {
      const { characters } = require(`regenerate-unicode-properties/${name}.js`);
      for (const character of characters.toArray()) classOf[character] = number;
    }
  });
  for (const newline of [0x0a, 0x0d]) classOf[newline] = newlineClass;
  const bytes = [];
  for (let from = 0, to = 0; from < classOf.length; from = to) {
    while (to < classOf.length && classOf[to] === classOf[from]) to += 1;
    let value = (to - from) * 8 + classOf[from];
    for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
    bytes.push(value);
  }
  return Buffer.from(bytes);
}

/** @returns {string[]} tokens by rank, a character for each byte */
function tokensOf(encoding, number) {
  const { pat_str, bpe_ranks } = require(`tiktoken/encoders/${encoding}.json`);
  if (pat_str !== patterns[number].join("|"))
    throw new Error(`${encoding} has another pattern now`);
  const tokens = [];
  for (const line of bpe_ranks.split("\n").filter(Boolean)) {
    const [, first, ...rest] = line.split(" ");
    if (Number(first) !== tokens.length) throw new Error(`${encoding} leaves out ranks`);
    for (const one of rest) tokens.push(Buffer.from(one, "base64").toString("latin1"));
  }
  return tokens;
}

/** Two tokens of lower rank that make up the token: the middlemost cut that there is. */
function halves(token, rank, rankOf) {
  const middle = token.length >> 1;
  for (let step = 0; step < token.length; step += 1) {
    for (const cut of [middle - step, middle + step]) {
      const left = rankOf.get(token.slice(0, cut));
      const right = rankOf.get(token.slice(cut));
      if (left < rank && right < rank) return [left, right];
    }
  }
  throw new Error(`rank ${rank} is not made of two others`);
}

/** @param {string[]} tokens */
function tokenBytes(tokens) {
  const singles = Buffer.from(tokens.slice(0, 256).join(""), "latin1");
  if (new Set(singles).size !== 256) throw new Error("the first 256 ranks are not the 256 bytes");
  const rankOf = new Map(tokens.map((token, rank) => [token, rank]));
  const count = tokens.length - 256;
  const planes = Buffer.alloc(6 * count);
  for (let i = 0; i < count; i += 1) {
    halves(tokens[256 + i], 256 + i, rankOf).forEach((half, side) => {
      for (let byte = 0; byte < 3; byte += 1) {
        planes[(3 * side + byte) * count + i] = (half >> (8 * byte)) & 0xff;
      }
    });
  }
  return Buffer.concat([singles, planes]);
}

function checksum(bytes) {
  const factor = 0x01000193;
  const lanes = [0, 1, 2, 3];
  const whole = bytes.length & ~15;
  for (let at = 0; at < whole; at += 4) {
    const lane = (at >> 2) & 3;
    const sum = Math.imul(lanes[lane] ^ bytes.readUInt32LE(at), factor);
    lanes[lane] = sum ^ (sum >>> 15);
  }
  let sum = 0x811c9dc5;
  for (const lane of lanes) sum = Math.imul(sum ^ lane, factor);
  for (const byte of bytes.subarray(whole)) sum = Math.imul(sum ^ byte, factor);
  return (sum ^ (sum >>> 15)) >>> 0;
}

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function writeIfChanged(file, bytes) {
  try {
    if (readFileSync(file).equals(bytes)) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(file, bytes);
}

const out = process.argv[2];
if (out === undefined) throw new Error("usage: node pack_ranks.mjs OUT_DIR");
mkdirSync(out, { recursive: true });
const runs = characterRuns();
encodings.forEach((encoding, number) => {
  const tokens = tokensOf(encoding, number);
  const body = Buffer.concat([u32(tokens.length), u32(runs.length), runs, tokenBytes(tokens)]);
  const head = Buffer.concat([
    Buffer.from("SWTOK1"),
    Buffer.from([number, 0]),
    u32(checksum(body)),
  ]);
  writeIfChanged(join(out, `${encoding}.tokens`), Buffer.concat([head, body]));
});
