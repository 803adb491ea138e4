// What is happening now, in words a person would use. Pure.

import type { GenerationState, Plan, RepairBy } from "../../../../host/generated/http.ts";
import { hasEnded } from "./apply_event.ts";
import type { GenerationView, Workspace } from "./workspace.ts";

export const stateWords: Readonly<Record<GenerationState, string>> = {
  queued: "Waiting to start",
  planning: "Planning the site",
  coding: "Writing the site",
  building: "Building the site",
  testing: "Checking the built site",
  deploying: "Publishing",
  complete: "Done",
  healing: "Mending a build error",
  paused: "Paused",
  failed: "Stopped by an error",
  escalated: "Needs you: it could not be mended automatically",
  cancelled: "Cancelled",
};

/** What repaired a build, as the end of "repaired by". */
export const repairWords: Readonly<Record<RepairBy, string>> = {
  fixer: "a rule",
  cache: "a fix that worked before",
  model: "the model",
  fallback: "a fall-back",
  wait: "waiting",
};

export type Mood = "idle" | "working" | "paused" | "good" | "bad";

export interface Now {
  readonly mood: Mood;
  readonly words: string;
  /** 0 to 1 through the whole generation. */
  readonly progress: number;
  readonly generation: GenerationView | undefined;
}

const phase: Readonly<Record<GenerationState, readonly [number, number]>> = {
  queued: [0, 0.02],
  planning: [0.02, 0.1],
  coding: [0.1, 0.7],
  healing: [0.6, 0.72],
  building: [0.72, 0.9],
  testing: [0.9, 0.95],
  deploying: [0.95, 0.99],
  paused: [0.5, 0.5],
  complete: [1, 1],
  failed: [0, 0],
  escalated: [0, 0],
  cancelled: [0, 0],
};

/** The plan that the generation works on; the newest one when it made several. */
export function planOf(workspace: Workspace, generationId: string | undefined): Plan | undefined {
  const own = workspace.planOrder.filter(
    (id) => workspace.plans[id]?.generationId === generationId,
  );
  const id = own.at(-1) ?? workspace.generations[generationId ?? ""]?.details?.planId;
  return id === undefined || id === null ? undefined : workspace.plans[id];
}

const isDone = (status: string): boolean => status === "complete" || status === "skipped";

function codingWords(workspace: Workspace, plan: Plan | undefined): string {
  if (plan === undefined) return stateWords.coding;
  const active = plan.steps.findIndex((step) => step.id === workspace.activeStep?.stepId);
  const next = plan.steps.findIndex((step) => !isDone(step.status));
  const at = active >= 0 ? active : next;
  const step = plan.steps[at];
  if (step === undefined) return "All steps written";
  return `Writing step ${at + 1} of ${plan.steps.length}: ${step.title}`;
}

function share(workspace: Workspace, state: GenerationState, plan: Plan | undefined): number {
  if (state === "coding" && plan !== undefined && plan.steps.length > 0) {
    const done = plan.steps.filter((step) => isDone(step.status)).length;
    return (done + (workspace.activeStep ? 0.5 : 0)) / plan.steps.length;
  }
  if (state === "building") {
    return (workspace.builds[workspace.currentBuildId ?? ""]?.percent ?? 0) / 100;
  }
  return 0.5;
}

function wordsFor(workspace: Workspace, view: GenerationView, plan: Plan | undefined): string {
  if (view.state === "coding") return codingWords(workspace, plan);
  if (view.state === "complete") {
    return workspace.live === undefined ? "Done" : "Live";
  }
  const base = stateWords[view.state];
  return hasEnded(view.state) && view.reason ? `${base}: ${view.reason}` : base;
}

export function now(workspace: Workspace): Now {
  const generation = workspace.generations[workspace.currentGenerationId ?? ""];
  if (generation === undefined) {
    const live = workspace.live !== undefined;
    return {
      mood: live ? "good" : "idle",
      words: live ? "Live" : "Reading the project",
      progress: 0,
      generation,
    };
  }
  const { state } = generation;
  const plan = planOf(workspace, generation.id);
  const [from, to] = phase[state];
  const progress = from + (to - from) * Math.min(1, share(workspace, state, plan));
  const words = wordsFor(workspace, generation, plan);
  if (state === "complete") return { mood: "good", words, progress: 1, generation };
  if (state === "paused") return { mood: "paused", words, progress, generation };
  if (hasEnded(state))
    return { mood: state === "cancelled" ? "idle" : "bad", words, progress: 0, generation };
  return { mood: "working", words, progress, generation };
}
