// The bundler that waits inside a sandbox for a project: vite is imported, and has built the practice project
// once, before the project is there. Used for one project, then thrown away.
// Standard input: the project as a tar, when there is one. Standard output: a mark, then vite's own words.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const project = "/site";
const practiceTar = "/opt/bundler/practice.tar";
const modules = `${project}/node_modules`;
const mark = "\u0006waiting\n";

const vite = `${modules}/vite/dist/node/index.js`;
const preloaded = [vite, `${modules}/@tailwindcss/vite/dist/index.mjs`];

/** Below the project, so that it finds the packages; gone before the project comes. */
async function practise() {
  const folder = `${project}/.practice`;
  mkdirSync(folder);
  try {
    const unpacked = spawnSync("tar", ["-xf", practiceTar, "-C", folder]);
    if (unpacked.status !== 0) return;
    process.chdir(folder);
    const { createBuilder } = await import(vite);
    const builder = await createBuilder({ logLevel: "silent", configLoader: "native" }, null);
    await builder.buildApp();
  } finally {
    process.chdir(project);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whatever does not work here is for the project's own build to say. @param {() => Promise<unknown>} work */
async function quietly(work) {
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];
  stdout.write = stderr.write = () => true;
  try {
    await work();
  } catch {
  } finally {
    stdout.write = out;
    stderr.write = err;
  }
}

for (const file of preloaded) await quietly(() => import(file));
if (existsSync(practiceTar)) await quietly(practise);
process.stdout.write(mark);

// tar has started when the project comes, and waits in its first read.
const unpacked = spawnSync("tar", ["-xf", "-"], {
  cwd: project,
  stdio: ["inherit", "ignore", "inherit"],
});
if (unpacked.status !== 0) process.exit(125);

// The runner comes here only with a script that is `vite` and plain words.
const { scripts } = JSON.parse(readFileSync(`${project}/package.json`, "utf8"));
const words = scripts.build.split(" ").filter(Boolean);
process.argv = [process.execPath, `${modules}/.bin/vite`, ...words.slice(1)];
await import(`${modules}/vite/dist/node/cli.js`);
