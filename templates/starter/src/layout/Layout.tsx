import type { ReactNode } from "react";
import { site } from "../content/site";
import { PageProvider } from "../page";
import { words } from "../words";
import { Footer } from "./Footer";
import { Header } from "./Header";

/** What stands around every page. */
export function Layout({ page, children }: { page: string; children: ReactNode }) {
  return (
    <PageProvider value={page}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <Header site={site} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer site={site} />
    </PageProvider>
  );
}
