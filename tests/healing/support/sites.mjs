// Unbroken sites for the mutation suite: kinds that the built-in model renders, and projects
// scaffolded from public npm templates with a lock file made once, at the first run.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../../../..");

/** Programs come from the native preset, or from a folder that HEALING_PROGRAMS names. */
export const programs = process.env.HEALING_PROGRAMS ?? join(root, "build/native");

/** @typedef {Record<string, string | Buffer>} Tree path → content; text where it is text */

const prompts = {
  bakery: "Neighbourhood bakery in Porto: menu, opening hours, how to find us",
  saas: "Landing page for a SaaS called Driftlog that tracks ocean drones, with pricing and FAQ",
  portfolio:
    "A portfolio site for wedding photographer Ana Costa with a gallery and a contact form",
  conference:
    "Conference website for RustNordic 2027 in Oslo with speakers and schedule, dark theme",
  quiz: "Make me a site to test math skills",
  resume: "Resume of Lena Fischer, data engineer in Berlin",
  blog: "A blog about slow travel by train with a newsletter",
  docs: "Documentation site for an open source library called Tinyqueue",
};

/** Small projects for the templates: a page of several components, so that there is something to break. */
const templates = {
  "vite-react-ts": { template: "template-react-ts" },
  "vite-react": { template: "template-react" },
  "vite-router": { template: "template-react-ts", overlay: "router" },
};

// The templates name ranges: what they meant on a day is what they mean here.
const createVite = "create-vite@9.3.0";
const asOf = "2026-11-24";

const isText = (path) =>
  /\.(?:[cm]?[jt]sx?|css|json|html|md|svg|txt)$|^[^.]+$/.test(path) || /(^|\/)[._]\w+$/.test(path);

/** @returns {Tree} */
export function readTree(directory, base = "", out = {}) {
  for (const name of readdirSync(join(directory, base)).sort()) {
    if (name === "node_modules" || name === "dist") continue;
    const path = base === "" ? name : `${base}/${name}`;
    if (statSync(join(directory, path)).isDirectory()) readTree(directory, path, out);
    else out[path] = readFileSync(join(directory, path), isText(path) ? "utf8" : undefined);
  }
  return out;
}

function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(" ")}: ${done.stderr || done.stdout || done.error}`);
}

/** The starter with every section: what needs neither the built-in model nor a registry to make. */
async function lay(directory) {
  const { assemble } = await import("../../templates/assemble.mjs");
  mkdirSync(join(directory, "node_modules"), { recursive: true });
  assemble(directory);
}

function render(directory, prompt) {
  mkdirSync(directory, { recursive: true });
  run(join(programs, "builtin_cli"), ["render", directory, prompt], root);
}

function scaffold(directory, { template, overlay }) {
  const box = `${directory}.pack`;
  rmSync(box, { recursive: true, force: true });
  mkdirSync(box, { recursive: true });
  run("npm", ["pack", createVite, "--silent"], box);
  run("tar", ["xzf", readdirSync(box).find((name) => name.endsWith(".tgz"))], box);
  renameSync(join(box, "package", template), directory);
  rmSync(box, { recursive: true });
  if (overlay !== undefined) {
    const own = readTree(join(root, "tests/healing/sites", overlay));
    for (const [path, text] of Object.entries(own)) {
      mkdirSync(join(directory, path, ".."), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  }
  run(
    "npm",
    [
      "install",
      "--package-lock-only",
      `--before=${asOf}`,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
    ],
    directory,
  );
}

/**
 * @param {string} state folder that keeps what was made
 * @param {string[]} [names]
 * @returns {Promise<Record<string, Tree>>}
 */
export async function sites(state, names = siteNames) {
  const out = {};
  for (const name of names) {
    const directory = join(state, "sites", name);
    if (!existsSync(join(directory, "package-lock.json"))) {
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(join(state, "sites"), { recursive: true });
      if (name === "assembled") await lay(directory);
      else if (name in prompts) render(directory, prompts[name]);
      else scaffold(directory, templates[name]);
    }
    out[name] = readTree(directory);
  }
  return out;
}

export const siteNames = ["assembled", ...Object.keys(prompts), ...Object.keys(templates)];
