// The project list, page by page, with the few changes made here shown at once.

import { useCallback, useEffect, useRef, useState } from "react";
import type { Project } from "../../../../../host/generated/http.ts";
import { listProjects } from "../../api/endpoints.ts";
import { isAborted, type Problem, toProblem } from "../../api/problem.ts";
import { onTokenChange, tokenIsWanted } from "../../api/token.ts";

const pageSize = 12;
const refreshMs = 8_000;

export interface ProjectPages {
  readonly projects: readonly Project[] | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly showMore: () => void;
  readonly retry: () => void;
  readonly replace: (project: Project) => void;
  readonly remove: (id: string) => void;
}

function join(first: readonly Project[], rest: readonly Project[]): readonly Project[] {
  const seen = new Set(first.map((one) => one.id));
  return [...first, ...rest.filter((one) => !seen.has(one.id))];
}

export function useProjectPages(): ProjectPages {
  const [projects, setProjects] = useState<readonly Project[]>();
  const [cursor, setCursor] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const abort = useRef(new AbortController());
  const removed = useRef(new Set<string>());

  const load = useCallback(async (from: string | null, quiet: boolean): Promise<void> => {
    const { signal } = abort.current;
    if (!quiet) setBusy(true);
    try {
      const page = await listProjects(from, pageSize, signal);
      const items = page.items.filter((one) => !removed.current.has(one.id));
      setProblem(undefined);
      setProjects((known = []) => (from === null ? join(items, known) : join(known, items)));
      if (!quiet) setCursor(page.nextCursor);
    } catch (cause) {
      if (!isAborted(cause) && !quiet) setProblem(toProblem(cause));
    }
    if (!signal.aborted && !quiet) setBusy(false);
  }, []);

  useEffect(() => {
    abort.current = new AbortController();
    void load(null, false);
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !tokenIsWanted()) void load(null, true);
    }, refreshMs);
    const again = (): void => void load(null, false);
    const unwatch = onTokenChange(() => {
      if (!tokenIsWanted()) again();
    });
    addEventListener("online", again);
    return () => {
      abort.current.abort();
      clearInterval(timer);
      unwatch();
      removeEventListener("online", again);
    };
  }, [load]);

  return {
    projects,
    hasMore: cursor !== null,
    busy,
    problem,
    showMore: () => void load(cursor, false),
    retry: () => void load(projects === undefined ? null : cursor, false),
    replace: (project) =>
      setProjects((known) => known?.map((one) => (one.id === project.id ? project : one))),
    remove: (id) => {
      removed.current.add(id);
      setProjects((known) => known?.filter((one) => one.id !== id));
    },
  };
}
