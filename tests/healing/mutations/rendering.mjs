// What only a browser has, used while pages are rendered.
import { beforeReturn, mutation } from "./edits.mjs";

/** @type {import("./edits.mjs").Mutation[]} */
export const rendering = [
  mutation("rendering", "window while rendering", true, (tree, choose) =>
    "prerender.ts" in tree
      ? beforeReturn("const wide = window.innerWidth > 800;\n  void wide;")(tree, choose)
      : undefined,
  ),
  mutation("rendering", "localStorage while rendering", true, (tree, choose) =>
    "prerender.ts" in tree
      ? beforeReturn('const seen = document.cookie.includes("seen");\n  void seen;')(tree, choose)
      : undefined,
  ),
];
