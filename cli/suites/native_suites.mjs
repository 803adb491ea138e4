// The C++ suites. One sanitized build (AddressSanitizer, UBSan, fuzzer coverage) serves unit tests and fuzzers.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { buildDirectory, inRoot, root } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { doctestTotals, judged } from "./totals.mjs";

const preset = "fuzz";
const directory = path.join(buildDirectory, preset);

/** @typedef {{ name: string, command: string[], cwd: string }} NativeTest */

/**
 * @param {(name: string) => boolean} isWanted
 * @returns {Promise<{ suites: import("./suite.mjs").Suite[], problem?: string }>} problem: cmake would not configure
 */
export async function nativeSuites(isWanted) {
  const configured = await run("cmake", ["--preset", preset], { cwd: root });
  if (configured.code !== 0) return { suites: [], problem: configured.output };
  const tests = unitTests(directory).filter((test) => isWanted(`unit/${test.name}`));
  const fuzzers = fuzzPrograms().filter((fuzzer) => isWanted(`fuzz/${fuzzer.thing}`));
  if (tests.length + fuzzers.length === 0) return { suites: [] };
  const targets = [
    ...tests.map((test) => path.basename(test.command[0] ?? "")),
    ...fuzzers.map((fuzzer) => fuzzer.target),
  ];
  const built = once(() => build(targets));
  return {
    suites: [
      { name: "native build", lane: "native", run: (note) => buildSuite(built, note) },
      ...tests.map(
        (test) =>
          /** @type {import("./suite.mjs").Suite} */ ({
            name: `unit/${test.name}`,
            lane: "programs",
            run: (note) => runUnit(test, note),
          }),
      ),
      ...fuzzers.map(
        (fuzzer) =>
          /** @type {import("./suite.mjs").Suite} */ ({
            name: `fuzz/${fuzzer.thing}`,
            lane: "programs",
            run: (note) => runFuzzer(fuzzer, note),
          }),
      ),
    ],
  };
}

/** Names of suites that CMake makes, as its files and the tests' folders tell without it. */
export function likelyNames() {
  const files = [inRoot("build-runner", "CMakeLists.txt"), inRoot("CMakeLists.txt")];
  const folder = inRoot("cmake");
  files.push(...readdirSync(folder).map((file) => path.join(folder, file)));
  const named = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/add_test\(NAME ([\w-]+)/g)].map(([, name]) => name),
  );
  const layers = readdirSync(inRoot("tests", "unit"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return [
    ...[...layers, ...named].map((name) => `unit/${name}`),
    ...fuzzPrograms().map(({ thing }) => `fuzz/${thing}`),
  ];
}

/**
 * What add_test() named. Read from CMake's own list, since ctest leaves out commands that are not built yet.
 * @param {string} folder
 * @returns {NativeTest[]}
 */
function unitTests(folder) {
  const list = path.join(folder, "CTestTestfile.cmake");
  if (!existsSync(list)) return [];
  const text = readFileSync(list, "utf8");
  const own = [...text.matchAll(/^add_test\(\[=*\[(.+?)\]=*\] (.*)\)$/gm)].map((match) => ({
    name: match[1] ?? "",
    command: [...(match[2] ?? "").matchAll(/"([^"]*)"/g)].map((quoted) => quoted[1] ?? ""),
    cwd: folder,
  }));
  const below = [...text.matchAll(/^subdirs\("(.+)"\)$/gm)].flatMap((match) =>
    unitTests(path.join(folder, match[1] ?? "")),
  );
  return [...own, ...below];
}

function fuzzPrograms() {
  const sources = inRoot("tests", "fuzz");
  if (!existsSync(sources)) return [];
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .map((file) => /(?:^|\/)(fuzz_(\w+))\.cpp$/.exec(file))
    .filter((match) => match !== null)
    .map((match) => ({ target: match[1] ?? "", thing: match[2] ?? "" }))
    .sort((a, b) => a.thing.localeCompare(b.thing));
}

/** @param {string[]} targets */
function build(targets) {
  return (/** @type {(line: string) => void} */ note) =>
    run(
      "nice",
      [
        "-n",
        "5",
        "cmake",
        "--build",
        directory,
        "-j",
        String(cpus().length),
        "--target",
        ...targets,
        "--",
        "-k",
        "0",
      ],
      { cwd: root, onLine: note },
    );
}

/**
 * @template A, T
 * @param {() => (argument: A) => Promise<T>} make
 * @returns {(argument: A) => Promise<T>}
 */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let result;
  return (argument) => (result ??= make()(argument));
}

/**
 * Counts as a test only when it fails: the programs it lacks fail on their own, but a reader wants the compiler's words.
 * @param {(note: (line: string) => void) => Promise<import("../process/run.mjs").Outcome>} built
 * @param {(line: string) => void} note
 */
async function buildSuite(built, note) {
  const outcome = await built(note);
  return {
    totals: { passed: 0, failed: outcome.code === 0 ? 0 : 1, skipped: 0 },
    output: outcome.output,
  };
}

const sanitizers = {
  ASAN_OPTIONS: "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1",
  UBSAN_OPTIONS: "print_stacktrace=1:halt_on_error=1",
  ASAN_SYMBOLIZER_PATH: "/usr/lib/llvm-19/bin/llvm-symbolizer",
};

/**
 * @param {NativeTest} test
 * @param {(line: string) => void} note
 */
async function runUnit(test, note) {
  const [program = "", ...args] = test.command;
  if (!existsSync(program))
    return { totals: judged(undefined, 1), output: `${test.name} was not built` };
  const outcome = await run(program, args, {
    cwd: test.cwd,
    env: { ...process.env, ...sanitizers },
    onLine: note,
  });
  return { totals: judged(doctestTotals(outcome.output), outcome.code), output: outcome.output };
}

/**
 * @param {{ target: string, thing: string }} fuzzer
 * @param {(line: string) => void} note
 */
async function runFuzzer({ target, thing }, note) {
  const { fuzzSeconds } = await import("../../tests/suites.mjs");
  const program = path.join(directory, target);
  if (!existsSync(program))
    return { totals: judged(undefined, 1), output: `${target} was not built` };
  const corpus = inRoot("tests", "fuzz", "corpus", thing);
  const found = mkdtempSync(path.join(tmpdir(), `${target}-`));
  const artifacts = path.join(directory, "artifacts", path.sep);
  mkdirSync(artifacts, { recursive: true });
  const env = { ...process.env, ...sanitizers };
  const common = [
    `-artifact_prefix=${artifacts}`,
    "-timeout=10",
    "-rss_limit_mb=2048",
    "-verbosity=1",
  ];
  const known = existsSync(corpus) ? [corpus] : [];
  const replay = await run(program, [...common, "-runs=0", ...known], { env, onLine: note });
  const search =
    replay.code === 0
      ? await run(
          program,
          [...common, `-max_total_time=${fuzzSeconds}`, "-max_len=4096", found, ...known],
          { env, onLine: note },
        )
      : replay;
  rmSync(found, { recursive: true, force: true });
  return {
    totals: judged(undefined, search.code),
    output: search === replay ? replay.output : search.output,
  };
}
