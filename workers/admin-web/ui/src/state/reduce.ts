// The only way a Workspace changes: a pure function of the workspace and one action.
// Durable events are applied in the order of their sequence numbers, each once: a duplicate changes
// nothing, an early one waits in `early` until the gap before it is filled.
// REST answers fill in what events do not carry and never turn back what an event said.

import type { Message } from "../../../../host/generated/http.ts";
import type { StreamEvent } from "../stream/parse_event.ts";
import { applyEvent, withDeployment } from "./apply_event.ts";
import { appendLines, linesOf } from "./console_lines.ts";
import { mergePlan, mergeVersions } from "./merge.ts";
import type { Action, Snapshot, Workspace } from "./workspace.ts";

/** True while an event is missing: its successors are here and it is not. */
export const hasGap = (workspace: Workspace): boolean => Object.keys(workspace.early).length > 0;

function applyOne(workspace: Workspace, event: StreamEvent): Workspace {
  const next = applyEvent(workspace, event);
  return appendLines(next, linesOf(workspace, next, event));
}

function takeEvent(workspace: Workspace, event: StreamEvent): Workspace {
  const { sequence } = event;
  if (sequence === null) return applyOne(workspace, event);
  if (sequence <= workspace.lastSequence || workspace.early[sequence] !== undefined) {
    return workspace;
  }
  if (sequence > workspace.lastSequence + 1) {
    return { ...workspace, early: { ...workspace.early, [sequence]: event } };
  }
  let next: Workspace = { ...applyOne(workspace, event), lastSequence: sequence };
  for (;;) {
    const following = next.early[next.lastSequence + 1];
    if (following === undefined) return next;
    const { [next.lastSequence + 1]: _taken, ...early } = next.early;
    next = { ...applyOne({ ...next, early }, following), lastSequence: next.lastSequence + 1 };
  }
}

/** Messages of a thread with those of events, oldest first; the thread knows what is archived. */
function mergeThread(known: readonly Message[], thread: readonly Message[]): readonly Message[] {
  const inThread = new Set(thread.map((one) => one.id));
  return [...thread, ...known.filter((one) => !inThread.has(one.id))];
}

function takeSnapshot(workspace: Workspace, snapshot: Snapshot): Workspace {
  switch (snapshot.kind) {
    case "project": {
      const { project } = snapshot;
      return {
        ...workspace,
        project,
        currentGenerationId:
          workspace.currentGenerationId ?? project.currentGenerationId ?? undefined,
        live: project.activeDeployment ?? undefined,
      };
    }
    case "thread":
      return { ...workspace, messages: mergeThread(workspace.messages, snapshot.messages) };
    case "generation": {
      const { generation } = snapshot;
      const known = workspace.generations[generation.id];
      const state = known?.fromEvent ? known.state : generation.state;
      const view = {
        id: generation.id,
        state,
        fromEvent: known?.fromEvent ?? false,
        reason: known?.reason ?? null,
        details: generation,
      };
      return {
        ...workspace,
        currentGenerationId: workspace.currentGenerationId ?? generation.id,
        generations: { ...workspace.generations, [generation.id]: view },
      };
    }
    case "plan":
      return mergePlan(workspace, snapshot.plan);
    case "versions":
      return {
        ...workspace,
        versionsLoaded: true,
        versions: mergeVersions(workspace.versions, snapshot.versions),
      };
    case "attempts":
      return {
        ...workspace,
        attempts: snapshot.builds.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),
      };
    case "deployment":
      return withDeployment(workspace, snapshot.deployment);
  }
}

export function reduce(workspace: Workspace, action: Action): Workspace {
  switch (action.kind) {
    case "events":
      return action.events.reduce(takeEvent, workspace);
    case "connected":
      // Live text of the old connection has a hole in it now.
      return workspace.writing === undefined ? workspace : { ...workspace, writing: undefined };
    case "snapshot":
      return takeSnapshot(workspace, action.snapshot);
  }
}
