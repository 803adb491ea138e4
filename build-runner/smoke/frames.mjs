// Frames as schemas/build/frame.json has them: u32 LE header length, u32 LE body length, header, body.
import { writeSync } from "node:fs";

const prefix = 8;
const text = new TextDecoder();

/**
 * The site as the runner sends it: one `file` frame per file, to the end of the stream.
 * @param {AsyncIterable<Uint8Array>} stream
 * @returns {Promise<Map<string, { bytes: Uint8Array, mediaType: string }>>} by path
 */
export async function readSite(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  const all = Buffer.concat(parts);
  /** @type {Map<string, { bytes: Uint8Array, mediaType: string }>} */
  const files = new Map();
  for (let at = 0; at + prefix <= all.length; ) {
    const bodyAt = at + prefix + all.readUInt32LE(at);
    const end = bodyAt + all.readUInt32LE(at + 4);
    const header = JSON.parse(text.decode(all.subarray(at + prefix, bodyAt)));
    files.set(header.path, { bytes: all.subarray(bodyAt, end), mediaType: header.mediaType });
    at = end;
  }
  return files;
}

/**
 * @param {object} header
 * @param {Uint8Array} [body]
 */
function frame(header, body = new Uint8Array()) {
  const json = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(prefix);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  return Buffer.concat([lengths, json, body]);
}

/**
 * Writes at once, so that what was found is not lost if the time is up.
 * @param {number} descriptor
 * @param {object} header
 * @param {Uint8Array} [body]
 */
export function send(descriptor, header, body) {
  let rest = frame(header, body);
  while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
}
