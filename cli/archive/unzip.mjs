// Unpacks a zip archive as our own export writes it: stored or deflated entries, no encryption, no zip64.
// Names are judged before anything is written: nothing lands outside the directory.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { Failure } from "../failure.mjs";

const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;
const localRecord = 0x04034b50;
const mostBytes = 512 * 1024 * 1024;

/** @param {string} what */
const broken = (what) => new Failure(`the archive is not usable: ${what}`);

/**
 * @param {Buffer} archive
 * @returns {{ name: string, bytes: Buffer }[]} files in the archive's order; throws Failure
 */
export function readZip(archive) {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endRecord) end--;
  if (end < 0) throw broken("it has no directory");
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  let total = 0;
  const files = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== centralRecord)
      throw broken("its directory is cut off");
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    total += archive.readUInt32LE(at + 24);
    if (total > mostBytes) throw broken("it is too large");
    if (!name.endsWith("/"))
      files.push({ name: safeName(name), bytes: readEntry(archive, at, name) });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

/**
 * @param {Buffer} archive
 * @param {number} central offset of the entry in the directory
 * @param {string} name
 */
function readEntry(archive, central, name) {
  const method = archive.readUInt16LE(central + 10);
  const packed = archive.readUInt32LE(central + 20);
  const size = archive.readUInt32LE(central + 24);
  const local = archive.readUInt32LE(central + 42);
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== localRecord)
    throw broken(`${name} is cut off`);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const body = archive.subarray(start, start + packed);
  if (body.length !== packed) throw broken(`${name} is cut off`);
  if (method !== 0 && method !== 8)
    throw broken(`${name} is packed in a way we do not know (${method})`);
  const bytes = method === 0 ? body : inflate(body, size, name);
  if (bytes.length !== size) throw broken(`${name} has the wrong length`);
  return bytes;
}

/**
 * @param {Buffer} body
 * @param {number} size
 * @param {string} name
 */
function inflate(body, size, name) {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(size, 1) });
  } catch {
    throw broken(`${name} is damaged`);
  }
}

/** @param {string} name */
function safeName(name) {
  const parts = name.split("/");
  const isBad =
    name.startsWith("/") ||
    name.includes("\\") ||
    name.includes("\0") ||
    parts.some((part) => part === "" || part === "." || part === "..");
  if (isBad) throw broken(`it names ${JSON.stringify(name)}`);
  return name;
}

/**
 * @param {Buffer} archive
 * @param {string} directory is made when absent
 * @returns {number} of files
 */
export function unzipInto(archive, directory) {
  const files = readZip(archive);
  for (const { name, bytes } of files) {
    const file = path.join(directory, ...name.split("/"));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return files.length;
}
