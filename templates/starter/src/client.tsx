import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { Layout } from "./layout/Layout";
import type { PageModule } from "./page";
import "./style/site.css";

const pages = import.meta.glob<PageModule>("./pages/**/*.tsx");
const page = document.documentElement.dataset["page"] ?? "home";
const root = document.getElementById("root");

async function start(element: HTMLElement): Promise<void> {
  const load = pages[`./pages/${page}.tsx`];
  if (load === undefined) return;
  const { default: Page } = await load();
  hydrateRoot(
    element,
    <StrictMode>
      <Layout page={page}>
        <Page />
      </Layout>
    </StrictMode>,
  );
}

if (root !== null) void start(root);
