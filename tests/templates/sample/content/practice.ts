import type {
  BookingContent, CodeSampleContent, CommunityContent, ComparisonContent, ContactContent, CountdownContent, DataTableContent, FlashcardsContent,
  LinkListContent, PageIntroContent, PageMeta, PartnersContent, ProductsContent, QuizContent, ResumeContent, RichTextContent, ScheduleContent,
  SpeakersContent, TeamContent, TimelineContent,
} from "../content";

export const meta: PageMeta = { title: "Practice", description: "Everything that works when it is clicked: practice, shop, schedule, booking and contact." };

export const pageIntro: PageIntroContent = { eyebrow: "Workroom", title: "Practice, book and buy", lede: "The parts of the house that do something.", art: { motif: "tools", seed: "workroom" } };

export const quiz: QuizContent = {
  id: "quiz", title: "Ten questions before breakfast", rounds: 5, seconds: 60,
  topics: [
    { kind: "maths", name: "Mental arithmetic", text: "Plus, minus, times", operations: ["add", "subtract", "multiply"] },
    { kind: "maths", name: "Everything else", operations: ["divide", "percent", "power", "sequence", "equation", "fraction"] },
    { kind: "bank", name: "The river", questions: [
      { question: "Where does the Douro end?", options: ["Porto", "Lisbon", "Faro"], answer: 0, why: "At Foz do Douro, in Porto." },
      { question: "What was carried on a rabelo?", options: ["Salt", "Port wine", "Coal", "Ice"], answer: 1 },
    ] },
  ],
};
export const flashcards: FlashcardsContent = { title: "Words for the bakery", cards: [{ front: "o forno", back: "the oven" }, { front: "a massa", back: "the dough" }, { front: "o fermento", back: "the leaven" }] };
export const products: ProductsContent = {
  id: "shop", title: "From the shelf", currency: "EUR", orderNote: "We answer with the total including post, and send once it is paid.",
  items: [
    { id: "apron", name: "Apron, blue", price: 38, text: "Linen, sewn upstairs.", art: { motif: "garment", seed: "apron" }, tag: "New" },
    { id: "mug", name: "Mug", price: 19.5, text: "Stoneware, 300 ml.", art: { motif: "cup", seed: "mug" } },
    { id: "oil", name: "Olive oil", price: 14, art: { motif: "bottle", seed: "oil" } },
  ],
};
export const schedule: ScheduleContent = {
  id: "schedule", title: "Two days of making",
  days: [
    { label: "Friday", date: "4 June", items: [{ time: "09:00", title: "Doors and bread", kind: "break" }, { time: "10:00", title: "Wood without glue", text: "Joints that hold for a century.", place: "Workroom", kind: "workshop" }, { time: "13:00", title: "Lunch", kind: "break" }] },
    { label: "Saturday", date: "5 June", items: [{ time: "10:00", title: "The chemistry of crust", place: "Bakery", kind: "talk" }, { time: "20:00", title: "Supper on the roof", kind: "social" }] },
  ],
};
export const speakers: SpeakersContent = { title: "Who shows what", slots: [{ topic: "Keynote: repair as design", track: "Main room" }, { topic: "Bread at altitude", track: "Bakery", text: "Ninety minutes with dough." }, { name: "Harbour House bakery", topic: "The chemistry of crust", track: "Bakery" }] };
export const team: TeamContent = { title: "Who you meet", people: [{ name: "Bakery", role: "from four in the morning", text: "Two people and one oven." }, { name: "Front door", role: "seven to ten" }, { name: "Workroom", role: "all day" }, { name: "Roof garden", role: "in summer" }] };
export const partners: PartnersContent = { title: "Who we work with", items: [{ name: "Mills of the Minho", text: "Flour" }, { name: "The fish market", text: "Every morning" }, { name: "Schools of Porto", text: "Courses" }] };
export const timeline: TimelineContent = { title: "How it came about", items: [{ when: "1894", title: "A warehouse for cod", text: "Granite below, pine above." }, { when: "1974", title: "Empty" }, { when: "2019", title: "The first loaf", text: "Burnt." }] };
export const community: CommunityContent = { title: "Take part", tone: "tint", channels: [{ icon: "people", name: "Tuesday mending", text: "Come with something broken.", action: { label: "See dates", href: "/#events" } }, { icon: "chat", name: "The list", text: "One thread for lifts, tools and rooms." }, { icon: "hand", name: "Help with the oven", text: "Two mornings, then you may bake alone." }], rules: ["Sharp tools go back sharp.", "Ask before you take a picture of people.", "Whoever spills, wipes."] };
export const resume: ResumeContent = { title: "What the house can do", groups: [{ title: "Work", items: [{ when: "2019 – today", title: "Rooms and bakery", place: "Porto", text: "Six rooms, two ovens." }, { when: "2016 – 2019", title: "Rebuilding", place: "Porto" }] }], skills: [{ title: "Crafts", items: ["Baking", "Joinery", "Book binding"] }] };
export const comparison: ComparisonContent = { title: "The house and a hotel", columns: ["Harbour House", "A hotel", "A flat"], rows: [{ label: "Breakfast", values: [true, true, false] }, { label: "Tools", values: [true, false, false] }, { label: "Price of a week", values: ["€640", "€900", "€560"] }], note: "Prices of March." };
export const countdown: CountdownContent = { title: "Until the doors open", date: "2031-06-04T09:00:00Z", after: "It has begun.", action: { label: "Save a seat", href: "#booking" }, tone: "contrast" };
export const dataTable: DataTableContent = { title: "Tides in the first week of June", columns: ["Day", "High", "Low"], rows: [["Friday", "04:12", "10:31"], ["Saturday", "04:58", "11:15"]], note: "Times for Leixões." };
export const richText: RichTextContent = {
  id: "rules", title: "Rules of the house",
  body: [
    { kind: "p", text: "There are few, and they are meant. See also [the guide](/guide/install/)." }, { kind: "h2", text: "Mornings" }, { kind: "list", items: ["The oven comes first.", "Coffee is _included_."] },
    { kind: "h3", text: "In winter" }, { kind: "list", ordered: true, items: ["Close the door.", "Then the window."] }, { kind: "quote", text: "A house is a slow machine.", source: "On a beam" }, { kind: "note", text: "The roof is closed in storms.", tone: "warning" },
    { kind: "table", columns: ["Room", "Floor"], rows: [["One", "1"], ["Two", "1"]] }, { kind: "art", art: { motif: "mountains", seed: "serra" }, caption: "The Serra, on a clear day." },
  ],
};
export const codeSample: CodeSampleContent = { title: "Ask the house", lede: "There is a small interface.", tabs: [{ label: "curl", code: "curl https://harbour-house.example/api/rooms?from=2027-06-04" }, { label: "Python", language: "python", code: "import urllib.request\n\nwith urllib.request.urlopen(\"https://harbour-house.example/api/rooms\") as answer:\n    print(answer.read())" }], points: [{ title: "No key", text: "Ten questions a minute." }, { title: "Plain JSON", text: "Rooms with dates and prices." }] };
export const linkList: LinkListContent = { title: "Elsewhere", links: [{ icon: "mail", label: "Write", text: "We answer within two days", href: "mailto:hello@harbour-house.example" }, { icon: "globe", label: "Photographs", href: "https://photos.example/harbour" }] };
export const booking: BookingContent = { id: "booking", title: "Ask for a table", choices: ["Breakfast", "Lunch", "Bread course"], times: ["08:00", "12:30", "19:00"], people: 12, note: "We confirm by e-mail." };
export const contact: ContactContent = { id: "contact", title: "Write to us", topics: ["A room", "A course", "Something else"], note: "We answer within two days.", details: [{ icon: "phone", label: "Phone", text: "+351 220 000 000", href: "tel:+351220000000" }, { icon: "pin", label: "Door", text: "Cais da Ribeira 12" }] };
