// Lays a whole site out in a folder: the starter, sections, a style and pages, as the pipeline does.

import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const templates = join(here, "..", "..", "templates");
export const sample = join(here, "sample");

/** Where the starter's dependencies are: SITEWRIGHT_STARTER_MODULES, or the folder that setup.mjs fills. */
export const modules = process.env.SITEWRIGHT_STARTER_MODULES ?? join(here, "..", "..", "build", "starter", "node_modules");

export function assemble(target, { style = "studio", hue, pages = sample, sections = true } = {}) {
  for (const part of ["src", "public"]) rmSync(join(target, part), { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(join(templates, "starter"), target, { recursive: true });
  if (sections) cpSync(join(templates, "sections"), join(target, "src", "sections"), { recursive: true });
  cpSync(join(templates, "styles", `${style}.css`), join(target, "src", "style", "style.css"));
  if (hue !== undefined) writeFileSync(join(target, "src", "style", "accent.css"), `:root {\n  --hue: ${hue};\n}\n`);
  if (pages !== undefined) cpSync(pages, join(target, "src"), { recursive: true });
  if (!existsSync(join(target, "node_modules"))) symlinkSync(modules, join(target, "node_modules"));
  return target;
}
