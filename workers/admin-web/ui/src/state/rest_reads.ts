// Reads by REST what the reducer marks as stale, or what is referred to and not known.
// `refresh` may be called after every change: it does nothing when there is nothing to read.
// A read that fails leaves what is shown as it is; the next news tries again.

import type { Message, Thread, VersionList } from "../../../../host/generated/http.ts";
import {
  getGeneration,
  getPlan,
  getProject,
  getThread,
  listBuilds,
  listVersions,
} from "../api/endpoints.ts";
import { isAborted } from "../api/problem.ts";
import type { Snapshot, Stale, Workspace } from "./workspace.ts";

type Work = (signal: AbortSignal) => Promise<void>;

export interface RestReads {
  refresh(workspace: Workspace): void;
  /** Takes every answer as stale, after the connection was lost. */
  forget(): void;
  close(): void;
}

export interface RestReadsOptions {
  readonly projectId: string;
  readonly apply: (snapshot: Snapshot) => void;
  readonly onProjectRead: (failure: unknown) => void;
}

async function readVersions(
  { projectId, apply }: RestReadsOptions,
  signal: AbortSignal,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: VersionList = await listVersions(projectId, cursor, signal);
    apply({ kind: "versions", versions: page.items });
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function readThread(
  { apply }: RestReadsOptions,
  threadId: string,
  signal: AbortSignal,
): Promise<void> {
  const messages: Message[] = [];
  let cursor: string | null = null;
  do {
    const page: Thread = await getThread(threadId, cursor, signal);
    messages.push(...page.messages);
    cursor = page.nextCursor;
  } while (cursor !== null);
  apply({ kind: "thread", messages });
}

function missingPlans(workspace: Workspace): readonly string[] {
  return workspace.messages.flatMap((message) =>
    message.contentType === "plan_reference" &&
    workspace.plans[message.content.planId] === undefined
      ? [message.content.planId]
      : [],
  );
}

export function createRestReads(options: RestReadsOptions): RestReads {
  const { projectId, apply, onProjectRead } = options;
  const abort = new AbortController();
  let fresh: { -readonly [Part in keyof Stale]?: number } = {};
  const asked = new Set<string>();

  const attempt = async (work: Work, onFailure: (cause: unknown) => void): Promise<void> => {
    try {
      await work(abort.signal);
    } catch (cause) {
      if (!isAborted(cause)) onFailure(cause);
    }
  };

  const readStale = (part: keyof Stale, workspace: Workspace, work: Work): void => {
    if (fresh[part] === workspace.stale[part]) return;
    fresh[part] = workspace.stale[part];
    void attempt(work, (cause) => {
      delete fresh[part];
      if (part === "project") onProjectRead(cause);
    });
  };

  const readOnce = (key: string, work: Work): void => {
    if (asked.has(key)) return;
    asked.add(key);
    void attempt(work, () => asked.delete(key));
  };

  return {
    refresh: (workspace) => {
      readStale("project", workspace, async (signal) => {
        apply({ kind: "project", project: await getProject(projectId, signal) });
        onProjectRead(undefined);
      });
      readStale("versions", workspace, (signal) => readVersions(options, signal));
      readStale("attempts", workspace, async (signal) => {
        apply({ kind: "attempts", builds: (await listBuilds(projectId, signal)).items });
      });
      const threadId = workspace.project?.threadId;
      if (threadId !== undefined) {
        readStale("thread", workspace, (signal) => readThread(options, threadId, signal));
      }
      const generationId = workspace.currentGenerationId;
      if (generationId !== undefined) {
        readStale("generation", workspace, async (signal) => {
          apply({ kind: "generation", generation: await getGeneration(generationId, signal) });
        });
      }
      for (const planId of missingPlans(workspace)) {
        readOnce(planId, async (signal) => {
          apply({ kind: "plan", plan: await getPlan(planId, signal) });
        });
      }
    },
    forget: () => {
      fresh = {};
    },
    close: () => abort.abort(),
  };
}
