// Packs the tokens of an encoding and the classes of characters that its pattern tells apart into
// the binary that TokenTable::load reads (its form: packed_tokens.cpp).
// Usage: node pack_ranks.mjs OUT_DIR. Writes OUT_DIR/<encoding>.tokens; what would not change is left alone.
//
// Ranks and patterns come from the npm package tiktoken. Tokens are sorted by their bytes, and each is written without
// what it shares with the one before; every sixteenth is whole, so that one can be searched for. No module has to build
// anything of them before it counts.

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

/** How many bytes the two have in common at their begin. */
function sharedBytes(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared;
}

const blockSize = 16;
const longestPossible = 255;

/** The first two bytes, the first above the second, of a token of one byte that one and 0. */
const startOf = (token) =>
  (token.charCodeAt(0) << 8) | (token.length > 1 ? token.charCodeAt(1) : 0);

/** @param {string[]} tokens @returns {{ groups: number, longest: number, bytes: Buffer }} */
function packedTokens(tokens) {
  const count = tokens.length;
  const sorted = tokens.map((token, rank) => ({ token, rank }));
  sorted.sort((one, other) => (one.token < other.token ? -1 : 1));
  const planes = Buffer.alloc(5 * count);
  const groups = new Map();
  let longest = 0;
  const own = sorted.map(({ token, rank }, at) => {
    const shared = at % blockSize === 0 ? 0 : sharedBytes(token, sorted[at - 1].token);
    const bytes = [shared, token.length - shared, rank & 0xff, (rank >> 8) & 0xff, rank >> 16];
    for (const [plane, byte] of bytes.entries()) planes.writeUInt8(byte, plane * count + at);
    groups.set(startOf(token), (groups.get(startOf(token)) ?? 0) + 1);
    longest = Math.max(longest, token.length);
    return token.slice(shared);
  });
  if (longest > longestPossible) throw new Error(`a token of ${longest} bytes`);
  const starts = Buffer.concat([...groups.keys(), ...groups.values()].map(u16));
  const bytes = Buffer.concat([starts, planes, Buffer.from(own.join(""), "latin1")]);
  return { groups: groups.size, longest, bytes };
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

function u16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
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
  const { groups, longest, bytes } = packedTokens(tokens);
  const numbers = [tokens.length, runs.length, groups, longest].map(u32);
  const body = Buffer.concat([...numbers, runs, bytes]);
  const head = Buffer.concat([
    Buffer.from("SWTOK2"),
    Buffer.from([number, 0]),
    u32(checksum(body)),
  ]);
  writeIfChanged(join(out, `${encoding}.tokens`), Buffer.concat([head, body]));
});
