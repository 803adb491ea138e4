import type { PageMeta } from "../content";

export const meta: PageMeta = {
  title: "",
  description: "Notes on harbours, ferries and the towns around them, written slowly.",
};

export const title = "Notes from the water's edge";
export const lede = "Harbours, ferries and the towns around them, one place at a time.";
