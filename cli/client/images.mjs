// Pictures to go by, from files, as the contract takes them.
import { readFileSync } from "node:fs";
import path from "node:path";
import { messageOf, usageFailure } from "../failure.mjs";

/** @typedef {{ mediaType: "image/png" | "image/jpeg", data: string }} NewImage */

const most = 4;
const mostBytes = 512 * 1024;
/** What all of them may be together: a request ends at 1 MiB, and base64 takes a third more. */
const mostTogether = 760_000;

/**
 * @param {string} names of files, with commas between
 * @param {string} directory they are relative to
 * @returns {NewImage[]}
 */
export function readImages(names, directory) {
  const files = names.split(",").map((name) => name.trim());
  if (files.length > most) throw usageFailure(`--images: at most ${most} pictures are taken`);
  const images = files.map((name) => readImage(path.resolve(directory, name), name));
  const together = images.reduce((sum, { data }) => sum + (data.length * 3) / 4, 0);
  if (together > mostTogether)
    throw usageFailure("--images: together they are larger than a request may be (760 kB)");
  return images;
}

/**
 * @param {string} file
 * @param {string} name
 * @returns {NewImage}
 */
function readImage(file, name) {
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw usageFailure(`--images: ${name} cannot be read: ${messageOf(error)}`);
  }
  if (bytes.length > mostBytes) throw usageFailure(`--images: ${name} is larger than 512 KiB`);
  const mediaType = typeOf(bytes);
  if (!mediaType) throw usageFailure(`--images: ${name} is neither PNG nor JPEG`);
  return { mediaType, data: bytes.toString("base64") };
}

/** @param {Buffer} bytes */
function typeOf(bytes) {
  const starts = bytes.subarray(0, 8).toString("latin1");
  if (starts === "\x89PNG\r\n\x1a\n") return "image/png";
  return starts.startsWith("\xff\xd8\xff") ? "image/jpeg" : undefined;
}
