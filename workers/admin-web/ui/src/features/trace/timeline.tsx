import { type KeyboardEvent, useEffect, useState } from "react";
import type { Plan, Trace } from "../../../../../host/generated/http.ts";
import { readTrace } from "../../api/endpoints.ts";
import { isAborted, type Problem, toProblem } from "../../api/problem.ts";
import { useClock } from "../../ui/clock.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { duration, type TraceRow, timelineOf } from "./trace_rows.ts";

const refreshMs = 3_000;
const colours = {
  generation: "bg-ink-faint",
  plan: "bg-accent",
  step: "bg-accent",
  context: "bg-line-strong",
  model_call: "bg-vial",
  build: "bg-good",
  build_run: "bg-line-strong",
  deployment: "bg-accent",
} as const;

type Reading =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly trace: Trace }
  | { readonly state: "problem"; readonly problem: Problem };

/** The trace, read again while the generation runs; what was read stays until the next is there. */
function useTrace(generationId: string, running: boolean): readonly [Reading, () => void] {
  const [reading, setReading] = useState<Reading>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is a reason to read again
  useEffect(() => {
    const abort = new AbortController();
    const read = (): void => {
      readTrace(generationId, abort.signal).then(
        (trace) => setReading({ state: "ready", trace }),
        (cause: unknown) => {
          if (!isAborted(cause)) setReading({ state: "problem", problem: toProblem(cause) });
        },
      );
    };
    read();
    const timer = running ? setInterval(read, refreshMs) : undefined;
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [generationId, running, attempt]);
  return [reading, () => setAttempt((n) => n + 1)];
}

function Bar({ row, length }: { readonly row: TraceRow; readonly length: number }) {
  const width = Math.max(1, (row.length / length) * 100);
  const left = Math.min((row.from / length) * 100, 100 - width);
  const colour = row.status === "error" ? "bg-bad-solid" : colours[row.kind];
  return (
    <span className="relative block h-2.5 rounded-full bg-line/60" aria-hidden="true">
      <span
        className={`absolute inset-y-0 rounded-full ${colour} ${row.status === "running" ? "opacity-60" : ""}`}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
    </span>
  );
}

const statusWords = { running: ", still going on", ok: "", error: ", did not work out" } as const;

function Row({ row, length }: { readonly row: TraceRow; readonly length: number }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="border-t border-line first:border-t-0" data-testid="trace-row">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="grid min-h-11 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-1 py-1.5 text-left -outline-offset-2 hover:bg-line/40 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_4.5rem]"
      >
        <span className="min-w-0" style={{ paddingInlineStart: `${row.depth * 0.75}rem` }}>
          <span
            className={`block truncate text-small ${row.depth < 2 ? "font-[560]" : "text-ink-soft"}`}
          >
            {row.words}
          </span>
          {row.cost && <span className="block text-tiny text-ink-faint">{row.cost}</span>}
        </span>
        <span
          className={`text-right text-small tabular-nums sm:order-last ${row.status === "error" ? "text-bad" : "text-ink-soft"}`}
        >
          {duration(row.length)}
          <span className="sr-only">
            , from {duration(row.from)}
            {statusWords[row.status]}
          </span>
        </span>
        <span className="col-span-2 sm:col-span-1">
          <Bar row={row} length={length} />
        </span>
      </button>
      {isOpen && (
        <dl className="mb-2 grid gap-x-4 gap-y-0.5 px-1 text-tiny sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]">
          {row.facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="font-mono text-ink-faint [overflow-wrap:anywhere]">{name}</dt>
              <dd className="mb-1 font-mono [overflow-wrap:anywhere] sm:mb-0">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

/** Arrow keys go from row to row, as Tab does. */
function onRowKey(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** What a generation spent its time, tokens and money on. */
export function Timeline({
  generationId,
  running,
  plans,
}: {
  readonly generationId: string;
  readonly running: boolean;
  readonly plans: readonly Plan[];
}) {
  const [reading, retry] = useTrace(generationId, running);
  const at = useClock(1_000, running);
  if (reading.state === "loading") {
    return <div className="skeleton h-64 w-full" role="status" aria-label="Loading" />;
  }
  if (reading.state === "problem") return <ProblemNote problem={reading.problem} onRetry={retry} />;
  const { rows, length } = timelineOf(reading.trace, plans, at);
  return (
    <>
      <p className="text-small text-ink-soft">
        {running ? "So far " : ""}
        {duration(length)}. Each bar lies where its part lies in the whole; press a row for its
        facts.
      </p>
      <ul onKeyDown={onRowKey} aria-label="Parts of this change" data-testid="timeline">
        {rows.map((row) => (
          <Row key={row.id} row={row} length={length} />
        ))}
      </ul>
    </>
  );
}
