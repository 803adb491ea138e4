// The page's address as state: three pages, and the query that keeps what was open over a reload.

import { useCallback, useSyncExternalStore } from "react";

export type Route =
  | { readonly page: "home" }
  | { readonly page: "models" }
  | { readonly page: "project"; readonly id: string }
  | { readonly page: "unknown"; readonly path: string };

const changed = "sitewright:navigate";

export function parseRoute(path: string): Route {
  if (path === "/" || path === "") return { page: "home" };
  if (path === "/models" || path === "/models/") return { page: "models" };
  const match = /^\/projects\/([^/]{1,64})\/?$/.exec(path);
  if (!match?.[1]) return { page: "unknown", path };
  try {
    return { page: "project", id: decodeURIComponent(match[1]) };
  } catch {
    return { page: "unknown", path };
  }
}

export const projectPath = (id: string): string => `/projects/${encodeURIComponent(id)}`;

export function navigate(path: string, how: "push" | "replace" = "push"): void {
  history[how === "push" ? "pushState" : "replaceState"](null, "", path);
  dispatchEvent(new Event(changed));
}

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  addEventListener(changed, listener);
  return () => {
    removeEventListener("popstate", listener);
    removeEventListener(changed, listener);
  };
}

export function useRoute(): Route {
  const path = useSyncExternalStore(subscribe, () => location.pathname);
  return parseRoute(path);
}

/** One value of the query; setting it replaces the address and adds no history entry. */
export function useQueryValue(
  name: string,
): readonly [string | null, (value: string | null) => void] {
  const query = useSyncExternalStore(subscribe, () => location.search);
  const set = useCallback(
    (value: string | null) => {
      const next = new URLSearchParams(location.search);
      if (value === null) next.delete(name);
      else next.set(name, value);
      const text = next.toString();
      navigate(`${location.pathname}${text ? `?${text}` : ""}`, "replace");
    },
    [name],
  );
  return [new URLSearchParams(query).get(name), set];
}
