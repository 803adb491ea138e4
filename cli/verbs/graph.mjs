// sitewright graph: who imports whom in any project.
import { openProject } from "../context/open_project.mjs";
import { textOf } from "../context/project_files.mjs";
import { usageFailure } from "../failure.mjs";
import { bold, dim, say, yellow } from "../terminal/print.mjs";

/** @typedef {import("../context/reports.mjs").GraphReport} GraphReport */

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "show who imports whom in a project, circles, and imports that name nothing",
  options: {
    root: { type: "string", value: "DIR", help: "the project (the folder you are in)" },
    json: { type: "boolean", help: "print one JSON object" },
    dot: { type: "boolean", help: "print a graph for Graphviz" },
  },
  async run({ flags, env }) {
    if (flags["json"] === true && flags["dot"] === true) {
      throw usageFailure("graph: --json or --dot, not both");
    }
    const { root, paths, engine } = await openProject(flags["root"], env);
    for (const file of paths) engine.addToGraph(file, textOf(root, file));
    const report = engine.graph();
    if (flags["json"] === true) process.stdout.write(`${JSON.stringify(report)}\n`);
    else if (flags["dot"] === true) process.stdout.write(dotOf(report));
    else print(report);
  },
};

/** @param {GraphReport} report */
function dotOf({ files }) {
  const linked = files.filter(({ imports, importers }) => imports.length > 0 || importers > 0);
  const edges = linked.flatMap(({ path, imports }) =>
    imports.map((target) => `  ${JSON.stringify(path)} -> ${JSON.stringify(target)};`),
  );
  const nodes = linked.map(({ path }) => `  ${JSON.stringify(path)};`);
  return `${["digraph project {", "  rankdir=LR;", "  node [shape=box];", ...nodes, ...edges, "}"].join("\n")}\n`;
}

/** @param {GraphReport} report */
function print({ files, cycles, unresolved, packages, gaveUp, problems, omitted }) {
  const edges = files.reduce((sum, { imports }) => sum + imports.length, 0);
  const imported = files.filter(({ importers }) => importers > 0).sort(byRank);
  if (imported.length > 0) say(bold("Most depended on"));
  for (const { path, importers, imports } of imported.slice(0, 20)) {
    process.stdout.write(`${path}  imported by ${importers}, imports ${imports.length}\n`);
  }
  if (cycles.length > 0) say(yellow(counted(cycles.length, "circle")));
  for (const circle of cycles) process.stdout.write(`circle: ${circle.join(" ↔ ")}\n`);
  if (unresolved.length > 0) say(yellow(`${counted(unresolved.length, "import")} to nothing`));
  for (const { path, line, specifier, reason } of unresolved) {
    process.stdout.write(`${path}:${line}: ${specifier} (${reason.replaceAll("_", " ")})\n`);
  }
  if (gaveUp.length > 0) {
    say(yellow(`${counted(gaveUp.length, "file")} read in part: imports may be missing`));
  }
  for (const { path, line, reason } of gaveUp) {
    process.stdout.write(`${path}:${line}: ${reason}\n`);
  }
  if (problems.length > 0) {
    say(yellow(`${counted(problems.length, "configuration file")} that cannot be read`));
  }
  for (const { path, reason } of problems) process.stdout.write(`${path}: ${reason}\n`);
  if (omitted.length > 0) say(yellow(`${counted(omitted.length, "file")} not read`));
  for (const { path, reason } of omitted) process.stdout.write(`${path}: ${reason}\n`);
  say(
    dim(
      `${counted(files.length, "file")}, ${counted(edges, "import")} between them, ${counted(packages.length, "package")}`,
    ),
  );
}

/**
 * @param {GraphReport["files"][number]} a
 * @param {GraphReport["files"][number]} b
 */
function byRank(a, b) {
  return b.rank - a.rank || (a.path < b.path ? -1 : 1);
}

/**
 * @param {number} count
 * @param {string} thing
 */
const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;
