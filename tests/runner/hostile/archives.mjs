// Archives that mean harm, and the only code that each may end with.
import { scriptSite, writeReport } from "../support/projects.mjs";
import { archive, member } from "../support/tar.mjs";

const project = Object.entries(scriptSite(writeReport)).map(([name, body]) =>
  member({ name, body }),
);
/** @param {import("../support/tar.mjs").Member[]} members */
const withMembers = (...members) => archive([...project, ...members.map(member)]);

/** A pax record counts its own length. */
function pax(/** @type {string} */ key, /** @type {string} */ value) {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length)
    length = String(length).length + rest.length;
  return `${length}${rest}`;
}

/** @type {Record<string, { bytes: () => Buffer, code: string }>} */
export const archives = {
  "../ in a name": { bytes: () => withMembers({ name: "../evil" }), code: "archive_bad_path" },
  "../ within a name": {
    bytes: () => withMembers({ name: "a/../../evil" }),
    code: "archive_bad_path",
  },
  "../ in a pax name": {
    bytes: () =>
      withMembers({ name: "x", type: "x", body: pax("path", "../../evil") }, { name: "good" }),
    code: "archive_bad_path",
  },
  "../ in a GNU name": {
    bytes: () =>
      withMembers({ name: "././@LongLink", type: "L", body: "../../evil\0" }, { name: "good" }),
    code: "archive_bad_path",
  },
  "an absolute name": { bytes: () => withMembers({ name: "/etc/evil" }), code: "archive_bad_path" },
  "a symbolic link": {
    bytes: () =>
      withMembers({ name: "link", type: "2", linkName: "/etc" }, { name: "link/passwd" }),
    code: "archive_special_file",
  },
  "a hard link": {
    bytes: () => withMembers({ name: "hard", type: "1", linkName: "/etc/passwd" }),
    code: "archive_special_file",
  },
  "a character device": {
    bytes: () => withMembers({ name: "dev", type: "3" }),
    code: "archive_special_file",
  },
  "a block device": {
    bytes: () => withMembers({ name: "dev", type: "4" }),
    code: "archive_special_file",
  },
  "a named pipe": {
    bytes: () => withMembers({ name: "fifo", type: "6" }),
    code: "archive_special_file",
  },
  "a name twice": {
    bytes: () => withMembers({ name: "build.mjs", body: "evil" }),
    code: "archive_bad_path",
  },
  "a file below a file": {
    bytes: () => withMembers({ name: "build.mjs/x" }),
    code: "archive_bad_path",
  },
  "node_modules of its own": {
    bytes: () => withMembers({ name: "node_modules/vite/index.js" }),
    code: "archive_bad_path",
  },
  "a size of eight gigabytes": {
    bytes: () => withMembers({ name: "huge", size: 0o77777777777 }),
    code: "archive_too_large",
  },
  "a pax size of many petabytes": {
    bytes: () =>
      withMembers(
        { name: "x", type: "x", body: pax("size", "18446744073709551615") },
        { name: "huge" },
      ),
    code: "archive_too_large",
  },
  "a sparse member": {
    bytes: () => withMembers({ name: "sparse", type: "S" }),
    code: "archive_special_file",
  },
  "a pax sparse member": {
    bytes: () =>
      withMembers(
        { name: "x", type: "x", body: pax("GNU.sparse.realsize", "1099511627776") },
        { name: "sparse" },
      ),
    code: "archive_damaged",
  },
  "a hundred thousand members": {
    bytes: () =>
      archive([
        ...project,
        ...Array.from({ length: 100_000 }, (_, i) => member({ name: `f${i}` })),
      ]),
    code: "archive_too_many_files",
  },
  "thirty thousand pax heads": {
    bytes: () =>
      withMembers(
        ...Array.from({ length: 30_100 }, () => ({ name: "x", type: "x", body: pax("path", "y") })),
      ),
    code: "archive_too_many_files",
  },
  "an end in the middle": {
    bytes: () => withMembers({ name: "short", body: "x" }).subarray(0, -1300),
    code: "archive_damaged",
  },
};

/** Both files stay what they are: nothing between tar and site folds case. */
export const caseColliding = (/** @type {string} */ script) =>
  archive(
    [
      ...Object.entries(scriptSite(script)).map(([name, body]) => ({ name, body })),
      { name: "src/Page.txt", body: "upper" },
      { name: "src/page.txt", body: "lower" },
    ].map(member),
  );
