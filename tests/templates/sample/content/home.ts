import type {
  AboutContent, CtaContent, EventsContent, FaqContent, FeatureGridContent, GalleryContent, HeroContent, LocationContent, MenuContent,
  NewsletterContent, OpeningHoursContent, PageMeta, PostListContent, PricingContent, ProjectsContent, ServicesContent, StatementContent,
  StatsContent, StepsContent, TestimonialsContent,
} from "../content";

export const meta: PageMeta = { title: "", description: "A house on the old quay of Porto with six rooms, a bakery and workshops for people who make things." };

export const hero: HeroContent = {
  form: "split",
  eyebrow: "Open all year, Cais da Ribeira",
  title: "A house on the quay for people who make things",
  lede: "Six rooms, one oven and a long table. Come for bread at seven, stay for a week and bring what you are **working on**.",
  actions: [{ label: "See the rooms", href: "/#services" }, { label: "Read the menu", href: "/#menu" }],
  art: { motif: "coast", seed: "ribeira", alt: "A sail on the river at low sun" },
  facts: [{ value: "6 rooms", label: "all to the river" }, { value: "7:00", label: "first loaves" }, { value: "12 seats", label: "at one table" }],
};

export const featureGrid: FeatureGridContent = {
  id: "why", eyebrow: "The house", title: "Made for long mornings", lede: "Nothing here is loud. What there is works, and somebody knows how to repair it.",
  items: [
    { icon: "sun", title: "Light from three sides", text: "The workroom looks east, south and west, so that somebody always has the sun." },
    { icon: "cup", title: "Coffee that is included", text: "A machine that the baker looks after, and beans from two streets away." },
    { icon: "tool", title: "Tools to borrow", text: "From a sewing machine to a plane: sign for it, use it, bring it back sharp." },
    { icon: "book", title: "A library of manuals", text: "Four hundred books about how things are done, none about success." },
    { icon: "wave", title: "The river", text: "Swimming steps are forty metres from the door; towels are in the hall." },
    { icon: "lock", title: "Quiet after ten", text: "Thick walls and a rule that everybody likes once they have slept here." },
  ],
};

export const gallery: GalleryContent = {
  id: "gallery", title: "Rooms, bread and water", lede: "Open a picture to see it large.",
  items: [
    { art: { motif: "interior", seed: "room one", alt: "A room with a sofa and a lamp" }, title: "Room one", caption: "The first to get the sun." },
    { art: { motif: "street", seed: "ribeira street", alt: "A row of narrow houses" }, title: "The street" },
    { art: { motif: "bread", seed: "morning", alt: "Two loaves on a board" }, title: "Morning bake" },
    { art: { motif: "boat", seed: "rabelo", alt: "A sailing boat" }, title: "On the river" },
    { art: { motif: "cup", seed: "galao", alt: "A cup of coffee" }, title: "Galão" },
    { art: { motif: "garden", seed: "yard", alt: "Flowers in a yard" }, title: "The yard" },
    { art: { motif: "city", seed: "porto", alt: "Roofs of the city" }, title: "Above the roofs" },
    { art: { motif: "plant", seed: "hall", alt: "A plant in the hall" }, title: "In the hall" },
  ],
};

export const menu: MenuContent = {
  id: "menu", eyebrow: "From the oven", title: "Bread and what goes with it", tone: "tint",
  groups: [
    { title: "Bread", note: "From seven", items: [{ name: "Broa", text: "Maize and rye, baked dark", price: "€3.20" }, { name: "Pão de Mafra", text: "Wheat, a day of rest", price: "€2.80" }, { name: "Seeded rye", price: "€4.10", tags: ["vegan"] }] },
    { title: "To sit with", items: [{ name: "Eggs, chouriço and greens", text: "With two slices of broa", price: "€9.50" }, { name: "Sardines on toast", price: "€8.00" }, { name: "Tomato soup", text: "With olive oil from Trás-os-Montes", price: "€6.50", tags: ["vegan"] }] },
    { title: "Cups", items: [{ name: "Galão", price: "€1.90" }, { name: "Filter of the day", price: "€2.40" }, { name: "Lemon verbena", price: "€2.20" }] },
  ],
  note: "Ask us about allergens; most of it can be made without nuts.",
};

export const openingHours: OpeningHoursContent = {
  id: "hours", title: "When the door is open",
  days: [
    { day: "Monday", hours: "closed" }, { day: "Tuesday", hours: "7:00 – 18:00" }, { day: "Wednesday", hours: "7:00 – 18:00" }, { day: "Thursday", hours: "7:00 – 18:00" },
    { day: "Friday", hours: "7:00 – 22:00" }, { day: "Saturday", hours: "8:00 – 22:00" }, { day: "Sunday", hours: "8:00 – 14:00" },
  ],
  note: "On public holidays we open at eight.",
};

export const location: LocationContent = {
  id: "find-us", title: "How to find us", address: ["Harbour House", "Cais da Ribeira 12", "4050 Porto"], mapQuery: "Cais da Ribeira 12, Porto", seed: "ribeira 12",
  directions: [
    { icon: "truck", by: "By metro", text: "Line D to São Bento, then eight minutes down the hill." },
    { icon: "compass", by: "On foot", text: "Along the river, under the bridge, the door with the blue tiles." },
  ],
};

export const services: ServicesContent = {
  id: "services", title: "Stay and work",
  items: [
    { title: "Single room", text: "A bed, a desk by the window, breakfast.", price: "€78", duration: "per night", points: ["Desk lamp", "Own bath"] },
    { title: "Workroom", text: "A place at the long table with everything on the shelf.", price: "€18", duration: "per day" },
    { title: "Bread course", text: "Five hours, one dough, lunch included.", price: "€65", duration: "5 hours" },
  ],
};

