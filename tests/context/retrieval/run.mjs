// The whole measurement: takes cases from the histories of bare git repositories, builds the harness
// and prints its table (docs/context-retrieval.md). Works in a folder of the system's temporary files.
//   node tests/context/retrieval/run.mjs REPO.git... [--cases 60] [--keep DIR] [--quick] [--subject]
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: "string" },
    keep: { type: "string" },
    quick: { type: "boolean" },
    subject: { type: "boolean" },
  },
});
if (positionals.length === 0) {
  console.error("usage: run.mjs REPO.git... [--cases 60] [--keep DIR] [--quick] [--subject]");
  process.exit(2);
}

/** owner+name/repo, owner/name.git and the like all are "name". */
function nameOf(repository) {
  const path = resolve(repository);
  const last = basename(path).replace(/\.git$/, "");
  return (last === "repo" || last === "" ? basename(dirname(path)) : last).replace(/^.*\+/, "");
}

const run = (command, ...args) =>
  execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), "retrieval-"));
mkdirSync(folder, { recursive: true });
const files = positionals.map((repository) => {
  const out = join(folder, `${nameOf(repository)}.cases`);
  if (!existsSync(out)) {
    const extract = join(root, "tests/context/retrieval/extract.mjs");
    run(process.execPath, extract, resolve(repository), out, "--cases", values.cases ?? "60");
  }
  return out;
});
run("cmake", "--preset", "bench");
run("cmake", "--build", "build/bench", "--target", "retrieval_harness", "-j2");
const options = [...(values.quick ? ["--quick"] : []), ...(values.subject ? ["--subject"] : [])];
const table = join(root, "build/bench/token_tables/o200k_base.tokens");
run(
  join(root, "build/bench/tests/context/retrieval/retrieval_harness"),
  table,
  ...files,
  ...options,
);
if (!values.keep) rmSync(folder, { recursive: true });
