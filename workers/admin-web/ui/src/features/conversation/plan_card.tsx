import { Check, ChevronRight, Minus, X } from "lucide-react";
import type { FileChange, PlanStep } from "../../../../../host/generated/http.ts";
import { size } from "../../ui/size.ts";
import { useOpenProject } from "../workspace/workspace_context.ts";
import { Decisions } from "./decisions.tsx";
import { PlanRequirements } from "./plan_requirements.tsx";
import { StepContext } from "./step_context.tsx";

const statusWords: Readonly<Record<PlanStep["status"], string>> = {
  pending: "waits",
  in_progress: "being written",
  complete: "done",
  failed: "failed",
  skipped: "skipped",
};

function Marker({ step, number }: { readonly step: PlanStep; readonly number: number }) {
  const ring = "grid size-6 shrink-0 place-items-center rounded-full text-tiny font-[640]";
  switch (step.status) {
    case "complete":
      return (
        <span className={`${ring} bg-accent text-on-accent`}>
          <Check size={14} strokeWidth={3} aria-hidden="true" />
        </span>
      );
    case "failed":
      return (
        <span className={`${ring} bg-bad-solid text-on-bad`}>
          <X size={14} strokeWidth={3} aria-hidden="true" />
        </span>
      );
    case "skipped":
      return (
        <span className={`${ring} border border-line-strong text-ink-faint`}>
          <Minus size={13} aria-hidden="true" />
        </span>
      );
    case "in_progress":
      return <span className={`${ring} bg-vial text-on-vial`}>{number}</span>;
    case "pending":
      return <span className={`${ring} border border-line-strong text-ink-faint`}>{number}</span>;
  }
}

const changeSigns: Readonly<Record<FileChange["change"], string>> = {
  added: "+",
  changed: "~",
  removed: "−",
};

function Files({ files }: { readonly files: readonly FileChange[] }) {
  return (
    <ul className="mt-1.5 flex flex-col gap-0.5">
      {files.map((file) => (
        <li
          key={`${file.change} ${file.path}`}
          className="flex gap-2 font-mono text-tiny text-ink-soft"
        >
          <span className="w-2 shrink-0" title={file.change} aria-hidden="true">
            {changeSigns[file.change]}
          </span>
          <span className="sr-only">{file.change}</span>
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{file.path}</span>
          <span className="shrink-0 text-ink-faint">{size(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}

function Step({
  planId,
  step,
  number,
}: {
  readonly planId: string;
  readonly step: PlanStep;
  readonly number: number;
}) {
  const { writing } = useOpenProject().workspace;
  const { files } = step;
  const active = step.status === "in_progress";
  return (
    <li
      className={`border-t border-line first:border-t-0 ${active ? "bg-vial-soft" : ""}`}
      data-testid="step"
      data-status={step.status}
      {...(active ? { "aria-current": "step" as const } : {})}
    >
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-3 px-3.5 py-2.5 -outline-offset-2 [&::-webkit-details-marker]:hidden">
          <Marker step={step} number={number} />
          <span className="min-w-0 flex-1">
            <span
              className={`block text-small font-[580] leading-6 ${step.status === "pending" ? "text-ink-soft" : "text-ink"}`}
            >
              {step.title}
              <span className="sr-only">, {statusWords[step.status]}</span>
            </span>
            <span className="flex h-5 items-center gap-2 text-small text-ink-faint">
              {active ? (
                <span className="truncate text-ink-soft">
                  {writing?.stepId === step.id ? `Writing ${writing.path}` : "Writing"}
                </span>
              ) : (
                <span className="truncate">
                  {files.length > 0
                    ? `${files.length} ${files.length === 1 ? "file" : "files"} changed`
                    : step.subtitle}
                </span>
              )}
            </span>
          </span>
          <ChevronRight
            size={15}
            aria-hidden="true"
            className="mt-1 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          />
        </summary>
        <div className="pr-3.5 pb-3 pl-12 text-small">
          <p className="text-ink-soft [overflow-wrap:anywhere]">{step.description}</p>
          {files.length > 0 && <Files files={files} />}
          {step.status === "complete" && (
            <StepContext planId={planId} stepId={step.id} title={step.title} />
          )}
        </div>
      </details>
    </li>
  );
}

export function PlanCard({
  planId,
  isCurrent,
  archived,
}: {
  readonly planId: string;
  readonly isCurrent: boolean;
  readonly archived: boolean;
}) {
  const { workspace } = useOpenProject();
  const plan = workspace.plans[planId];
  if (plan === undefined) {
    return <div className="skeleton h-40 w-full" role="status" aria-label="Loading the plan" />;
  }
  const done = plan.steps.filter((step) => step.status === "complete").length;
  return (
    <section
      aria-label={`Plan: ${plan.title}`}
      data-testid="plan"
      data-current={isCurrent}
      className={`overflow-hidden rounded-l rounded-bl-s border bg-raised ${archived ? "border-dashed border-line-strong opacity-70" : "border-line"}`}
    >
      <header className="flex items-baseline gap-3 border-b border-line px-3.5 py-2">
        <h2 className="min-w-0 text-small [overflow-wrap:anywhere]">{plan.title}</h2>
        <span className="ml-auto shrink-0 text-small text-ink-faint">
          {archived ? "set aside by a revert" : `${done} of ${plan.steps.length} done`}
        </span>
      </header>
      <ol>
        {plan.steps.map((step, i) => (
          <Step key={step.id} planId={planId} step={step} number={i + 1} />
        ))}
      </ol>
      {!archived && (
        <footer className="flex flex-wrap gap-x-5 border-t border-line px-3.5 py-1.5">
          {plan.requirements && <PlanRequirements requirements={plan.requirements} />}
          {isCurrent && <Decisions projectId={plan.projectId} />}
        </footer>
      )}
    </section>
  );
}
