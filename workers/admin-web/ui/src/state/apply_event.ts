// What each event of the stream does to the workspace. Pure; order and duplicates are `reduce`'s business.

import type { EventData } from "../../../../host/generated/events.ts";
import type { Deployment, GenerationState, StepState } from "../../../../host/generated/http.ts";
import type { StreamEvent } from "../stream/parse_event.ts";
import { type Stale, type Workspace, writingLimit } from "./workspace.ts";

const ended: ReadonlySet<GenerationState> = new Set([
  "complete",
  "failed",
  "escalated",
  "cancelled",
] as const);

export const hasEnded = (state: GenerationState): boolean => ended.has(state);

function outdate(stale: Stale, ...parts: readonly (keyof Stale)[]): Stale {
  const next = { ...stale };
  for (const part of parts) next[part] += 1;
  return next;
}

function generationState(
  workspace: Workspace,
  { generationId, state, reason }: EventData["generation.state"],
): Workspace {
  const known = workspace.generations[generationId];
  const stillWriting = state === "coding" || state === "healing" || state === "paused";
  const stale = hasEnded(state)
    ? outdate(workspace.stale, "project", "versions", "thread", "generation")
    : known === undefined
      ? outdate(workspace.stale, "project", "generation")
      : workspace.stale;
  return {
    ...workspace,
    currentGenerationId: generationId,
    generations: {
      ...workspace.generations,
      [generationId]: {
        id: generationId,
        state,
        fromEvent: true,
        reason: reason ?? null,
        details: known?.details,
      },
    },
    activeStep: stillWriting ? workspace.activeStep : undefined,
    writing: stillWriting ? workspace.writing : undefined,
    stale,
  };
}

function planCreated(workspace: Workspace, plan: EventData["plan.created"]): Workspace {
  const known = workspace.plans[plan.id] !== undefined;
  return {
    ...workspace,
    plans: { ...workspace.plans, [plan.id]: plan },
    planOrder: known ? workspace.planOrder : [...workspace.planOrder, plan.id],
    // A first plan gives the project its name and its address.
    stale: outdate(workspace.stale, "project"),
  };
}

function activeStepAfter(
  workspace: Workspace,
  planId: string,
  stepId: string,
  status: StepState,
): Workspace["activeStep"] {
  if (status === "in_progress") return { planId, stepId };
  return workspace.activeStep?.stepId === stepId ? undefined : workspace.activeStep;
}

function stepStatus(workspace: Workspace, data: EventData["step.status"]): Workspace {
  const { planId, stepId, status, files } = data;
  const plan = workspace.plans[planId];
  const plans =
    plan === undefined
      ? workspace.plans
      : {
          ...workspace.plans,
          [planId]: {
            ...plan,
            steps: plan.steps.map((step) =>
              step.id === stepId ? { ...step, status, files: files ?? step.files } : step,
            ),
          },
        };
  return {
    ...workspace,
    plans,
    activeStep: activeStepAfter(workspace, planId, stepId, status),
    writing:
      workspace.writing?.stepId === stepId && status !== "in_progress"
        ? undefined
        : workspace.writing,
  };
}

function stepDelta(
  workspace: Workspace,
  { stepId, path, text }: EventData["step.delta"],
): Workspace {
  const { writing } = workspace;
  const same = writing !== undefined && writing.stepId === stepId && writing.path === path;
  const all = same ? writing.text + text : text;
  return { ...workspace, writing: { stepId, path, text: all.slice(-writingLimit) } };
}

/** What a deployment says about what is live: previews say nothing, an archived one takes itself away. */
export function withDeployment(workspace: Workspace, deployment: Deployment): Workspace {
  const { id, status, target, url, versionId, version } = deployment;
  if (target !== "production") return workspace;
  const stale = outdate(workspace.stale, "project", "versions");
  if (status === "live" && url !== null) {
    return { ...workspace, live: { deploymentId: id, url, versionId, version }, stale };
  }
  if (status === "archived" && workspace.live?.deploymentId === id) {
    return { ...workspace, live: undefined, stale };
  }
  return workspace;
}

export function applyEvent(workspace: Workspace, event: StreamEvent): Workspace {
  switch (event.name) {
    case "generation.state":
      return generationState(workspace, event.data);
    case "plan.created":
      return planCreated(workspace, event.data);
    case "step.status":
      return stepStatus(workspace, event.data);
    case "step.delta":
      return stepDelta(workspace, event.data);
    case "build.status": {
      const { buildId, version, status, percent } = event.data;
      const known = workspace.builds[buildId];
      const isNew = known === undefined;
      const stale =
        known?.status === status ? workspace.stale : outdate(workspace.stale, "attempts");
      return {
        ...workspace,
        currentBuildId: buildId,
        builds: { ...workspace.builds, [buildId]: { id: buildId, version, status, percent } },
        // A version is listed before its build, and again once the build is done.
        stale: isNew || status === "succeeded" ? outdate(stale, "versions") : stale,
      };
    }
    case "deployment.status":
      return withDeployment(workspace, event.data);
    case "message.created": {
      const others = workspace.messages.filter((one) => one.id !== event.data.id);
      return { ...workspace, messages: [...others, event.data] };
    }
    case "repair.status":
      return { ...workspace, stale: outdate(workspace.stale, "attempts") };
    case "build.log":
    case "unknown":
      return workspace;
  }
}
