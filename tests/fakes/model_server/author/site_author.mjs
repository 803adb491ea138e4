// Answers as a model would give them, for any prompt: a plan, its steps as file operations on the
// product's starter, reviews, votes. A site of one page that says what was asked for.

const wordsTitle = "Write the words";
const pageTitle = "Lay out the page";

/**
 * @param {string} role
 * @param {import("../protocols/ask.mjs").Ask} ask
 * @returns {string}
 */
export function siteAuthor(role, ask) {
  switch (role) {
    case "architect":
      return JSON.stringify(planFor(requestIn(ask)));
    case "coder":
      return codeFor(ask);
    case "reviewer":
      return JSON.stringify({ approved: true, findings: [] });
    case "councillor":
      return JSON.stringify({ approve: true, reasons: ["Nothing is lost by it."], concerns: [] });
    default:
      return ask.schema ? JSON.stringify(sampleOf(ask.schema)) : "Hello.";
  }
}

/**
 * The user's newest words: between <request> tags, else the last message's end.
 * @param {import("../protocols/ask.mjs").Ask} ask
 */
export function requestIn(ask) {
  const tagged = [...ask.prompt.matchAll(/<request[^>]*>\s*([\s\S]*?)\s*<\/request>/g)].at(-1)?.[1];
  return (tagged ?? ask.last).replace(/\s+/g, " ").trim().slice(0, 200);
}

/** @param {string} request */
const nameOf = (request) => {
  const words = request
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .split(" ")
    .filter(Boolean);
  const named = words.filter((word) => word.length > 2).slice(0, 3);
  return named.map((word) => word[0].toUpperCase() + word.slice(1)).join(" ") || "Site";
};

/** @param {string} request */
function planFor(request) {
  const name = nameOf(request);
  return {
    siteName: name,
    title: `${name}, a site of one page`,
    summary: `One page for: ${request}`.slice(0, 600),
    steps: [
      {
        title: wordsTitle,
        subtitle: "Name, tagline and what the page says",
        description: `Words for: ${request}`.slice(0, 2000),
        files: ["src/content/site.ts", "src/content/home.ts"],
      },
      {
        title: pageTitle,
        subtitle: "The opening and its points",
        description: "An opening with the title, then the points as a list.",
        files: ["src/pages/home.tsx"],
      },
    ],
  };
}

/** @param {import("../protocols/ask.mjs").Ask} ask */
function codeFor(ask) {
  // The step that is asked for comes after the plan, which names them all.
  const isPage = ask.prompt.lastIndexOf(pageTitle) > ask.prompt.lastIndexOf(wordsTitle);
  return isPage ? pageOperations() : wordsOperations(requestIn(ask));
}

/** @param {string} request */
function wordsOperations(request) {
  const name = JSON.stringify(nameOf(request));
  const line = JSON.stringify(request);
  return `The words first.
@@write src/content/site.ts
import type { SiteContent } from "../content";

export const site: SiteContent = {
  name: ${name},
  tagline: ${line},
  lang: "en",
  mode: "auto",
  header: "bar",
  footer: "simple",
  nav: [{ label: "Start", href: "/" }],
};
@@end
@@write src/content/home.ts
import type { PageMeta } from "../content";

export const meta: PageMeta = { title: "", description: ${line} };

export const title = ${name};
export const lede = ${line};
export const points = [
  "Made from one line of text – „so wie gewünscht“, 名前も。",
  "Everything on one page 🧭",
  "Nothing to sign up for",
];
@@end
`;
}

const pageOperations = () => `Now the page.
@@write src/pages/home.tsx
import { lede, points, title } from "../content/home";
export { meta } from "../content/home";

export default function Home() {
  return (
    <>
      <section className="page-intro">
        <div className="page-intro-inner">
          <div className="page-intro-text">
            <h1 className="page-title">{title}</h1>
            <p className="lede">{lede}</p>
          </div>
        </div>
      </section>
      <section className="section tone-plain">
        <ul>
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
@@end
`;

/**
 * The smallest value of a schema.
 * @param {any} schema
 * @returns {unknown}
 */
export function sampleOf(schema) {
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const type = [schema.type].flat()[0];
  switch (String(type).toLowerCase()) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sampleOf(one)]),
      );
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items));
    case "string":
      return "x".repeat(schema.minLength ?? 1);
    case "boolean":
      return true;
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    default:
      return null;
  }
}
