// A REST answer as state: loading, ready or problem. Answers that never change are kept for the page's life.

import { useCallback, useEffect, useState } from "react";
import { isAborted, type Problem, toProblem } from "../api/problem.ts";

export type Resource<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "problem"; readonly problem: Problem };

const kept = new Map<string, unknown>();
const keptLimit = 200;

function keep(key: string, value: unknown): void {
  if (kept.size >= keptLimit) {
    const oldest = kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
  }
  kept.set(key, value);
}

/** `key` names the answer for ever (a version's file, a diff of two versions); null reads nothing. */
export function useImmutable<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): readonly [Resource<T>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [result, setResult] = useState<{ key: string; resource: Resource<T> }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is a new function each render; `key` stands for it.
  useEffect(() => {
    if (key === null || kept.has(key)) return;
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => {
        keep(key, value);
        setResult({ key, resource: { state: "ready", value } });
      },
      (cause: unknown) => {
        if (isAborted(cause)) return;
        setResult({ key, resource: { state: "problem", problem: toProblem(cause) } });
      },
    );
    return () => abort.abort();
  }, [key, attempt]);
  const retry = useCallback(() => {
    setResult(undefined);
    setAttempt((n) => n + 1);
  }, []);
  if (key !== null && kept.has(key)) return [{ state: "ready", value: kept.get(key) as T }, retry];
  if (result !== undefined && result.key === key) return [result.resource, retry];
  return [{ state: "loading" }, retry];
}
