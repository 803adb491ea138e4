// npm packages, exactly as package-lock.json names them. No install script runs (.npmrc), so nothing but files arrive.
import { existsSync, readFileSync } from "node:fs";
import { setupFailure } from "../../failure.mjs";
import { inRoot, nodeBinary, root } from "../../paths.mjs";
import { run } from "../../process/run.mjs";
import { installFailure } from "../network.mjs";

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, os?: string | string[], cpu?: string | string[], libc?: string | string[] }} Locked
 */

/**
 * @param {string} file
 * @returns {Record<string, Locked>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}

/** @param {Locked} locked */
function isForThisMachine(locked) {
  const libc = existsSync("/lib/ld-musl-x86_64.so.1") ? "musl" : "glibc";
  const fits = (/** @type {string | string[] | undefined} */ listed, /** @type {string} */ own) => {
    if (!listed) return true;
    const list = [listed].flat();
    return (
      list.includes(own) || (list.every((one) => one.startsWith("!")) && !list.includes(`!${own}`))
    );
  };
  return (
    fits(locked.os, process.platform) && fits(locked.cpu, process.arch) && fits(locked.libc, libc)
  );
}

/**
 * An optional package without a platform, or below another package, may be left out for its parent's sake.
 * @param {string} where
 * @param {Locked} locked
 */
function isCertain(where, locked) {
  return !locked.optional || (locked.os !== undefined && where.lastIndexOf("node_modules/") === 0);
}

/**
 * What the lock file wants on this machine and node_modules lacks. npm leaves an optional package out without
 * a word when its download fails, and the pinned Node is one: so everything that fits the machine is wanted.
 */
export function missingPackages() {
  const wanted = lockedPackages(inRoot("package-lock.json"));
  const present = lockedPackages(inRoot("node_modules", ".package-lock.json"));
  return Object.entries(wanted)
    .filter(([where, locked]) => where !== "" && !locked.link && isForThisMachine(locked))
    .filter(
      ([where, locked]) => present[where]?.version !== locked.version && isCertain(where, locked),
    )
    .map(([where]) => where.replace(/^node_modules\//, ""));
}

const quietly = ["--no-progress", "--loglevel=error"];

/** @type {import("../part.mjs").Part} */
export const packages = {
  name: "packages",
  title: "npm packages",
  needs: [],
  isUpToDate: () =>
    existsSync(inRoot("node_modules", ".bin", "node")) && missingPackages().length === 0,
  async make({ run: tell, site }) {
    const npm = site.env["npm_execpath"];
    const [command, args] = npm?.endsWith(".js")
      ? [process.execPath, [npm]]
      : ["npm", /** @type {string[]} */ ([])];
    for (const attempt of [1, 2]) {
      let outcome = await tell(command, [...args, "ci", ...quietly]);
      if (outcome.code !== 0 && /from lock file/.test(outcome.output)) {
        // A lock file that does not name every platform (tools/complete_lock.mjs) is no reason not to start.
        outcome = await tell(command, [...args, "install", "--no-save", ...quietly]);
      }
      if (outcome.code !== 0)
        throw installFailure("npm packages", "the npm registry", "npm ping", outcome.output);
      const missing = missingPackages();
      if (missing.length === 0) break;
      if (attempt === 2) {
        throw setupFailure(`npm left out ${missing.join(", ")}`, {
          next: "Usually a download that failed half-way. Run: npm cache verify && npm ci",
        });
      }
    }
    const version = await run(nodeBinary(), ["--version"], { cwd: root });
    if (!/^v(2[2-9]|[3-9]\d)\./.test(version.stdout)) {
      throw setupFailure(`the pinned Node does not run: ${version.output || "no output"}`, {
        next: `Sitewright brings Node 24 for Linux on x64 and arm64. Elsewhere install Node 24 and run the command with it.`,
      });
    }
  },
};
