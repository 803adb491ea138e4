import type { SiteContent } from "../content";

export const site: SiteContent = {
  name: "Harbour Notes",
  tagline: "A small journal about places by the water",
  lang: "en",
  mode: "auto",
  header: "bar",
  footer: "columns",
  nav: [{ label: "Start", href: "/" }],
};
