import { createContext, useContext, type ComponentType } from "react";
import type { PageMeta } from "./content";

/** What every file of src/pages/ exports. */
export interface PageModule {
  meta: PageMeta;
  default: ComponentType;
}

const CurrentPage = createContext("home");
export const PageProvider = CurrentPage.Provider;

/** The name of the page being shown, as "home" or "journal/slow-train". */
export function usePage(): string {
  return useContext(CurrentPage);
}

/** "/journal/slow-train/" for "journal/slow-train". */
export function pathOf(page: string): string {
  return page === "home" ? "/" : `/${page}/`;
}

/** An address written from the root, as seen from a page: relative, so that a site works in any folder. */
export function resolveHref(href: string, page: string): string {
  if (!href.startsWith("/") || href.startsWith("//") || page === "not-found") return href;
  const here = pathOf(page);
  if (href.startsWith(`${here}#`)) return href.slice(here.length);
  const depth = page === "home" ? 0 : page.split("/").length;
  return ("../".repeat(depth) || "./") + href.slice(1);
}

export function useHref(href: string): string {
  return resolveHref(href, usePage());
}
