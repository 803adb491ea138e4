// The files of the project as git sees them: tracked or about to be.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot, root } from "../paths.mjs";

/** @returns {string[]} relative to the root */
export function projectFiles() {
  const list = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return [...new Set(list.split("\n"))].filter((file) => file !== "" && existsSync(inRoot(file)));
}

/** @returns {Set<string>} changed since the commit that origin has, or since the last one */
export function changedFiles() {
  const ask = (/** @type {string[]} */ args) => {
    try {
      return execFileSync("git", args, {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).split("\n");
    } catch {
      return [];
    }
  };
  return new Set([
    ...ask(["diff", "--name-only", "HEAD"]),
    ...ask(["diff", "--name-only", "@{upstream}..."]),
  ]);
}
