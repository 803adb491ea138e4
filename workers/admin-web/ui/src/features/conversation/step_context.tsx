import { ScanText } from "lucide-react";
import { useState } from "react";
import type {
  ContextFile,
  ContextPassage,
  ContextReport,
} from "../../../../../host/generated/http.ts";
import { readStepContext } from "../../api/endpoints.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useImmutable } from "../../ui/resource.ts";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";

const kindWords: Readonly<Record<ContextFile["kind"], string>> = {
  full: "whole",
  excerpt: "in parts",
  skeleton: "signatures",
  summary: "one line",
};

const count = new Intl.NumberFormat("en");

function counted(number: number, word: string): string {
  return `${count.format(number)} ${word}${number === 1 ? "" : "s"}`;
}

function linesShown({ kind, ranges }: ContextFile): string {
  if (kind === "full") return kindWords.full;
  const lines = ranges.reduce((sum, [first = 0, last = 0]) => sum + last - first + 1, 0);
  return lines === 0 ? kindWords[kind] : `${kindWords[kind]}, ${counted(lines, "line")}`;
}

function ShownFile({ file }: { readonly file: ContextFile }) {
  return (
    <li className="border-t border-line py-2 first:border-t-0" data-testid="context-file">
      <p className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 font-mono text-small [overflow-wrap:anywhere]">
          {file.path}
        </span>
        <span className="shrink-0 text-small text-ink-soft tabular-nums">
          {count.format(file.tokens)}
        </span>
      </p>
      <p className="text-small text-ink-faint">{[linesShown(file), ...file.reasons].join(" · ")}</p>
    </li>
  );
}

function ShownPassage({ passage }: { readonly passage: ContextPassage }) {
  const headings = passage.heading.split(" > ");
  const above = headings.slice(0, -1).join(" › ") || passage.source.replace(/\.md$/, "");
  return (
    <li className="border-t border-line py-2 first:border-t-0" data-testid="context-passage">
      <p className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 text-small [overflow-wrap:anywhere]">
          {headings.at(-1)}
        </span>
        <span className="shrink-0 text-small text-ink-soft tabular-nums">
          {count.format(passage.tokens)}
        </span>
      </p>
      <p className="text-small text-ink-faint">{[above, ...passage.reasons].join(" · ")}</p>
    </li>
  );
}

const families = { claude: "Claude", gemini: "Gemini" } as const;

function Estimated({ estimate }: { readonly estimate: NonNullable<ContextReport["estimate"]> }) {
  return (
    <p className="text-small text-ink-faint">
      {families[estimate.family]} has no public tokenizer, so its tokens are estimated upward: at
      most {count.format(estimate.atMost)}, likely {count.format(estimate.likely)}.
    </p>
  );
}

function Report({ report }: { readonly report: ContextReport }) {
  const files = report.files.toSorted((a, b) => b.score - a.score);
  const passages = report.passages?.toSorted((a, b) => b.score - a.score) ?? [];
  return (
    <>
      <p className="text-ink-soft">
        {counted(files.length, "file")}
        {passages.length > 0 && ` and ${counted(passages.length, "passage")} of the reference`},{" "}
        {count.format(report.totalTokens)} tokens, the most useful first. Chosen in{" "}
        {count.format(Math.round(report.ms))} ms.
      </p>
      {report.estimate && <Estimated estimate={report.estimate} />}
      <ul>
        {files.map((file) => (
          <ShownFile key={file.path} file={file} />
        ))}
      </ul>
      {passages.length > 0 && (
        <section aria-label="Reference">
          <h3 className="text-small">Reference</h3>
          <ul className="mt-1">
            {passages.map((passage, place) => (
              <ShownPassage key={`${passage.heading} ${place}`} passage={passage} />
            ))}
          </ul>
        </section>
      )}
      {report.omitted.length > 0 && (
        <section aria-label="Left out">
          <h3 className="text-small">Left out</h3>
          <ul className="mt-1 flex flex-col gap-1">
            {report.omitted.map((file) => (
              <li key={file.path} className="text-small text-ink-faint [overflow-wrap:anywhere]">
                <span className="font-mono">{file.path}</span>: {file.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Loaded({ planId, stepId }: { readonly planId: string; readonly stepId: string }) {
  const [report, retry] = useImmutable(`context ${stepId}`, (signal) =>
    readStepContext(planId, stepId, signal),
  );
  switch (report.state) {
    case "loading":
      return <div className="skeleton h-40 w-full" role="status" aria-label="Loading" />;
    case "problem":
      return <ProblemNote problem={report.problem} onRetry={retry} />;
    case "ready":
      return <Report report={report.value} />;
  }
}

/** What the model was shown for a step that is written, and why. */
export function StepContext({
  planId,
  stepId,
  title,
}: {
  readonly planId: string;
  readonly stepId: string;
  readonly title: string;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="mt-2 inline-flex min-h-8 items-center gap-1.5 text-small text-ink-soft underline underline-offset-2 hover:text-ink"
      >
        <ScanText size={14} aria-hidden="true" />
        What the model saw
      </button>
      <SheetDialog
        title={`What the model saw for “${title}”`}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        wide
      >
        {isOpen && <Loaded planId={planId} stepId={stepId} />}
      </SheetDialog>
    </>
  );
}
