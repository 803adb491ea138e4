import type { SiteContent } from "../content";

export const site: SiteContent = {
  name: "Harbour House",
  tagline: "Rooms, a bakery and workshops on the old quay",
  lang: "en",
  mode: "auto",
  header: "bar",
  footer: "columns",
  nav: [
    { label: "Stay", href: "/#services" },
    { label: "Eat", href: "/#menu" },
    { label: "Practice", href: "/practice/" },
    { label: "Journal", href: "/journal/slow-ferry/" },
    { label: "Guide", href: "/guide/install/" },
  ],
  action: { label: "Book a table", href: "/practice/#booking" },
  email: "hello@harbour-house.example",
  phone: "+351 220 000 000",
  address: ["Cais da Ribeira 12", "4050 Porto"],
  social: [{ label: "Mastodon", href: "https://social.example/@harbour" }],
  legal: "© 2027 Harbour House",
  schemaType: "Restaurant",
};
