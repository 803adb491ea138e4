// First lines that work well, by kind of site. Each says who, what and where, as a good prompt does.

export interface Kind {
  readonly id: string;
  readonly name: string;
  readonly prompts: readonly [string, string, string];
}

export const kinds: readonly [Kind, ...Kind[]] = [
  {
    id: "portfolio",
    name: "Portfolio",
    prompts: [
      "Portfolio for wedding photographer Ana Costa in Lisbon, with a gallery, prices and a contact form",
      "Portfolio of a ceramic artist: recent pieces, how they are made, where to buy",
      "One-page portfolio for a motion designer, dark, with six case studies",
    ],
  },
  {
    id: "restaurant",
    name: "Food and drink",
    prompts: [
      "Neighbourhood bakery in Porto: menu, opening hours and how to find us",
      "Ramen bar called Kita with a short menu, a table booking form and a map",
      "Natural wine bar in Ghent: tonight's list, events, private hire",
    ],
  },
  {
    id: "shop",
    name: "Shop front",
    prompts: [
      "Shop front for hand-bound notebooks: three collections, prices, shipping questions",
      "Bicycle shop in Freiburg with a workshop, opening hours and second-hand bikes",
      "Seed shop with a planting calendar and bundles by season",
    ],
  },
  {
    id: "software",
    name: "Software",
    prompts: [
      "Landing page for Driftlog, which tracks ocean drones, with pricing and FAQ",
      "Landing page for a time tracker for small law firms, three plans and a security section",
      "Product page for an offline-first notes app, with a comparison table",
    ],
  },
  {
    id: "event",
    name: "Event",
    prompts: [
      "Conference site for RustNordic 2027 in Oslo with speakers and schedule, dark theme",
      "Festival of short films over three evenings, with a programme and tickets",
      "Wedding site for Mira and Jonas: the day, travel, reply form",
    ],
  },
  {
    id: "writing",
    name: "Blog",
    prompts: [
      "Personal blog about slow travel by train, with three long posts",
      "Journal of a beekeeper, one entry per month, with a glossary",
      "Newsletter archive about city trees, with a sign-up form",
    ],
  },
  {
    id: "docs",
    name: "Documentation",
    prompts: [
      "Documentation for an open source HTTP client named Quill, with install and a first request",
      "Handbook for volunteers of a food bank: shifts, rules, who to call",
      "API guide for a weather service with examples and error codes",
    ],
  },
  {
    id: "practice",
    name: "Practice and quiz",
    prompts: [
      "A site to practise mental arithmetic with a score and three levels",
      "Quiz on the capitals of Europe, ten questions, with explanations",
      "Spanish verbs practice: present tense, twenty verbs, keeps a streak",
    ],
  },
  {
    id: "community",
    name: "Club",
    prompts: [
      "Chess club that meets on Thursdays: ladder, calendar, how to join",
      "Allotment association with a waiting list, rules and a work-day calendar",
      "Running group for beginners: routes, pace groups, first run free",
    ],
  },
  {
    id: "service",
    name: "Service",
    prompts: [
      "Physiotherapy practice: treatments, two therapists, prices, appointment request",
      "Piano tuner for Zürich and around: what it costs, how a visit goes, booking",
      "Small architecture studio that restores barns, with four projects",
    ],
  },
];
