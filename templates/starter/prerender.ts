// Writes every page of src/pages/ as HTML at build time. One process builds the browser's bundle and
// the server's, renders each page and writes it beside the assets; `vite dev` renders the same way.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin, Rolldown, ViteBuilder } from "vite";

interface Rendered {
  lang: string;
  theme: string | undefined;
  head: string;
  body: string;
}

interface Server {
  pages: string[];
  render: (page: string) => Rendered;
}

type Files = Rolldown.RolldownOutput["output"];

/** "home" → "index.html", "not-found" → "404.html", "journal/first" → "journal/first/index.html". */
function fileOf(page: string): string {
  if (page === "home") return "index.html";
  return page === "not-found" ? "404.html" : `${page}/index.html`;
}

/** The way from a page's folder to the root. The 404 page is served at any depth, so it starts at the root. */
function rootFrom(page: string): string {
  if (page === "not-found") return "/";
  return page === "home" ? "./" : "../".repeat(page.split("/").length);
}

function fill(document: string, page: string, parts: Rendered, assets: string): string {
  const theme = parts.theme === undefined ? "" : ` data-theme="${parts.theme}"`;
  const switchScript = parts.theme === undefined ? `<script src="${rootFrom(page)}theme.js"></script>` : "";
  const marks: Record<string, string> = {
    "<html>": `<html lang="${parts.lang}" data-page="${page}"${theme}>`,
    "<!--head-->": `${parts.head}<link rel="icon" href="${rootFrom(page)}favicon.svg" type="image/svg+xml">${switchScript}${assets}`,
    "<!--page-->": parts.body,
  };
  return document.replace(/<html>|<!--(?:head|page)-->/g, (mark) => marks[mark] ?? mark);
}

function chunkOf(files: Files, page: string): Rolldown.OutputChunk | undefined {
  return files.find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith(`/src/pages/${page}.tsx`) === true) as
    | Rolldown.OutputChunk
    | undefined;
}

/** Stylesheet, fonts that the first screen needs, the entry, and the page's own chunks without a second round trip. */
function assetTags(files: Files, page: string): string {
  const root = rootFrom(page);
  const entry = files.find((file) => file.type === "chunk" && file.isEntry) as Rolldown.OutputChunk;
  const own = chunkOf(files, page);
  const early = new Set([...(own === undefined ? [] : [own.fileName, ...own.imports]), ...entry.imports]);
  early.delete(entry.fileName);
  const styles = files.filter((file) => file.fileName.endsWith(".css")).map((file) => file.fileName);
  const fonts = files.filter((file) => /-latin-(?:wght|opsz|wdth|400)-normal[^/]*\.woff2$/.test(file.fileName)).slice(0, 2);
  return [
    ...fonts.map((file) => `<link rel="preload" href="${root}${file.fileName}" as="font" type="font/woff2" crossorigin>`),
    ...styles.map((file) => `<link rel="stylesheet" href="${root}${file}">`),
    ...[...early].map((file) => `<link rel="modulepreload" href="${root}${file}">`),
    `<script type="module" src="${root}${entry.fileName}"></script>`,
  ].join("");
}

/** A sitemap needs whole addresses. SITE_URL gives them; without it they start at the root and the host puts itself in front. */
async function writeIndexes(out: string, pages: string[]): Promise<void> {
  const origin = (process.env["SITE_URL"] ?? "").replace(/\/$/, "");
  const urls = pages
    .filter((page) => page !== "not-found")
    .map((page) => `<url><loc>${origin}/${page === "home" ? "" : `${page}/`}</loc></url>`);
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join("\n")}\n</urlset>\n`;
  await writeFile(join(out, "sitemap.xml"), sitemap);
  await writeFile(join(out, "robots.txt"), `User-agent: *\nAllow: /\nSitemap: ${origin}/sitemap.xml\n`);
}

async function buildAll(builder: ViteBuilder): Promise<void> {
  const { client, ssr } = builder.environments;
  if (client === undefined || ssr === undefined) throw new Error("both environments are needed");
  const { root } = builder.config;
  const out = join(root, "dist");
  await rm(out, { recursive: true, force: true });
  const [built] = await Promise.all([builder.build(client), builder.build(ssr)]);
  const files = (built as Rolldown.RolldownOutput).output;
  const bundle = join(out, ".server", "server.js");
  const server = (await import(pathToFileURL(bundle).href)) as Server;
  const document = await readFile(join(root, "index.html"), "utf8");
  await Promise.all(
    server.pages.map(async (page) => {
      const target = join(out, fileOf(page));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, fill(document, page, server.render(page), assetTags(files, page)));
    }),
  );
  await writeIndexes(out, server.pages);
  await rm(join(out, ".server"), { recursive: true, force: true });
}

export function pages(): Plugin {
  return {
    name: "pages",
    config: () => ({
      appType: "custom",
      environments: {
        client: { build: { outDir: "dist", emptyOutDir: false, rollupOptions: { input: "src/client.tsx" } } },
        ssr: {
          build: { outDir: "dist/.server", emptyOutDir: false, copyPublicDir: false, minify: false, rollupOptions: { input: "src/server.tsx" } },
        },
      },
      builder: { buildApp: buildAll },
    }),
    configureServer: (vite) => () => {
      vite.middlewares.use(async (request, response, next) => {
        try {
          const path = new URL(request.originalUrl ?? "/", "http://site").pathname.replace(/^\/|\/(?:index\.html)?$/g, "");
          const server = (await vite.ssrLoadModule("/src/server.tsx")) as Server;
          const known = server.pages.includes(path === "" ? "home" : path);
          const page = path === "" ? "home" : known ? path : "not-found";
          const document = await readFile(join(vite.config.root, "index.html"), "utf8");
          const scripts = `<script type="module" src="/@vite/client"></script><script type="module" src="/src/client.tsx"></script>`;
          response.statusCode = page === "not-found" ? 404 : 200;
          response.setHeader("content-type", "text/html; charset=utf-8");
          response.end(fill(document, page, server.render(page), scripts));
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
