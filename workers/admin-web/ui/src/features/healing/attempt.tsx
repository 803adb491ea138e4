import { Check, ChevronRight, Clock3, X } from "lucide-react";
import { useMemo, useState } from "react";
import type { Build } from "../../../../../host/generated/http.ts";
import { getBuild, readBuildDiff } from "../../api/endpoints.ts";
import { repairWords } from "../../state/words.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useImmutable } from "../../ui/resource.ts";
import { FileDiffView } from "../diff/diff_view.tsx";
import { parseDiff } from "../diff/parse_diff.ts";
import { ErrorExcerpt } from "./error_excerpt.tsx";

const shownErrors = 8;

export function resultWords({ status, errors }: Build): string {
  switch (status) {
    case "queued":
      return "waits for the builder";
    case "running":
      return "builds now";
    case "succeeded":
      return "built";
    case "cancelled":
      return "cancelled";
    case "failed":
      return errors.length === 1 ? "1 error" : `${errors.length} errors`;
  }
}

function Marker({ build }: { readonly build: Build }) {
  const ring = "grid size-6 shrink-0 place-items-center rounded-full";
  if (build.status === "succeeded") {
    return (
      <span className={`${ring} bg-accent text-on-accent`}>
        <Check size={14} strokeWidth={3} aria-hidden="true" />
      </span>
    );
  }
  if (build.status === "failed") {
    return (
      <span className={`${ring} bg-bad-solid text-on-bad`}>
        <X size={14} strokeWidth={3} aria-hidden="true" />
      </span>
    );
  }
  return (
    <span className={`${ring} bg-vial text-on-vial`}>
      <Clock3 size={13} aria-hidden="true" />
    </span>
  );
}

/** What a repair changed, file by file. */
function RepairDiff({ build }: { readonly build: Build }) {
  const [diff, retry] = useImmutable(`build-diff/${build.id}`, (signal) =>
    readBuildDiff(build.id, signal),
  );
  const files = useMemo(() => (diff.state === "ready" ? parseDiff(diff.value) : []), [diff]);
  if (diff.state === "loading") return <div className="skeleton h-16" aria-hidden="true" />;
  if (diff.state === "problem") return <ProblemNote problem={diff.problem} onRetry={retry} />;
  if (files.length === 0) return <p className="text-small text-ink-faint">No file was changed.</p>;
  return (
    <div className="overflow-hidden rounded-m border border-line">
      {files.map((file) => (
        <FileDiffView key={file.path} file={file} />
      ))}
    </div>
  );
}

function Errors({ build }: { readonly build: Build }) {
  const [whole] = useImmutable(`build/${build.id}/${build.finishedAt}`, (signal) =>
    getBuild(build.id, signal),
  );
  const excerpts = whole.state === "ready" ? (whole.value.excerpts ?? []) : [];
  const more = build.errors.length - shownErrors;
  return (
    <ul aria-label="Errors" className="flex flex-col gap-2">
      {build.errors.slice(0, shownErrors).map((error, i) => (
        <ErrorExcerpt key={i} error={error} excerpts={excerpts} />
      ))}
      {more > 0 && <li className="text-small text-ink-faint">and {more} more, in the console</li>}
    </ul>
  );
}

/** One attempt: what led to it, what it stumbled over. Its parts are read when it is opened. */
export function Attempt({
  build,
  startsOpen,
}: {
  readonly build: Build;
  readonly startsOpen: boolean;
}) {
  const [open, setOpen] = useState(startsOpen);
  const { repair } = build;
  return (
    <li
      className="border-t border-line first:border-t-0"
      data-testid="attempt"
      data-status={build.status}
      data-by={repair?.by ?? "first"}
    >
      <details
        className="group"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary className="flex cursor-pointer list-none items-start gap-3 px-3.5 py-2.5 -outline-offset-2 [&::-webkit-details-marker]:hidden">
          <Marker build={build} />
          <span className="min-w-0 flex-1">
            <span className="block text-small font-[580] leading-6 text-ink">
              {repair === null
                ? "First build"
                : repair.by === "wait"
                  ? "Built again"
                  : `Repaired by ${repairWords[repair.by]}`}
              <span className="font-[400] text-ink-soft">, {resultWords(build)}</span>
            </span>
            {repair !== null && (
              <span className="block text-small text-ink-soft [overflow-wrap:anywhere]">
                {repair.summary}
              </span>
            )}
          </span>
          <ChevronRight
            size={15}
            aria-hidden="true"
            className="mt-1 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          />
        </summary>
        {open && (
          <div className="flex flex-col gap-3 px-3.5 pb-3">
            {repair !== null && repair.files.length > 0 && <RepairDiff build={build} />}
            {build.errors.length > 0 && <Errors build={build} />}
            {build.errors.length === 0 && (repair === null || repair.files.length === 0) && (
              <p className="text-small text-ink-faint">Nothing to show yet.</p>
            )}
          </div>
        )}
      </details>
    </li>
  );
}
