import { useCallback, useEffect, useState } from "react";

const keyOf = (name: string): string => `sitewright.draft.${name}`;
const watchers = new Map<string, Set<(text: string) => void>>();

/** Puts a text where a draft is being typed, for the person to go on from. */
export function fillDraft(name: string, text: string): void {
  for (const watcher of watchers.get(name) ?? []) watcher(text);
}

/** Text being typed, kept for this tab so that a reload does not take it away. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const key = keyOf(name);
  const [text, setText] = useState(() => {
    try {
      return sessionStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  });
  const write = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === "") sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, next);
      } catch {
        // Storage is blocked or full: the draft lives as long as the page.
      }
    },
    [key],
  );
  useEffect(() => {
    const all = watchers.get(name) ?? new Set();
    watchers.set(name, all.add(write));
    return () => {
      all.delete(write);
    };
  }, [name, write]);
  return [text, write];
}
