// The words and facts of a site, as data. Sections take these as props, so a change of text is a
// change in src/content/ and never in a component.
//
// `text`, `lede` and `answer` fields take a little inline markup: **bold**, _emphasis_, `code` and
// [label](href). Everything else is plain text.
//
// An href is "/menu/" (a page), "/#contact" or "#contact" (a place), "https://…", "mailto:…" or
// "tel:…". Pages are written from the root; the build makes them relative for any address.

/* ---- building blocks ---------------------------------------------------- */

/** What a drawing shows. The drawing is computed from motif and seed; the same pair is always the same picture. */
export type Motif =
  // scenes
  | "landscape" | "coast" | "mountains" | "forest" | "city" | "street" | "house" | "interior" | "garden" | "night" | "stage"
  // things
  | "still-life" | "bread" | "plate" | "cup" | "bottle" | "bicycle" | "train" | "boat" | "camera" | "book"
  | "garment" | "tools" | "music" | "ball" | "paw" | "plant" | "rings" | "gift"
  // people, without faces
  | "couple" | "portrait" | "group" | "monogram"
  // technical
  | "device" | "chart" | "code" | "network" | "orbit" | "numbers"
  // abstract
  | "shapes" | "waves" | "pattern" | "map";

export interface Art {
  motif: Motif;
  /** Any text. For "monogram" its first letters are drawn. */
  seed: string;
  /** What it shows, for people who do not see it. Left out: decoration. */
  alt?: string;
}

export type IconName =
  | "arrow" | "bell" | "bolt" | "book" | "box" | "brush" | "calendar" | "camera" | "chart" | "chat"
  | "check" | "clock" | "cloud" | "code" | "compass" | "cup" | "flag" | "flask" | "gift" | "globe"
  | "grid" | "hand" | "heart" | "home" | "key" | "layers" | "leaf" | "lock" | "mail" | "map"
  | "megaphone" | "music" | "people" | "phone" | "pin" | "puzzle" | "search" | "shield" | "spark" | "star"
  | "sun" | "target" | "tool" | "truck" | "wave";

export interface Link {
  label: string;
  href: string;
}

/** Every section starts with these; all but the title may be left out. */
export interface SectionHead {
  /** Anchor, for "#menu" links. Unique on its page. */
  id?: string;
  /** A short line above the title. */
  eyebrow?: string;
  title: string;
  lede?: string;
  /** Ground of the section. "plain" unless told. */
  tone?: Tone;
}

export type Tone = "plain" | "tint" | "accent" | "contrast";

/** Body text of articles, documentation and RichText. */
export type Block =
  | { kind: "p"; text: string }
  | { kind: "h2"; text: string }
  | { kind: "h3"; text: string }
  | { kind: "list"; items: string[]; ordered?: boolean }
  | { kind: "quote"; text: string; source?: string }
  | { kind: "code"; code: string; language?: string; file?: string }
  | { kind: "note"; text: string; tone?: "tip" | "warning" }
  | { kind: "art"; art: Art; caption?: string }
  | { kind: "table"; columns: string[]; rows: string[][] };

/* ---- the site and its pages --------------------------------------------- */

export type HeaderForm = "bar" | "centred" | "masthead" | "pill";
export type FooterForm = "columns" | "simple" | "poster";

/** src/content/site.ts exports `site` of this type. */
export interface SiteContent {
  name: string;
  /** One sentence. Used in the footer and where a page has no description. */
  tagline: string;
  /** BCP 47, as "en" or "de". */
  lang: string;
  /** "auto" follows the visitor and shows a switch. */
  mode: "auto" | "light" | "dark";
  header: HeaderForm;
  footer: FooterForm;
  nav: Link[];
  /** The one button in the header. */
  action?: Link;
  email?: string;
  phone?: string;
  /** Lines of the postal address. */
  address?: string[];
  social?: Link[];
  footerLinks?: { title: string; links: Link[] }[];
  /** Last line of the footer, as "© 2027 Driftlog". */
  legal?: string;
  /** schema.org type of the whole site for JSON-LD, as "Restaurant" or "Event". Left out: "WebSite" only. */
  schemaType?: string;
}

