import { Coins } from "lucide-react";
import { useEffect, useState } from "react";
import type { ModelCall, ProjectUsage, StepUsages } from "../../../../../host/generated/http.ts";
import { getGenerationUsage, getProjectUsage, listCalls } from "../../api/endpoints.ts";
import { everyItem } from "../../api/pages.ts";
import { isAborted, type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";
import { dollars, short, tokensOf } from "../models/money.ts";
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
      <span className="min-w-0 basis-full [overflow-wrap:anywhere] sm:flex-1 sm:basis-0">
        {call.role}{" "}
        <span className="font-mono text-ink-soft">
          {call.provider}/{call.model}
        </span>
        {!ok && <span className="text-ink-soft"> · {state}</span>}
      </span>
      <span className="flex-1 text-ink-soft tabular-nums sm:flex-none">
        {short(call.inputTokens)} in, {short(call.outputTokens)} out
      </span>
      <span className="w-16 text-right tabular-nums">
        {dollars(call.costMicros + call.reservedMicros)}
      </span>
    </li>
  );
}

type StepUsage = StepUsages["steps"][number];

const held = (sum: { readonly costMicros: number; readonly reservedMicros: number }) =>
  dollars(sum.costMicros + sum.reservedMicros);

/** A step with its calls below it, or what belongs to no step. */
function StepCost({
  step,
  calls,
}: {
  readonly step: StepUsage;
  readonly calls: readonly ModelCall[];
}) {
  const title = step.title ?? "Outside steps: plan, votes, repairs";
  return (
    <li data-testid="step-cost">
      <p className="flex flex-wrap items-baseline gap-x-3 pt-2 pb-1.5 text-small">
        <span className="min-w-0 basis-full font-[560] [overflow-wrap:anywhere] sm:flex-1 sm:basis-0">
          {step.number === null ? title : `${step.number}. ${title}`}
        </span>
        <span className="flex-1 text-ink-soft tabular-nums sm:flex-none">{tokensOf(step)}</span>
        <span className="w-16 text-right font-[560] tabular-nums">{held(step)}</span>
      </p>
      <ul className="mb-2 border-l-2 border-line pl-3">
        {calls.map((call) => (
          <Call key={call.id} call={call} />
        ))}
      </ul>
    </li>
  );
}

function Steps({ generation }: { readonly generation: string }) {
  const { value, problem } = useFresh((signal) =>
    Promise.all([
      getGenerationUsage(generation, signal),
      everyItem((cursor) => listCalls(generation, cursor, signal)),
    ]),
  );
  if (problem) return <ProblemNote problem={problem} />;
  if (value === undefined)
    return <div className="skeleton h-16 w-full" role="status" aria-label="Loading" />;
  const [usage, calls] = value;
  return (
    <ul>
      {usage.steps.map((step) => (
        <StepCost
          key={step.stepId ?? ""}
          step={step}
          calls={calls.filter(({ stepId }) => stepId === step.stepId)}
        />
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
        <span className="min-w-0 flex-1">
          Change {number}
          <span className="block text-small text-ink-soft tabular-nums sm:hidden">
            {tokensOf(usage)}
          </span>
        </span>
        <span className="hidden text-small text-ink-soft tabular-nums sm:inline">
          {tokensOf(usage)}
        </span>
        <span className="text-small text-ink-soft tabular-nums">
          {short(usage.calls)} {usage.calls === 1 ? "call" : "calls"}
        </span>
        <span className="w-16 text-right tabular-nums">{held(usage)}</span>
      </button>
      {isOpen && <Steps generation={usage.generationId} />}
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
        <span className="block text-small text-ink-soft tabular-nums" data-testid="project-tokens">
          {tokensOf(value.total)}
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

/** What language models took for this project: each change, each step, each call. */
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
