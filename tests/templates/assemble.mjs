// Lays a whole site out in a folder, as the pipeline does: the starter, sections, a style, pages.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const templates = join(root, "templates");
export const sample = join(root, "tests", "templates", "sample");
export const catalogue = JSON.parse(readFileSync(join(templates, "catalogue.json"), "utf8"));

/** Node 24 of the repository, for the commands of a generated site. */
export const env = { ...process.env, PATH: `${join(root, "node_modules", ".bin")}:${process.env.PATH}`, NO_COLOR: "1" };

/** The starter's dependencies: SITEWRIGHT_STARTER_MODULES, or installed once into build/starter. */
export function starterModules() {
  const given = process.env.SITEWRIGHT_STARTER_MODULES;
  if (given !== undefined) return given;
  const folder = join(root, "build", "starter");
  const lock = readFileSync(join(templates, "starter", "package-lock.json"), "utf8");
  const mark = join(folder, "node_modules", ".installed-lock.json");
  if (!existsSync(mark) || readFileSync(mark, "utf8") !== lock) {
    mkdirSync(folder, { recursive: true });
    for (const name of ["package.json", "package-lock.json", ".npmrc"]) cpSync(join(templates, "starter", name), join(folder, name));
    execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, env, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(mark, lock);
  }
  return join(folder, "node_modules");
}

/** `style` is a name of the catalogue; its header, footer and hue come along. `pages: null` leaves the starter's own. */
export function assemble(target, { style = "studio", pages = sample } = {}) {
  const chosen = catalogue.styles.find((item) => item.name === style);
  for (const part of ["src", "public", "dist"]) rmSync(join(target, part), { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(templates, "starter"), target, { recursive: true });
  cpSync(join(templates, "sections"), join(target, "src", "sections"), { recursive: true });
  cpSync(join(templates, chosen.file), join(target, "src", "style", "style.css"));
  writeFileSync(join(target, "src", "style", "accent.css"), `:root {\n  --hue: ${chosen.hue};\n}\n`);
  if (pages !== null) {
    cpSync(pages, join(target, "src"), { recursive: true });
    dress(join(target, "src", "content"), chosen.layout);
  }
  if (!existsSync(join(target, "node_modules"))) symlinkSync(starterModules(), join(target, "node_modules"));
  return target;
}

/** The forms that suit the style. */
function dress(content, layout) {
  const site = join(content, "site.ts");
  const home = join(content, "home.ts");
  const text = readFileSync(site, "utf8").replace('header: "bar"', `header: "${layout.header}"`);
  writeFileSync(site, text.replace('footer: "columns"', `footer: "${layout.footer}"`));
  writeFileSync(home, readFileSync(home, "utf8").replace('form: "split"', `form: "${layout.hero}"`));
}

/** Runs one of the site's own commands; gives what it printed, throws with it when it fails. */
export function run(site, script) {
  try {
    return execFileSync("npm", ["run", "--silent", script], { cwd: site, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`npm run ${script}:\n${error.stdout}\n${error.stderr}`);
  }
}