/** Each src/content/<page>.ts exports `meta` of this type. */
export interface PageMeta {
  /** Without the site's name; the build adds it. The home page may leave it empty. */
  title: string;
  description: string;
}

/* ---- openings: exactly one per page, they hold the h1 ------------------- */

export type HeroForm = "split" | "centred" | "poster" | "statement";

export interface HeroContent {
  id?: string;
  /** Left out: "split". The catalogue names the form that suits each style. */
  form?: HeroForm;
  eyebrow?: string;
  title: string;
  lede?: string;
  /** The first is the main one. */
  actions?: Link[];
  art?: Art;
  /** Two to four short facts below. */
  facts?: { value: string; label: string }[];
}

/** The opening of every page that is not the home page. */
export interface PageIntroContent {
  id?: string;
  eyebrow?: string;
  title: string;
  lede?: string;
  art?: Art;
}

export interface ArticleContent {
  title: string;
  /** ISO date. */
  date?: string;
  minutes?: number;
  topic?: string;
  lede?: string;
  art?: Art;
  body: Block[];
  back?: Link;
  next?: Link;
}

export interface DocsPageContent {
  nav: { title: string; links: Link[] }[];
  eyebrow?: string;
  title: string;
  lede?: string;
  body: Block[];
  previous?: Link;
  next?: Link;
}

/* ---- sections ------------------------------------------------------------ */

export interface FeatureGridContent extends SectionHead {
  items: { icon?: IconName; title: string; text: string }[];
}

export interface GalleryContent extends SectionHead {
  items: { art: Art; title: string; caption?: string }[];
}

export interface MenuContent extends SectionHead {
  groups: {
    title: string;
    note?: string;
    items: { name: string; text?: string; price?: string; tags?: string[] }[];
  }[];
  /** Allergens, prices, anything that holds for all of it. */
  note?: string;
}

export interface OpeningHoursContent extends SectionHead {
  /** Monday first, seven of them where they can be known. The label is shown, the order says which is today. */
  days: { day: string; hours: string }[];
  note?: string;
  action?: Link;
}

export interface LocationContent extends SectionHead {
  address: string[];
  /** Text to look up on OpenStreetMap. Left out: no map link. */
  mapQuery?: string;
  directions?: { icon?: IconName; by: string; text: string }[];
  seed: string;
}

export interface PricingContent extends SectionHead {
  plans: {
    name: string;
    price: string;
    /** As "per month". */
    unit?: string;
    text?: string;
    features: string[];
    action?: Link;
    featured?: boolean;
  }[];
  note?: string;
}

export interface FaqContent extends SectionHead {
  items: { question: string; answer: string }[];
}

/** `source` is a role ("a guest from March"), never an invented name. */
export interface TestimonialsContent extends SectionHead {
  items: { text: string; source?: string }[];
}

export interface TeamContent extends SectionHead {
  people: { name: string; role?: string; text?: string; links?: Link[] }[];
}

export interface SpeakersContent extends SectionHead {
  /** Without a name the slot is shown as open, by its topic. */
  slots: { name?: string; topic: string; text?: string; track?: string }[];
  action?: Link;
}

export interface ScheduleContent extends SectionHead {
  days: {
    label: string;
    date?: string;
    items: { time: string; title: string; text?: string; place?: string; kind?: "talk" | "workshop" | "break" | "social" }[];
  }[];
  note?: string;
}

export interface ProductsContent extends SectionHead {
  /** ISO 4217. */
  currency: string;
  /** `id` is unique; `price` in the currency's main unit. */
  items: { id: string; name: string; price: number; text?: string; art: Art; tag?: string }[];
  /** Where orders go: the basket is sent as an e-mail. Left out: the site's e-mail. */
  orderEmail?: string;
  /** How an order is answered, paid and sent. */
  orderNote?: string;
}

export interface PostListContent extends SectionHead {
  posts: { title: string; href: string; date?: string; minutes?: number; topic?: string; summary: string; art?: Art }[];
  more?: Link;
}

