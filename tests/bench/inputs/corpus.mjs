// Real source texts to measure with: files of pinned npm packages, fetched on the first run into build/bench/corpus.
// Text only; nothing of them is executed.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { buildDirectory } from "../../../cli/paths.mjs";
import { run } from "../../../cli/process/run.mjs";

const directory = path.join(buildDirectory, "bench", "corpus");

/** Whole directories in this order, until a set has its size. */
const mediumSources = [
  ["ra-ui-materialui@5.15.4", "src"],
  ["@blueprintjs/core@6.20.0", "src"],
  ["@react-spectrum/s2@1.7.1", "src"],
  ["ra-core@5.15.4", "src"],
  ["@tanstack/router-core@1.171.39", "src"],
  ["@tanstack/query-core@5.108.0", "src"],
  ["@tanstack/react-router@1.170.46", "src"],
  ["@docusaurus/theme-classic@3.10.2", "src"],
];
const mediumLimit = { files: 1300, bytes: 5e6 };
const smallTemplate = ["create-vite@9.3.0", "template-react-ts"];
const smallSources = ["list", "detail", "button", "form", "layout"].map((part) => [
  "ra-ui-materialui@5.15.4",
  `src/${part}`,
]);
const smallLimit = { files: 80, bytes: 300e3 };

const isSource = (/** @type {string} */ file) =>
  /\.tsx?$/.test(file) &&
  !/\.d\.ts$|\.spec|\.stories|\.test|__tests__|__mocks__|\/intl\//.test(file);
const isTemplate = (/** @type {string} */ file) => /\.(tsx?|css|html|json|md)$/.test(file);

/**
 * @param {string} folder
 * @returns {string[]} in the order of their names
 */
function walk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => entry.name !== "node_modules")
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? walk(file) : [file];
    });
}

/** @param {string} spec name@version */
async function fetchPackage(spec) {
  const folder = path.join(directory, spec.replaceAll("/", "_"));
  if (existsSync(path.join(folder, "package.json"))) return folder;
  mkdirSync(folder, { recursive: true });
  const packed = await run("npm", ["pack", "--silent", spec], { cwd: directory });
  const archive = packed.stdout.trim().split("\n").at(-1) ?? "";
  if (packed.code !== 0) throw new Error(`${spec} could not be fetched: ${packed.output}`);
  const args = ["xzf", path.join(directory, archive), "-C", folder, "--strip-components=1"];
  const unpacked = await run("tar", args, { cwd: directory });
  if (unpacked.code !== 0) throw new Error(`${spec} could not be unpacked: ${unpacked.output}`);
  return folder;
}

/**
 * @typedef {{ path: string, text: string }} SourceFile
 * @param {string[][]} sources
 * @param {{ files: number, bytes: number }} limit
 * @param {SourceFile[]} before
 */
async function collect(sources, limit, before = []) {
  const files = [...before];
  let bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
  for (const [spec = "", folder = ""] of sources) {
    const whole = await fetchPackage(spec);
    for (const file of walk(path.join(whole, folder)).filter(isSource)) {
      if (files.length >= limit.files || bytes > limit.bytes) return files;
      files.push({ path: path.relative(directory, file), text: readFileSync(file, "utf8") });
      bytes += statSync(file).size;
    }
  }
  return files;
}

/** About 1,100 files of TypeScript, 5.0 MB. */
export const mediumCorpus = () => collect(mediumSources, mediumLimit);

/** An application of 80 files, 0.29 MB. */
export async function smallCorpus() {
  const [spec = "", folder = ""] = smallTemplate;
  const template = walk(path.join(await fetchPackage(spec), folder)).filter(isTemplate);
  return collect(
    smallSources,
    smallLimit,
    template.map((file) => ({
      path: path.relative(directory, file),
      text: readFileSync(file, "utf8"),
    })),
  );
}
