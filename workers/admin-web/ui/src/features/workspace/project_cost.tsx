import { Coins } from "lucide-react";
import { useEffect, useState } from "react";
import type { ModelCall, ProjectUsage } from "../../../../../host/generated/http.ts";
import { getProjectUsage, listCalls } from "../../api/endpoints.ts";
import { isAborted, type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";
import { dollars, short } from "../models/money.ts";
import { useOpenProject } from "./workspace_context.ts";

/** A REST answer that is read anew each time it is looked at. */
function useFresh<T>(load: (signal: AbortSignal) => Promise<T>): {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
} {
  const [value, setValue] = useState<T>();
  const [problem, setProblem] = useState<Problem>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per look.
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(setValue, (cause: unknown) => {
      if (!isAborted(cause)) setProblem(toProblem(cause));
    });
    return () => abort.abort();
  }, []);
  return { value, problem };
}

function Call({ call }: { readonly call: ModelCall }) {
  const ok = call.outcome === "ok";
  const state = call.outcome === null ? "under way" : call.outcome.replaceAll("_", " ");
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-t border-line py-1.5 text-small">
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {call.role}{" "}
        <span className="font-mono text-ink-soft">
          {call.provider}/{call.model}
        </span>
        {!ok && <span className="text-ink-soft"> · {state}</span>}
      </span>
      <span className="text-ink-soft tabular-nums">
        {short(call.inputTokens)} in, {short(call.outputTokens)} out
      </span>
      <span className="w-16 text-right tabular-nums">
        {dollars(call.costMicros + call.reservedMicros)}
      </span>
    </li>
  );
}

function Calls({ generation }: { readonly generation: string }) {
  const { value, problem } = useFresh((signal) => listCalls(generation, signal));
  if (problem) return <ProblemNote problem={problem} />;
  if (value === undefined)
    return <div className="skeleton h-16 w-full" role="status" aria-label="Loading" />;
  return (
    <ul>
      {value.items.map((call) => (
        <Call key={call.id} call={call} />
      ))}
    </ul>
  );
}

function GenerationCost({
  usage,
  number,
}: {
  readonly usage: ProjectUsage["generations"][number];
  readonly number: number;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="border-t border-line first:border-t-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex min-h-11 w-full items-baseline gap-3 py-2.5 text-left hover:text-link"
      >
        <span className="min-w-0 flex-1">Change {number}</span>
        <span className="text-small text-ink-soft tabular-nums">
          {short(usage.calls)} {usage.calls === 1 ? "call" : "calls"}
        </span>
        <span className="w-16 text-right tabular-nums">
          {dollars(usage.costMicros + usage.reservedMicros)}
        </span>
      </button>
      {isOpen && <Calls generation={usage.generationId} />}
    </li>
  );
}

function Costs() {
  const { id } = useOpenProject();
  const { value, problem } = useFresh((signal) => getProjectUsage(id, signal));
  if (problem) return <ProblemNote problem={problem} />;
  if (value === undefined)
    return <div className="skeleton h-32 w-full" role="status" aria-label="Loading" />;
  if (value.total.calls === 0)
    return (
      <p className="text-ink-soft">
        No language model was asked for this project. The built-in model costs nothing.
      </p>
    );
  const { generationMicros, projectMicros } = value.limits;
  return (
    <>
      <p>
        <span className="text-title tabular-nums" data-testid="project-cost">
          {dollars(value.total.costMicros)}
        </span>{" "}
        <span className="text-ink-soft">
          {projectMicros === null ? "in all" : `of ${dollars(projectMicros)}`}
          {generationMicros !== null && `, at most ${dollars(generationMicros)} for each change`}
        </span>
      </p>
      <ul>
        {value.generations.map((usage, index) => (
          <GenerationCost
            key={usage.generationId}
            usage={usage}
            number={value.generations.length - index}
          />
        ))}
      </ul>
    </>
  );
}

/** What language models took for this project: each change, each call. */
export function ProjectCost() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-label="What it cost" onPress={() => setOpen(true)}>
        <Coins size={14} aria-hidden="true" />
        <span className="hidden xl:inline">Cost</span>
      </Button>
      <SheetDialog title="What it cost" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {isOpen && <Costs />}
      </SheetDialog>
    </>
  );
}
