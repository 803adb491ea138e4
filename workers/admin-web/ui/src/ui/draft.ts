import { useCallback, useState } from "react";

/** Text being typed, kept for this tab so that a reload does not take it away. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const key = `sitewright.draft.${name}`;
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
  return [text, write];
}
