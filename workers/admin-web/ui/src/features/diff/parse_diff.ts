// A unified diff as files, hunks and lines. Reads what it knows and keeps the rest as notes:
// a diff of a hostile file must not break the page. Pure.

export type DiffKind = "same" | "added" | "removed" | "note";

export interface DiffLine {
  readonly kind: DiffKind;
  readonly text: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Characters of `text` that changed, when the line has a partner on the other side. */
  readonly changed: readonly [number, number] | undefined;
}

export interface DiffHunk {
  readonly heading: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffFile {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly DiffHunk[];
}

const stripPrefix = (name: string): string => name.replace(/\t.*$/, "").replace(/^[ab]\//, "");

/** What is left between the common beginning and the common end of two lines. */
function changedPart(before: string, after: string): readonly [number, number, number] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  return [start, before.length - end, after.length - end];
}

/** Pairs each run of removed lines with the run of added lines after it, line by line. */
function markChanges(lines: readonly DiffLine[]): readonly DiffLine[] {
  const marked = [...lines];
  for (let i = 0; i < marked.length; ) {
    let removed = i;
    while (marked[removed]?.kind === "removed") removed += 1;
    let added = removed;
    while (marked[added]?.kind === "added") added += 1;
    const pairs = removed - i === added - removed ? removed - i : 0;
    for (let p = 0; p < pairs; p += 1) {
      const before = marked[i + p];
      const after = marked[removed + p];
      if (before === undefined || after === undefined) continue;
      const [start, endBefore, endAfter] = changedPart(before.text, after.text);
      // Two lines with little in common are clearer without marks.
      if (start + before.text.length - endBefore < before.text.length / 3) continue;
      marked[i + p] = { ...before, changed: [start, endBefore] };
      marked[removed + p] = { ...after, changed: [start, endAfter] };
    }
    i = Math.max(added, i + 1);
  }
  return marked;
}

interface OpenFile {
  before: string;
  after: string;
  hunks: { heading: string; lines: DiffLine[] }[];
}

function close(file: OpenFile): DiffFile {
  const change =
    file.before === "/dev/null" ? "added" : file.after === "/dev/null" ? "removed" : "changed";
  const count = (kind: DiffKind): number =>
    file.hunks.reduce((n, hunk) => n + hunk.lines.filter((line) => line.kind === kind).length, 0);
  return {
    path: stripPrefix(change === "removed" ? file.before : file.after),
    change,
    added: count("added"),
    removed: count("removed"),
    hunks: file.hunks.map((hunk) => ({ heading: hunk.heading, lines: markChanges(hunk.lines) })),
  };
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;

export function parseDiff(text: string): readonly DiffFile[] {
  const files: DiffFile[] = [];
  let file: OpenFile | undefined;
  let before = 0;
  let after = 0;
  let beforeLeft = 0;
  let afterLeft = 0;
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    const hunk = file?.hunks.at(-1);
    const inHunk = beforeLeft > 0 || afterLeft > 0;
    const sign = line[0];
    if (inHunk && hunk && (sign === " " || sign === "+" || sign === "-" || line === "")) {
      const kind: DiffKind = sign === "+" ? "added" : sign === "-" ? "removed" : "same";
      hunk.lines.push({
        kind,
        text: line.slice(1),
        before: kind === "added" ? undefined : before,
        after: kind === "removed" ? undefined : after,
        changed: undefined,
      });
      if (kind !== "added") {
        before += 1;
        beforeLeft -= 1;
      }
      if (kind !== "removed") {
        after += 1;
        afterLeft -= 1;
      }
      continue;
    }
    if (line.startsWith("\\") && hunk) {
      hunk.lines.push({
        kind: "note",
        text: line.slice(2),
        before: undefined,
        after: undefined,
        changed: undefined,
      });
      continue;
    }
    const head = hunkHead.exec(line);
    if (head && file) {
      before = Number(head[1]);
      after = Number(head[3]);
      beforeLeft = Number(head[2] ?? 1);
      afterLeft = Number(head[4] ?? 1);
      file.hunks.push({ heading: head[5] ?? "", lines: [] });
      continue;
    }
    if (line.startsWith("--- ") && lines[at + 1]?.startsWith("+++ ")) {
      if (file) files.push(close(file));
      file = { before: line.slice(4), after: (lines[at + 1] ?? "").slice(4), hunks: [] };
      beforeLeft = 0;
      afterLeft = 0;
    }
  }
  if (file) files.push(close(file));
  return files;
}
