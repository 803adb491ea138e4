// Rules for putting a REST answer beside what is known already. Pure.

import type { Plan, PlanStep, StepState, Version } from "../../../../host/generated/http.ts";
import type { Workspace } from "./workspace.ts";

const rank: Readonly<Record<StepState, number>> = {
  pending: 0,
  in_progress: 1,
  skipped: 2,
  failed: 2,
  complete: 2,
};

/** Of two readings of a step the one that is further on. */
function further(known: PlanStep | undefined, read: PlanStep): PlanStep {
  if (known === undefined || rank[read.status] > rank[known.status]) return read;
  return {
    ...known,
    files: known.files.length > 0 ? known.files : read.files,
    startedAt: read.startedAt ?? known.startedAt,
    finishedAt: read.finishedAt ?? known.finishedAt,
  };
}

export function mergePlan(workspace: Workspace, plan: Plan): Workspace {
  const known = workspace.plans[plan.id];
  const steps = plan.steps.map((step) =>
    further(
      known?.steps.find((one) => one.id === step.id),
      step,
    ),
  );
  return {
    ...workspace,
    plans: { ...workspace.plans, [plan.id]: { ...plan, steps } },
    planOrder: known === undefined ? [...workspace.planOrder, plan.id] : workspace.planOrder,
  };
}

/** Versions never change; newest first. */
export function mergeVersions(
  known: readonly Version[],
  read: readonly Version[],
): readonly Version[] {
  const byNumber = new Map(known.map((one) => [one.number, one]));
  for (const version of read) byNumber.set(version.number, version);
  return [...byNumber.values()].sort((a, b) => b.number - a.number);
}
