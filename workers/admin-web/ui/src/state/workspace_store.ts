// Keeps one project's workspace up to date for as long as someone looks at it:
// opens the event stream, feeds `reduce`, and reads by REST what the reducer marks as stale.
// Owns no product rule; those are in reduce.ts.

import type { Message, Thread, VersionList } from "../../../../host/generated/http.ts";
import {
  getGeneration,
  getPlan,
  getProject,
  getThread,
  listVersions,
} from "../api/endpoints.ts";
import { isAborted, type Problem, toProblem } from "../api/problem.ts";
import { onTokenChange, tokenIsWanted } from "../api/token.ts";
import { type Connection, type EventStream, openEventStream } from "../stream/event_stream.ts";
import type { StreamEvent } from "../stream/parse_event.ts";
import { hasGap, reduce } from "./reduce.ts";
import { type Action, emptyWorkspace, type Snapshot, type Stale, type Workspace } from "./workspace.ts";

const gapPatienceMs = 1_500;
const refreshDelayMs = 120;

export interface WorkspaceView {
  readonly workspace: Workspace;
  readonly connection: Connection;
  /** Why the project could not be read at all. */
  readonly problem: Problem | undefined;
}

export interface WorkspaceStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getView: () => WorkspaceView;
  readonly apply: (snapshot: Snapshot) => void;
  readonly retry: () => void;
}

export function createWorkspaceStore(projectId: string): WorkspaceStore {
  let view: WorkspaceView = {
    workspace: emptyWorkspace,
    connection: "connecting",
    problem: undefined,
  };
  const listeners = new Set<() => void>();
  let stream: EventStream | undefined;
  let reads = new AbortController();
  let waiting: StreamEvent[] = [];
  let frame: ReturnType<typeof setTimeout> | undefined;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let fresh: { -readonly [Part in keyof Stale]?: number } = {};
  let asked = new Set<string>();
  let unwatchToken: (() => void) | undefined;

  const set = (change: Partial<WorkspaceView>): void => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };

  const act = (action: Action): void => {
    const workspace = reduce(view.workspace, action);
    if (workspace === view.workspace) return;
    set({ workspace });
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(refresh, refreshDelayMs);
    if (!hasGap(workspace)) {
      clearTimeout(gapTimer);
      gapTimer = undefined;
    } else {
      gapTimer ??= setTimeout(() => {
        gapTimer = undefined;
        stream?.reconnect();
      }, gapPatienceMs);
    }
  };
  const apply = (snapshot: Snapshot): void => act({ kind: "snapshot", snapshot });

  const flush = (): void => {
    clearTimeout(frame);
    frame = undefined;
    const events = waiting;
    waiting = [];
    if (events.length > 0) act({ kind: "events", events });
  };

  /** A read whose failure leaves what is shown as it is; the next news tries again. */
  const read = async (key: keyof Stale | string, work: (signal: AbortSignal) => Promise<void>) => {
    try {
      await work(reads.signal);
    } catch (cause) {
      if (isAborted(cause)) return;
      delete fresh[key as keyof Stale];
      asked.delete(key);
      if (key === "project" && view.workspace.project === undefined) {
        set({ problem: toProblem(cause) });
      }
    }
  };

  const once = (key: string, work: (signal: AbortSignal) => Promise<void>): void => {
    if (asked.has(key)) return;
    asked.add(key);
    void read(key, work);
  };

  const when = (key: keyof Stale, work: (signal: AbortSignal) => Promise<void>): void => {
    if (fresh[key] === view.workspace.stale[key]) return;
    fresh[key] = view.workspace.stale[key];
    void read(key, work);
  };

  const readVersions = async (signal: AbortSignal): Promise<void> => {
    let cursor: string | null = null;
    do {
      const page: VersionList = await listVersions(projectId, cursor, signal);
      apply({ kind: "versions", versions: page.items });
      cursor = page.nextCursor;
    } while (cursor !== null);
  };

  const readThread = async (threadId: string, signal: AbortSignal): Promise<void> => {
    const messages: Message[] = [];
    let cursor: string | null = null;
    do {
      const page: Thread = await getThread(threadId, cursor, signal);
      messages.push(...page.messages);
      cursor = page.nextCursor;
    } while (cursor !== null);
    apply({ kind: "thread", messages });
  };

  /** Reads what is stale or referred to and not known; called after every change, so it must be idle when nothing is. */
  function refresh(): void {
    const { workspace } = view;
    when("project", async (signal) => {
      const project = await getProject(projectId, signal);
      set({ problem: undefined });
      apply({ kind: "project", project });
    });
    when("versions", readVersions);
    const threadId = workspace.project?.threadId;
    if (threadId !== undefined) {
      when("thread", (signal) => readThread(threadId, signal));
    }
    const generationId = workspace.currentGenerationId;
    if (generationId !== undefined) {
      when("generation", async (signal) => {
        apply({ kind: "generation", generation: await getGeneration(generationId, signal) });
      });
    }
    for (const message of workspace.messages) {
      if (message.contentType !== "plan_reference") continue;
      const { planId } = message.content;
      if (workspace.plans[planId] === undefined) {
        once(`plan:${planId}`, async (signal) => {
          apply({ kind: "plan", plan: await getPlan(planId, signal) });
        });
      }
    }
  }

  const open = (): void => {
    let wasLive = false;
    reads = new AbortController();
    fresh = {};
    asked = new Set();
    stream = openEventStream({
      projectId,
      resumeAfter: () => {
        flush();
        return view.workspace.lastSequence;
      },
      onEvents: (events) => {
        waiting.push(...events);
        frame ??= setTimeout(flush, 32);
      },
      onConnection: (connection, problem) => {
        if (connection === "live") {
          act({ kind: "connected" });
          if (wasLive) fresh = {};
          wasLive = true;
          refresh();
        }
        const missing = connection === "gone" && view.workspace.project === undefined;
        set({ connection, problem: missing ? problem : view.problem });
      },
    });
    refresh();
    unwatchToken = onTokenChange(() => {
      if (!tokenIsWanted()) retry();
    });
  };

  const close = (): void => {
    stream?.close();
    stream = undefined;
    unwatchToken?.();
    reads.abort();
    for (const timer of [frame, gapTimer, refreshTimer]) clearTimeout(timer);
    frame = undefined;
    gapTimer = undefined;
  };

  function retry(): void {
    close();
    set({ problem: undefined, connection: "connecting" });
    open();
  }

  return {
    getView: () => view,
    apply,
    retry,
    subscribe: (listener) => {
      if (listeners.size === 0) open();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
  };
}
