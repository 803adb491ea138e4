// The files of a project on disk: what git would track, or, without git, all but what is installed or built.
import { execFile } from "node:child_process";
import { accessSync, constants, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { usageFailure } from "../failure.mjs";

const neverRead = new Set([".git", "node_modules"]);
const builtWithoutGit = new Set(["dist", "build", "out", "coverage", ".next", ".turbo", ".cache"]);

/** No source that a person writes is longer. */
const mostBytes = 4 * 1024 * 1024;

/** @typedef {{ path: string, reason: string }} Unread a file that is there and is not read */

/**
 * @param {string} root
 * @returns {Promise<{ paths: string[], unread: Unread[] }>} in byte order, with "/" between segments
 */
export async function projectFiles(root) {
  if (!isDirectory(root)) throw usageFailure(`${root} is not a folder`);
  if (!isReadable(root)) throw usageFailure(`${root} may not be read`);
  const listed = (await fromGit(root)) ?? fromDisk(root, "");
  /** @type {string[]} */
  const paths = [];
  /** @type {Unread[]} */
  const unread = [];
  for (const file of listed.sort(byBytes)) {
    const found = lstatSync(path.join(root, file), { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) unread.push({ path: file, reason: "a link" });
    // Bytes that are no UTF-8 were read as U+FFFD, so such a name leads nowhere.
    if (found === undefined && file.includes("\ufffd"))
      unread.push({ path: file, reason: "its name is not UTF-8" });
    if (found?.isDirectory() === true) {
      const isClosed = !isReadable(path.join(root, file));
      unread.push({
        path: file.replace(/\/$/, ""),
        reason: isClosed ? "not allowed to read it" : "a submodule",
      });
    }
    if (!found?.isFile()) continue;
    if (found.size > mostBytes) unread.push({ path: file, reason: "longer than 4 MiB" });
    else if (!isReadable(path.join(root, file)))
      unread.push({ path: file, reason: "not allowed to read it" });
    else paths.push(file);
  }
  return { paths, unread };
}

/**
 * @param {string} root
 * @param {string} file
 */
export const textOf = (root, file) => readFileSync(path.join(root, file));

/** @param {string} file */
function isReadable(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} root */
function isDirectory(root) {
  return statSync(root, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** @param {string} root */
async function fromGit(root) {
  const args = ["-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = await promisify(execFile)("git", args, { maxBuffer: Infinity }).catch(
    () => undefined,
  );
  const files = (listed?.stdout ?? "")
    .split("\0")
    .filter((file) => file !== "" && !file.split("/").some((part) => neverRead.has(part)));
  return files.length > 0 ? [...new Set(files)] : undefined;
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function fromDisk(root, folder) {
  if (folder !== "" && !isReadable(path.join(root, folder))) return [folder];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() || entry.isSymbolicLink() ? [file] : [];
    if (neverRead.has(entry.name) || builtWithoutGit.has(entry.name)) return [];
    return fromDisk(root, file);
  });
}

/**
 * @param {string} a
 * @param {string} b
 */
const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
