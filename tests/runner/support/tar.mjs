// Archives for the tests: well-formed ones, and ones with any single thing wrong.

const block = 512;

/**
 * One member as it lies in the archive; `size` is what its header says when that is not the body's.
 * @typedef {{ name: string, body?: string | Buffer, type?: string, linkName?: string, size?: number, prefix?: string }} Member
 * @param {Member} fields
 */
export function member({ name, body = "", type = "0", linkName = "", size, prefix = "" }) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const header = Buffer.alloc(block);
  header.write(name, 0, 100, "utf8");
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write(type, 156);
  header.write(linkName, 157, 100, "utf8");
  header.write("ustar\0" + "00", 257);
  header.write(prefix, 345, 155, "utf8");
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((block - (bytes.length % block)) % block)]);
}

export function archive(members) {
  return Buffer.concat([...members, Buffer.alloc(2 * block)]);
}

/** `{path: text}` as an archive. */
export function tarOf(files) {
  return archive(Object.entries(files).map(([name, body]) => member({ name, body })));
}
