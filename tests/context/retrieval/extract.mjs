// Turns a repository's history into retrieval cases: a commit message as the task, the tree of its
// parent as the project, the source files it changed (2 to 6) and the old lines of its hunks as
// the truth. Merges, bots, lock-file-only commits and pure renames are skipped.
//   node tests/context/retrieval/extract.mjs REPO.git OUT [--cases 60] [--min-files 150]
// OUT is read by retrieval_harness (format: see cases.hpp). Nothing of it belongs in a commit.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";

const source = /\.(tsx?|jsx?|mjs|cjs|css|scss|html)$/;
const binary =
  /\.(png|jpe?g|gif|webp|avif|ico|icns|woff2?|ttf|otf|eot|pdf|zip|gz|mp[34]|webm|mov|wasm|node|br|bin|sqlite|db|psd|fig|excalidrawlib)$/i;
const lock =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;
const bot =
  /\[bot\]|dependabot|renovate|weblate|github-actions|greenkeeper|snyk|crowdin|semantic-release|allcontributors/i;
const routine =
  /^(merge|revert|bump|release|v?\d+\.\d+|chore\(deps|fix\(deps|build\(deps|update dependency|chore\(release|chore: release|translations? update|feat\(lang)/i;
const largest = 512 * 1024;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: "string" }, "min-files": { type: "string" } },
});
const [repository, out] = positionals;
if (!repository || !out) {
  console.error("usage: extract.mjs REPO.git OUT [--cases 60] [--min-files 150]");
  process.exit(2);
}
const wanted = Number(values.cases ?? 60);
const fewest = Number(values["min-files"] ?? 150);

const git = (...args) =>
  execFileSync("git", ["--git-dir", repository, ...args], {
    maxBuffer: 1 << 30,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });

/** The changed files of one commit that the parent has, or null when the commit is no case. */
function eligible(entry) {
  const [head, ...rest] = entry.split("\n");
  const [commit, parents, author, subject] = head.split("\x01");
  if (!parents || parents.includes(" ")) return null;
  if (bot.test(author) || routine.test(subject)) return null;
  if (subject.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length < 3) return null;
  const modified = [];
  for (const line of rest) {
    const [status, path] = line.split("\t");
    if (status !== "M" || !path || !source.test(path) || lock.test(path)) continue;
    modified.push(path);
  }
  if (modified.length < 2 || modified.length > 6) return null;
  return { commit, parent: parents, modified };
}

/** The old side of every hunk, or null where the stored history lacks a blob. */
function oldLines(found) {
  let text;
  try {
    text = git(
      "diff",
      "-U0",
      "--no-color",
      "--no-ext-diff",
      found.parent,
      found.commit,
      "--",
      ...found.modified,
    );
  } catch {
    return null;
  }
  const ranges = new Map(found.modified.map((path) => [path, []]));
  let path = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("--- a/")) path = line.slice(6);
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (!hunk || !ranges.has(path)) continue;
    const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
    if (count > 0) ranges.get(path).push([Number(hunk[1]), Number(hunk[1]) + count - 1]);
  }
  return ranges;
}

function tree(commit) {
  const rows = [];
  for (const line of git("ls-tree", "-r", "-l", commit).split("\n")) {
    const match = /^100\d+ blob ([0-9a-f]+) +(\d+)\t([^"].*)$/.exec(line);
    if (match && Number(match[2]) <= largest && !binary.test(match[3]))
      rows.push([match[1], match[3]]);
  }
  return rows;
}

const log = git(
  "log",
  "--no-merges",
  "--no-renames",
  "--name-status",
  "--format=%x00%H%x01%P%x01%an <%ae>%x01%s",
  "HEAD",
);
const all = log
  .split("\0")
  .map((entry) => entry && eligible(entry))
  .filter(Boolean);
// Spread over the newer three quarters of the history; the oldest trees are small.
const recent = all.slice(0, Math.ceil(all.length * 0.75));
const cases = [];
const step = Math.max(1, recent.length / (wanted * 1.6));
for (let at = 0; at < recent.length && cases.length < wanted; at += step) {
  const found = recent[Math.floor(at)];
  const files = tree(found.parent);
  if (files.length < fewest) continue;
  const present = new Set(files.map(([, path]) => path));
  if (!found.modified.every((path) => present.has(path))) continue;
  const lines = oldLines(found);
  if (!lines || [...lines.values()].every((ranges) => ranges.length === 0)) continue;
  cases.push({
    ...found,
    files,
    lines,
    message: git("log", "-1", "--format=%B", found.commit).trim(),
  });
}

const stream = createWriteStream(out);
const write = async (bytes) => {
  if (!stream.write(bytes)) await once(stream, "drain");
};

const blobs = new Map();
for (const found of cases)
  for (const [hash] of found.files) if (!blobs.has(hash)) blobs.set(hash, blobs.size);
const reader = spawn("git", ["--git-dir", repository, "cat-file", "--batch"], {
  stdio: ["pipe", "pipe", "inherit"],
});
reader.stdin.end(`${[...blobs.keys()].join("\n")}\n`);
let pending = Buffer.alloc(0);
const parts = [];
let need = 0;
let state = null;
for await (const chunk of reader.stdout) {
  parts.push(chunk);
  need -= chunk.length;
  if (need > 0) continue;
  pending = Buffer.concat([pending, ...parts.splice(0)]);
  for (;;) {
    if (!state) {
      const end = pending.indexOf(10);
      if (end < 0) break;
      const words = pending.subarray(0, end).toString().split(" ");
      pending = pending.subarray(end + 1);
      state = { index: blobs.get(words[0]), size: words[1] === "missing" ? -1 : Number(words[2]) };
    }
    if (state.size >= 0 && pending.length < state.size + 1) {
      need = state.size + 1 - pending.length;
      break;
    }
    const bytes = state.size < 0 ? Buffer.alloc(0) : pending.subarray(0, state.size);
    await write(`blob ${state.index} ${bytes.length}\n`);
    await write(Buffer.from(bytes));
    await write("\n");
    pending = state.size < 0 ? pending : pending.subarray(state.size + 1);
    state = null;
    need = 0;
  }
}
for (const found of cases) {
  const message = Buffer.from(found.message);
  await write(
    `case ${found.commit} ${message.length} ${found.files.length} ${found.modified.length}\n`,
  );
  await write(message);
  await write("\n");
  await write(found.files.map(([hash, path]) => `${blobs.get(hash)} ${path}\n`).join(""));
  for (const path of found.modified) {
    const ranges = found.lines.get(path).map(([first, last]) => `${first}-${last}`);
    await write(`${ranges.join(",") || "-"} ${path}\n`);
  }
}
stream.end();
await once(stream, "finish");
console.log(`${out}: ${cases.length} cases of ${all.length} fitting commits, ${blobs.size} blobs`);
