// Light or dark: the system's choice until the person makes one. public/theme.js does the first paint.

import { useCallback, useSyncExternalStore } from "react";

export type Theme = "light" | "dark";
const key = "sitewright.theme";
const changed = "sitewright:theme";

function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function current(): Theme {
  return document.documentElement.dataset["theme"] === "dark" ? "dark" : "light";
}

function show(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  dispatchEvent(new Event(changed));
}

function subscribe(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const follow = (): void => {
    const choice = stored();
    if (choice !== "light" && choice !== "dark") show(system.matches ? "dark" : "light");
  };
  system.addEventListener("change", follow);
  addEventListener(changed, listener);
  return () => {
    system.removeEventListener("change", follow);
    removeEventListener(changed, listener);
  };
}

export function useTheme(): readonly [Theme, () => void] {
  const theme = useSyncExternalStore(subscribe, current);
  const toggle = useCallback(() => {
    const next: Theme = current() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(key, next);
    } catch {
      // Not remembered, still shown.
    }
    show(next);
  }, []);
  return [theme, toggle];
}
