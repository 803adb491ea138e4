import { ChevronRight } from "lucide-react";
import { memo, useState } from "react";
import { hasPageModule } from "../../page_module/load.ts";
import { Button } from "../../ui/button.tsx";
import type { DiffFile, DiffLine } from "./parse_diff.ts";

const signs = { added: "+", removed: "−", same: "", note: "" } as const;
const openLines = 400;

function Text({ line }: { readonly line: DiffLine }) {
  if (line.changed === undefined || line.changed[0] === line.changed[1]) return line.text;
  const [start, end] = line.changed;
  return (
    <>
      {line.text.slice(0, start)}
      <mark>{line.text.slice(start, end)}</mark>
      {line.text.slice(end)}
    </>
  );
}

function Line({ line }: { readonly line: DiffLine }) {
  return (
    <div className="diff-line" data-kind={line.kind}>
      <span aria-hidden="true">{line.before}</span>
      <span aria-hidden="true">{line.after}</span>
      <span aria-hidden={line.kind === "same"}>{signs[line.kind]}</span>
      <span className={`code-text ${line.kind === "note" ? "text-ink-faint italic" : ""}`}>
        <Text line={line} />
      </span>
    </div>
  );
}

/** One file of a diff; a long one starts closed. */
export const FileDiffView = memo(function FileDiffView({
  file: given,
  whole,
}: {
  readonly file: DiffFile;
  /** Draws the diff again with every line of the file; its answer is undefined when it cannot. */
  readonly whole?: (path: string) => Promise<DiffFile | undefined>;
}) {
  const [full, setFull] = useState<DiffFile | "failed">();
  const file = full === undefined || full === "failed" ? given : full;
  const lines = given.hunks.reduce((n, hunk) => n + hunk.lines.length, 0);
  return (
    <details
      open={lines <= openLines}
      className="group border-b border-line"
      data-testid="diff-file"
    >
      <summary className="sticky top-0 z-10 flex cursor-pointer list-none items-center gap-2 border-b border-line bg-sheet px-4 py-2 text-small -outline-offset-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        <code className="min-w-0 truncate font-mono text-tiny">{file.path}</code>
        {file.change !== "changed" && (
          <span className="rounded-full border border-line-strong px-2 text-tiny text-ink-soft">
            {file.change === "added" ? "new" : "deleted"}
          </span>
        )}
        <span className="ml-auto shrink-0 font-mono text-tiny">
          <span className="text-good">+{file.added}</span>{" "}
          <span className="text-bad">−{file.removed}</span>
        </span>
      </summary>
      {whole !== undefined && hasPageModule && given.change === "changed" && full === undefined && (
        <div className="border-b border-line bg-raised px-2 py-1">
          <Button
            look="quiet"
            size="small"
            onPress={() => {
              whole(given.path).then(
                (diff) => setFull(diff ?? "failed"),
                () => setFull("failed"),
              );
            }}
          >
            Show the whole file
          </Button>
        </div>
      )}
      <div className="code bg-raised">
        {file.hunks.map((hunk, h) => (
          <div key={h} className="code-block">
            {(h > 0 || hunk.heading !== "") && (
              <p className="border-y border-line bg-sheet px-4 text-ink-faint">
                {hunk.heading || "…"}
              </p>
            )}
            {hunk.lines.map((line, i) => (
              <Line key={i} line={line} />
            ))}
          </div>
        ))}
      </div>
    </details>
  );
});
