// Projects for the tests, as `{path: text}`.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = resolve(fileURLToPath(import.meta.url), "..");

/**
 * @param {string} directory
 * @returns {Record<string, string | Buffer>}
 */
export function readProject(directory, base = "", out = {}) {
  for (const name of readdirSync(join(directory, base)).sort()) {
    if (name === "node_modules" || name === "dist" || name === ".npmrc") continue;
    const path = base === "" ? name : `${base}/${name}`;
    if (statSync(join(directory, path)).isDirectory()) readProject(directory, path, out);
    else out[path] = readFileSync(join(directory, path));
  }
  return out;
}

export const siteDirectory = join(here, "../site");

/**
 * A real Vite and TypeScript project.
 * @param {Record<string, string | Buffer>} changes
 * @returns {Record<string, string | Buffer>}
 */
export function viteSite(changes = {}) {
  return { ...readProject(siteDirectory), ...changes };
}

export const starterDirectory = resolve(here, "../../../templates/starter");

/** A project without dependencies whose build is `script`, an ES module. */
export function scriptSite(script, { files = {}, build = "node build.mjs" } = {}) {
  return {
    "package.json": JSON.stringify({
      name: "script-site",
      version: "1.0.0",
      private: true,
      scripts: { build },
    }),
    "package-lock.json": JSON.stringify({
      name: "script-site",
      version: "1.0.0",
      lockfileVersion: 3,
      requires: true,
      packages: { "": { name: "script-site", version: "1.0.0" } },
    }),
    "build.mjs": script,
    ...files,
  };
}

/** The start of a script that ends with a site holding `report` as JSON. */
export const writeReport = `
import fs from "node:fs";
const report = {};
process.on("exit", () => {
  fs.mkdirSync("dist", { recursive: true });
  fs.writeFileSync("dist/index.html", "<!doctype html><title>t</title>");
  fs.writeFileSync("dist/report.json", JSON.stringify(report));
});
`;
