// Knows whether a part of the set-up is up to date: a stamp is a file that holds the fingerprint of the
// inputs at the time the part last succeeded. Names, sizes and times are compared, not contents: a check costs
// milliseconds, and what it wrongly takes for changed is looked at again by ninja or npm.
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

const skipped = new Set(["node_modules", ".git", "dist", ".wrangler"]);

/**
 * One hash for files and whole directories; what does not exist counts as such.
 * @param {string} base
 * @param {string[]} inputs relative to base
 * @param {string[]} [extra] anything else the result depends on
 */
export function fingerprint(base, inputs, extra = []) {
  const hash = createHash("sha256");
  const visit = (/** @type {string} */ relative) => {
    const stats = lstatSync(path.join(base, relative), { throwIfNoEntry: false });
    if (!stats) {
      hash.update(`absent ${relative}\n`);
    } else if (stats.isDirectory()) {
      for (const name of readdirSync(path.join(base, relative)).sort()) {
        if (!skipped.has(name)) visit(path.join(relative, name));
      }
    } else {
      hash.update(`${relative} ${stats.size} ${stats.mtimeMs}\n`);
    }
  };
  for (const input of inputs) visit(input);
  for (const text of extra) hash.update(`extra ${text}\n`);
  return hash.digest("hex");
}

export class Stamps {
  /** @param {string} directory */
  constructor(directory) {
    this.directory = directory;
  }

  /**
   * @param {string} name
   * @param {string} print
   * @param {string[]} [outputs] absolute paths that must exist as well
   */
  matches(name, print, outputs = []) {
    try {
      return (
        readFileSync(this.file(name), "utf8") === print &&
        outputs.every((output) => existsSync(output))
      );
    } catch {
      return false;
    }
  }

  /**
   * @param {string} name
   * @param {string} print
   */
  write(name, print) {
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(this.file(name), print);
  }

  /** @param {string} name */
  clear(name) {
    rmSync(this.file(name), { force: true });
  }

  /** @param {string} name */
  file(name) {
    return path.join(this.directory, name);
  }
}
