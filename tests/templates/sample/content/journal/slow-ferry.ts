import type { ArticleContent, PageMeta } from "../../content";

export const meta: PageMeta = { title: "The slow ferry", description: "Nine minutes across the Douro, and why nobody hurries." };

export const article: ArticleContent = {
  title: "The slow ferry", date: "2027-02-11", minutes: 6, topic: "River", lede: "Nine minutes across, and why nobody hurries.", art: { motif: "boat", seed: "slow ferry", alt: "A ferry at dusk" },
  back: { label: "Journal", href: "/#journal" }, next: { label: "A dough for cold days", href: "/journal/slow-ferry/" },
  body: [
    { kind: "p", text: "The ferry leaves when it is full or when the captain has finished his cigarette, whichever is later. There is no timetable, and after a week you stop missing it." },
    { kind: "h2", text: "Both banks" },
    { kind: "p", text: "On the south side there is **one** café with four chairs. On the north side there is us." },
    { kind: "quote", text: "You cannot be late for a boat that has not left." },
    { kind: "h2", text: "What to bring" },
    { kind: "list", items: ["Coins", "A coat", "Bread"] },
  ],
};
