// clang-tidy over the C++ sources. What passed is remembered by content, so that only changed files cost time;
// files changed in git come first, and what the time limit leaves out is said.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { inRoot, root, stampDirectory } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { Stamps } from "../setup/stamps.mjs";
import { changedFiles } from "./project_files.mjs";

const budgetMs = 150_000;

/** Headers change what a source means; one hash over all of them is coarse and safe. */
function headersHash() {
  const hash = createHash("sha256").update(readFileSync(inRoot(".clang-tidy")));
  for (const folder of ["wasm", "build-runner", "tests/fakes"]) {
    /** @type {string[]} */
    let files = [];
    try {
      files = readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" });
    } catch {
      continue;
    }
    for (const file of files.filter((one) => one.endsWith(".hpp")).sort())
      hash.update(file).update(readFileSync(inRoot(folder, file)));
  }
  return hash.digest("hex");
}

/**
 * @param {string[]} sources
 * @param {{ everything: boolean }} options
 */
export async function runTidy(sources, { everything }) {
  const configured = await run("cmake", ["--preset", "native"], { cwd: root });
  if (configured.code !== 0) return { ok: false, output: configured.output };
  /** @type {{ file: string }[]} */
  const database = JSON.parse(
    readFileSync(inRoot("build", "native", "compile_commands.json"), "utf8"),
  );
  const compiled = new Set(database.map((entry) => path.relative(root, entry.file)));
  const changed = changedFiles();
  const headers = headersHash();
  const stamps = new Stamps(path.join(stampDirectory, "tidy"));
  const stampOf = (/** @type {string} */ file) => ({
    name: file.replaceAll("/", "+"),
    print: createHash("sha256")
      .update(headers)
      .update(readFileSync(inRoot(file)))
      .digest("hex"),
  });
  const due = sources
    .filter(
      (file) => compiled.has(file) && !stamps.matches(stampOf(file).name, stampOf(file).print),
    )
    .sort((a, b) => Number(changed.has(b)) - Number(changed.has(a)) || a.localeCompare(b));
  const deadline = everything ? Infinity : Date.now() + budgetMs;
  /** @type {string[]} */
  const found = [];
  let next = 0;
  const work = async () => {
    while (next < due.length && Date.now() < deadline) {
      const file = due[next++] ?? "";
      const { code, output } = await run("clang-tidy-19", ["-p", "build/native", "--quiet", file], {
        cwd: root,
      });
      if (code === 0) stamps.write(stampOf(file).name, stampOf(file).print);
      else
        found.push(
          output
            .split("\n")
            .filter((line) => !/warnings? generated|^Suppressed|^Use -header-filter/.test(line))
            .join("\n"),
        );
    }
  };
  await Promise.all(cpus().map(work));
  const left = due.length - next;
  const note =
    left > 0
      ? `${left} of ${sources.length} files not looked at within ${budgetMs / 1000} s; run it again, or with --all`
      : undefined;
  return { ok: found.length === 0, output: found.join("\n"), ...(note ? { note } : {}) };
}
