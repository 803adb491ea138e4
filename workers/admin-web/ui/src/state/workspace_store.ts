// Keeps one project's workspace up to date for as long as someone looks at it:
// opens the event stream, feeds `reduce`, and has stale parts read again.
// Owns no product rule; those are in reduce.ts.

import { type Problem, toProblem } from "../api/problem.ts";
import { onTokenChange, tokenIsWanted } from "../api/token.ts";
import { type Connection, openEventStream } from "../stream/event_stream.ts";
import type { StreamEvent } from "../stream/parse_event.ts";
import { hasGap, reduce } from "./reduce.ts";
import { createRestReads } from "./rest_reads.ts";
import { type Action, emptyWorkspace, type Snapshot, type Workspace } from "./workspace.ts";

const gapPatienceMs = 1_500;
const refreshDelayMs = 120;
const batchMs = 32; // two frames: a replay of a thousand events is a handful of renders

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

interface Feed {
  close(): void;
}

interface Keeper {
  readonly getView: () => WorkspaceView;
  readonly set: (change: Partial<WorkspaceView>) => void;
  readonly act: (action: Action) => void;
}

/** One period of watching: the stream, the reads and their timers, all ended by `close`. */
function openFeed(
  projectId: string,
  { getView, set, act }: Keeper,
  onWorkspace: (check: () => void) => void,
): Feed {
  let waiting: StreamEvent[] = [];
  let batch: ReturnType<typeof setTimeout> | undefined;
  let gap: ReturnType<typeof setTimeout> | undefined;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  let wasLive = false;

  const reads = createRestReads({
    projectId,
    apply: (snapshot) => act({ kind: "snapshot", snapshot }),
    onProjectRead: (failure) => {
      if (failure === undefined) set({ problem: undefined });
      else if (getView().workspace.project === undefined) set({ problem: toProblem(failure) });
    },
  });

  const flush = (): void => {
    clearTimeout(batch);
    batch = undefined;
    const events = waiting;
    waiting = [];
    if (events.length > 0) act({ kind: "events", events });
  };

  const stream = openEventStream({
    projectId,
    resumeAfter: () => {
      flush();
      return getView().workspace.lastSequence;
    },
    onEvents: (events) => {
      waiting.push(...events);
      batch ??= setTimeout(flush, batchMs);
    },
    onConnection: (connection, problem) => {
      if (connection === "live") {
        act({ kind: "connected" });
        if (wasLive) reads.forget();
        wasLive = true;
        reads.refresh(getView().workspace);
      }
      const missing = connection === "gone" && getView().workspace.project === undefined;
      set({ connection, ...(missing ? { problem } : {}) });
    },
  });

  onWorkspace(() => {
    // Not pushed back by later changes: live text would put the reads off for ever.
    refresh ??= setTimeout(() => {
      refresh = undefined;
      reads.refresh(getView().workspace);
    }, refreshDelayMs);
    if (!hasGap(getView().workspace)) {
      clearTimeout(gap);
      gap = undefined;
    } else {
      gap ??= setTimeout(() => {
        gap = undefined;
        stream.reconnect();
      }, gapPatienceMs);
    }
  });
  reads.refresh(getView().workspace);

  return {
    close: () => {
      stream.close();
      reads.close();
      for (const timer of [batch, gap, refresh]) clearTimeout(timer);
    },
  };
}

export function createWorkspaceStore(projectId: string): WorkspaceStore {
  let view: WorkspaceView = {
    workspace: emptyWorkspace,
    connection: "connecting",
    problem: undefined,
  };
  const listeners = new Set<() => void>();
  let feed: Feed | undefined;
  let check: (() => void) | undefined;
  let unwatchToken: (() => void) | undefined;

  const set = (change: Partial<WorkspaceView>): void => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  const act = (action: Action): void => {
    const workspace = reduce(view.workspace, action);
    if (workspace === view.workspace) return;
    set({ workspace });
    check?.();
  };
  const keeper: Keeper = { getView: () => view, set, act };

  const close = (): void => {
    check = undefined;
    feed?.close();
    feed = undefined;
    unwatchToken?.();
  };
  const open = (): void => {
    feed = openFeed(projectId, keeper, (next) => {
      check = next;
    });
    unwatchToken = onTokenChange(() => {
      if (!tokenIsWanted()) retry();
    });
  };
  const retry = (): void => {
    close();
    set({ problem: undefined, connection: "connecting" });
    open();
  };

  return {
    getView: keeper.getView,
    apply: (snapshot) => act({ kind: "snapshot", snapshot }),
    retry,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) open();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
  };
}
