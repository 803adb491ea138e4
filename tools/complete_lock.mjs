#!/usr/bin/env node
// Names in package-lock.json every platform's variant of an optional package, also those that the registry mirror
// at hand does not have: npm leaves these out when it writes the file, and then `npm ci` calls the file out of step.
//   node tools/complete_lock.mjs           adds what is missing
//   node tools/complete_lock.mjs --check   fails when something is missing
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const systems = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const processors = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
  "wasm32",
];

/**
 * What a package's name says about the machine it is for: `@x/y-linux-arm64-musl`.
 * @param {string} name
 * @returns {{ os?: string[], cpu?: string[], libc?: string[] } | undefined} undefined: it says nothing
 */
export function platformOf(name) {
  const words = name.replace("windows", "win32").split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu =
    processors.find((processor) => words.includes(processor)) ??
    (words.at(-1) === "64" ? "x64" : undefined);
  if (!os && cpu !== "wasm32") return undefined;
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  return {
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc ? { libc: [libc] } : {}),
  };
}

/** @typedef {Record<string, { version?: string, dev?: boolean, optional?: boolean, optionalDependencies?: Record<string, string> }>} Packages */

/**
 * @param {Packages} packages
 * @returns {Packages} the entries that are missing
 */
export function missingEntries(packages) {
  /** @type {Packages} */
  const missing = {};
  for (const entry of Object.values(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const where = `node_modules/${name}`;
      const platform = platformOf(name);
      const isThere = Object.keys(packages).some(
        (key) => key === where || key.endsWith(`/${where}`),
      );
      if (isThere || !platform || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) continue;
      missing[where] = {
        version,
        ...platform,
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = path.join(
    path.dirname(path.dirname(fileURLToPath(import.meta.url))),
    "package-lock.json",
  );
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = missingEntries(lock.packages);
  const names = Object.keys(missing);
  if (names.length > 0 && process.argv.includes("--check")) {
    console.error(`package-lock.json lacks ${names.join(", ")}; run: node tools/complete_lock.mjs`);
    process.exitCode = 1;
  } else if (names.length > 0) {
    const { "": top, ...rest } = { ...lock.packages, ...missing };
    const sorted = Object.fromEntries(
      Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en")),
    );
    writeFileSync(
      file,
      `${JSON.stringify({ ...lock, packages: { "": top, ...sorted } }, null, 2)}\n`,
    );
  }
  console.log(`lock file: ${names.length} of its optional packages were missing`);
}
