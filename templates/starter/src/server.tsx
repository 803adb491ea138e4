import { renderToString } from "react-dom/server";
import { site } from "./content/site";
import { Layout } from "./layout/Layout";
import type { PageModule } from "./page";

const modules = import.meta.glob<PageModule>("./pages/**/*.tsx", { eager: true });
const named = new Map(Object.entries(modules).map(([path, module]) => [path.slice("./pages/".length, -".tsx".length), module]));

export const pages: string[] = [...named.keys()];

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeText = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** At most `limit` characters, cut at a word. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/\s+\S*$/, "")}…`;
}

function titleOf(page: string, title: string): string {
  if (page !== "home") return cut(title.includes(site.name) ? title : `${title} · ${site.name}`, 70);
  return cut(title !== "" ? title : site.tagline.length > 55 - site.name.length ? site.name : `${site.name}: ${site.tagline}`, 70);
}

/** Who the site is about, for search engines. */
function structuredData(description: string): string {
  const data = {
    "@context": "https://schema.org",
    "@type": site.schemaType ?? "WebSite",
    name: site.name,
    description,
    ...(site.schemaType === undefined ? { inLanguage: site.lang } : {}),
    ...(site.email === undefined ? {} : { email: site.email }),
    ...(site.phone === undefined ? {} : { telephone: site.phone }),
    ...(site.address === undefined ? {} : { address: site.address.join(", ") }),
  };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

export function render(page: string) {
  const module = named.get(page);
  if (module === undefined) throw new Error(`There is no page "${page}".`);
  const { meta, default: Page } = module;
  const title = escapeText(titleOf(page, meta.title));
  const description = escapeText(cut(meta.description.length >= 20 ? meta.description : `${site.name}: ${site.tagline}`, 300));
  const head = [
    `<title>${title}</title>`,
    `<meta name="description" content="${description}">`,
    `<meta property="og:type" content="website">`,
    `<meta property="og:site_name" content="${escapeText(site.name)}">`,
    `<meta property="og:title" content="${title}">`,
    `<meta property="og:description" content="${description}">`,
    `<meta property="og:locale" content="${escapeText(site.lang.replace("-", "_"))}">`,
    `<meta name="twitter:card" content="summary">`,
    `<meta name="color-scheme" content="${site.mode === "auto" ? "light dark" : site.mode}">`,
    page === "not-found" ? `<meta name="robots" content="noindex">` : "",
    page === "home" ? `<script type="application/ld+json">${structuredData(meta.description)}</script>` : "",
  ];
  const body = renderToString(
    <Layout page={page}>
      <Page />
    </Layout>,
  );
  return { lang: escapeText(site.lang), theme: site.mode === "auto" ? undefined : site.mode, head: head.join(""), body };
}
