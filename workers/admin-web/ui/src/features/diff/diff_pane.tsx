import { ArrowRight } from "lucide-react";
import { useCallback, useMemo } from "react";
import { readDiff } from "../../api/endpoints.ts";
import { useQueryValue } from "../../navigation/location.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useImmutable } from "../../ui/resource.ts";
import { VersionPicker } from "../../ui/version_picker.tsx";
import { useOpenProject } from "../workspace/workspace_context.ts";
import { FileDiffView } from "./diff_view.tsx";
import { type DiffFile, parseDiff } from "./parse_diff.ts";
import { wholeFileDiff } from "./whole_file.ts";

function Summary({ files }: { readonly files: readonly DiffFile[] }) {
  const added = files.reduce((n, file) => n + file.added, 0);
  const removed = files.reduce((n, file) => n + file.removed, 0);
  return (
    <span className="ml-auto text-small text-ink-soft" data-testid="diff-summary">
      {files.length} {files.length === 1 ? "file" : "files"},{" "}
      <span className="text-good">+{added}</span> <span className="text-bad">−{removed}</span>
    </span>
  );
}

export function DiffPane() {
  const { workspace, id } = useOpenProject();
  const [fromText, setFrom] = useQueryValue("from");
  const [toText, setTo] = useQueryValue("to");
  const { versions } = workspace;
  const number = (text: string | null): number | undefined =>
    versions.find((one) => String(one.number) === text)?.number;
  const to = number(toText) ?? versions[0]?.number;
  const from =
    number(fromText) ?? versions.find((one) => to !== undefined && one.number < to)?.number;
  const both = from !== undefined && to !== undefined && from !== to;
  const [diff, retry] = useImmutable(both ? `diff ${id} ${from} ${to}` : null, (signal) =>
    readDiff(id, from ?? 0, to ?? 0, signal),
  );
  const files = useMemo(() => (diff.state === "ready" ? parseDiff(diff.value) : []), [diff]);
  const whole = useCallback(
    (path: string) => wholeFileDiff(id, from ?? 0, to ?? 0, path),
    [id, from, to],
  );

  if (versions.length < 2) {
    return (
      <div className="flex-1 bg-raised px-6 py-10">
        <p className="text-large font-[600]">Nothing to compare yet</p>
        <p className="text-ink-soft">
          From the second version on, this shows what a change did, line by line.
        </p>
      </div>
    );
  }
  return (
    <section aria-label="Differences" className="flex min-h-0 flex-1 flex-col bg-raised">
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1">
        <VersionPicker
          label="From version"
          versions={versions}
          value={from}
          onChange={(n) => setFrom(String(n))}
        />
        <ArrowRight size={15} aria-hidden="true" className="text-ink-faint" />
        <VersionPicker
          label="To version"
          versions={versions}
          value={to}
          onChange={(n) => setTo(String(n))}
        />
        {diff.state === "ready" && both && <Summary files={files} />}
      </div>
      <section
        aria-label="Changed lines"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
      >
        {!both && <p className="p-6 text-ink-soft">Choose two different versions.</p>}
        {both && diff.state === "loading" && (
          <div className="flex flex-col gap-2 p-6" aria-hidden="true">
            <div className="skeleton h-4 w-1/3" />
            <div className="skeleton h-40 w-full" />
          </div>
        )}
        {diff.state === "problem" && (
          <div className="p-4">
            <ProblemNote problem={diff.problem} onRetry={retry} />
          </div>
        )}
        {both && diff.state === "ready" && files.length === 0 && (
          <p className="p-6 text-ink-soft">These two versions are the same, file by file.</p>
        )}
        {files.map((file) => (
          <FileDiffView key={`${from} ${to} ${file.path}`} file={file} whole={whole} />
        ))}
      </section>
    </section>
  );
}
