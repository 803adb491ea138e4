import type { DocsPageContent, PageMeta } from "../../content";

export const meta: PageMeta = { title: "Install", description: "How to install the client of the house and ask for rooms from your own program." };

export const docsPage: DocsPageContent = {
  nav: [{ title: "Start", links: [{ label: "Install", href: "/guide/install/" }, { label: "House", href: "/" }] }, { title: "Reference", links: [{ label: "Practice", href: "/practice/" }] }],
  eyebrow: "Guide", title: "Install the client", lede: "Two commands, then `rooms`.", next: { label: "Practice", href: "/practice/" }, previous: { label: "House", href: "/" },
  body: [
    { kind: "h2", text: "With a package manager" }, { kind: "p", text: "The client is one file without dependencies." }, { kind: "code", language: "sh", code: "npm install harbour-house\nnpx rooms --from 2027-06-04 --nights 7 --format json --include prices,breakfast,tools --sort price" },
    { kind: "h2", text: "From source" }, { kind: "note", text: "You need Node 22 or newer." }, { kind: "code", file: "rooms.ts", code: "import { rooms } from \"harbour-house\";\n\nconst free = await rooms({ from: \"2027-06-04\", nights: 7 });\nconsole.log(free.length);" },
    { kind: "h2", text: "Options" }, { kind: "table", columns: ["Option", "Meaning"], rows: [["`from`", "First night"], ["`nights`", "How many"]] },
  ],
};