export interface QuizContent extends SectionHead {
  topics: QuizTopic[];
  /** Questions in a round, 10 unless told. */
  rounds?: number;
  /** Seconds for a round when the visitor turns the clock on, 120 unless told. */
  seconds?: number;
}

export type QuizTopic =
  | { kind: "maths"; name: string; text?: string; operations: MathsOperation[] }
  | { kind: "bank"; name: string; text?: string; questions: QuizQuestion[] };

export type MathsOperation =
  | "add" | "subtract" | "multiply" | "divide" | "percent" | "power" | "sequence" | "equation" | "fraction";

export interface QuizQuestion {
  question: string;
  /** Two to six. */
  options: string[];
  /** Index into options. */
  answer: number;
  why?: string;
}

export interface FlashcardsContent extends SectionHead {
  cards: { front: string; back: string }[];
}

export interface ContactContent extends SectionHead {
  /** Where the message goes. Left out: the site's e-mail. Neither: the form says so and offers to copy the text. */
  email?: string;
  /** Choices of "what is it about". */
  topics?: string[];
  /** Other ways, as phone or address. */
  details?: { icon?: IconName; label: string; text: string; href?: string }[];
  /** As "I answer within two days." */
  note?: string;
}

export interface BookingContent extends SectionHead {
  /** What can be booked. */
  choices: string[];
  times?: string[]; // "14:00", "15:30" … Left out: a free time field.
  people?: number; // Ask for the number of people, up to this.
  email?: string;
  note?: string;
}

export interface NewsletterContent extends SectionHead {
  email?: string;
  button?: string;
  note?: string;
}

export interface StatsContent extends SectionHead {
  items: { value: string; label: string; text?: string }[];
}

export interface StepsContent extends SectionHead {
  items: { title: string; text: string }[];
  action?: Link;
}

export interface ServicesContent extends SectionHead {
  items: { title: string; text: string; price?: string; duration?: string; href?: string; points?: string[] }[];
}

export interface CtaContent extends SectionHead {
  actions: Link[];
}

/** Kinds of partners, standards or places; never made-up brands. */
export interface PartnersContent extends SectionHead {
  items: { name: string; text?: string; href?: string }[];
}

export interface TimelineContent extends SectionHead {
  items: { when: string; title: string; text?: string }[];
}

export interface AboutContent extends SectionHead {
  paragraphs: string[];
  art?: Art;
  facts?: { label: string; text: string }[];
  action?: Link;
}

export interface ProjectsContent extends SectionHead {
  items: { title: string; text: string; art: Art; kind?: string; year?: string; href?: string; tags?: string[] }[];
}

export interface EventsContent extends SectionHead {
  items: { /** ISO date, or words as "every Tuesday". */ date: string; time?: string; title: string; place?: string; text?: string; action?: Link }[];
}

export interface CommunityContent extends SectionHead {
  channels: { icon?: IconName; name: string; text: string; action?: Link }[];
  /** How people treat each other there. */
  rules?: string[];
}

export interface ResumeContent extends SectionHead {
  groups: { title: string; items: { when?: string; title: string; place?: string; text?: string }[] }[];
  skills?: { title: string; items: string[] }[];
  action?: Link;
}

export interface ComparisonContent extends SectionHead {
  /** The first is ours and is marked. */
  columns: string[];
  rows: { label: string; values: (string | boolean)[] }[];
  note?: string;
}

export interface CountdownContent extends SectionHead {
  /** ISO date and time with zone. */
  date: string;
  /** Shown once it is past. */
  after?: string;
  action?: Link;
}

export interface DataTableContent extends SectionHead {
  columns: string[];
  rows: string[][];
  note?: string;
}

export interface RichTextContent extends SectionHead {
  body: Block[];
}

export interface StatementContent {
  id?: string;
  tone?: Tone;
  text: string;
  source?: string;
}

export interface CodeSampleContent extends SectionHead {
  tabs: { label: string; code: string; language?: string }[];
  points?: { title: string; text: string }[];
}

export interface LinkListContent extends SectionHead {
  links: { icon?: IconName; label: string; text?: string; href: string }[];
}