export const pricing: PricingContent = {
  id: "prices", title: "Three ways to stay", tone: "tint",
  plans: [
    { name: "A weekend", price: "€210", unit: "two nights", text: "To see whether you like it.", features: ["Room to the river", "Breakfast", "Workroom"], action: { label: "Ask for a weekend", href: "/practice/#contact" } },
    { name: "A week", price: "€640", unit: "seven nights", text: "Enough to finish something.", features: ["All of the weekend", "Tools to borrow", "One dinner at the table"], featured: true, action: { label: "Ask for a week", href: "/practice/#contact" } },
    { name: "A month", price: "€1,980", unit: "four weeks", features: ["All of the week", "A shelf of your own", "Laundry"], action: { label: "Ask for a month", href: "/practice/#contact" } },
  ],
  note: "City tax is included.",
};

export const testimonials: TestimonialsContent = {
  title: "What guests value",
  items: [
    { text: "Nobody asked me what I do for a living until the third evening.", source: "A guest in March" },
    { text: "The desk is exactly as wide as it has to be.", source: "A translator, two weeks" },
    { text: "I came for the bread course and left with a finished chapter.", source: "A guest in October" },
  ],
};

export const stats: StatsContent = {
  title: "The house in figures", tone: "contrast",
  items: [{ value: "1894", label: "built" }, { value: "6", label: "rooms", text: "all to the river" }, { value: "41", label: "steps", text: "to the roof" }, { value: "2", label: "ovens" }],
};

export const steps: StepsContent = {
  title: "How a week goes",
  items: [
    { title: "Write to us", text: "Say when and what you are working on." },
    { title: "We answer", text: "Within two days, with a room and a price." },
    { title: "Come by train", text: "We wait at São Bento if you bring much." },
  ],
};

export const projects: ProjectsContent = {
  id: "made-here", eyebrow: "Made here", title: "Things that left the house", 
  items: [
    { title: "A map of ferries", text: "Every crossing of the Douro, drawn over one winter.", art: { motif: "map", seed: "ferries" }, kind: "Print", year: "2026", tags: ["Map", "Screen print"], href: "/journal/slow-ferry/" },
    { title: "Low chairs", text: "Six chairs from the floor of the old warehouse.", art: { motif: "still-life", seed: "chairs" }, kind: "Furniture", year: "2025", tags: ["Oak"] },
    { title: "River recordings", text: "Forty minutes under the bridge.", art: { motif: "waves", seed: "recording" }, kind: "Sound", year: "2025" },
  ],
};

export const postList: PostListContent = {
  id: "journal", title: "From the journal",
  posts: [
    { title: "The slow ferry", href: "/journal/slow-ferry/", date: "2027-02-11", minutes: 6, topic: "River", summary: "Nine minutes across, and why nobody hurries.", art: { motif: "boat", seed: "slow ferry" } },
    { title: "A dough for cold days", href: "/journal/slow-ferry/", date: "2027-01-20", minutes: 4, topic: "Bread", summary: "What changes when the kitchen is at twelve degrees.", art: { motif: "bread", seed: "cold" } },
    { title: "Sharpening, without a machine", href: "/journal/slow-ferry/", date: "2026-12-02", topic: "Tools", summary: "One stone, water and a quarter of an hour." },
    { title: "Blue tiles", href: "/journal/slow-ferry/", date: "2026-11-15", topic: "House", summary: "Where the tiles of our door come from.", art: { motif: "pattern", seed: "azulejo" } },
  ],
};

export const events: EventsContent = {
  id: "events", title: "Coming up",
  items: [
    { date: "2027-03-04", time: "19:00", title: "Soup and reading", place: "The long table", text: "Bring a page, yours or not.", action: { label: "Save a seat", href: "/practice/#booking" } },
    { date: "every Tuesday", time: "18:30", title: "Mending evening", place: "Workroom" },
  ],
};

export const about: AboutContent = {
  id: "about", eyebrow: "Since 1894", title: "A warehouse that became a house", art: { motif: "house", seed: "warehouse", alt: "A house by the water" },
  paragraphs: ["Salt cod was dried on the top floor for eighty years. You can still smell it on hot days, and we have stopped apologising.", "Since 2019 there are beds, an oven and a table. The walls are as they were."],
  facts: [{ label: "Architecture", text: "Granite and pine" }, { label: "Heating", text: "The ovens" }],
  action: { label: "Read the journal", href: "/journal/slow-ferry/" },
};

export const faq: FaqContent = {
  id: "faq", title: "Questions that come often",
  items: [
    { question: "Can I bring a dog?", answer: "Yes, in rooms one and two. Tell us its name when you [write](/practice/#contact)." },
    { question: "Is there parking?", answer: "No. The nearest garage is five minutes away, the metro eight." },
    { question: "Do you have a lift?", answer: "There is one to the second floor; the roof is stairs only." },
  ],
};

export const statement: StatementContent = { text: "Bring what you are working on; the table is long enough.", source: "Written above the door", tone: "accent" };
export const newsletter: NewsletterContent = { id: "letter", title: "One letter a month", lede: "What is baked, read and repaired. No more than that.", tone: "tint" };
export const cta: CtaContent = { title: "The kettle is on", lede: "Tell us when you come.", actions: [{ label: "Write to us", href: "/practice/#contact" }, { label: "See prices", href: "/#prices" }] };
