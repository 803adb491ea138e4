import { lazy, Suspense, useState } from "react";
import { HomeBar } from "./app_bar.tsx";
import { HomePage } from "./features/home/home_page.tsx";
import { ShortcutsSheet } from "./features/session/shortcuts_sheet.tsx";
import { SignInSheet } from "./features/session/sign_in_sheet.tsx";
import { navigate, useRoute } from "./navigation/location.ts";
import { PageLink } from "./navigation/page_link.tsx";
import { ErrorBoundary } from "./ui/error_boundary.tsx";
import { useOnline } from "./ui/media.ts";
import { useShortcuts } from "./ui/shortcuts.ts";
import { useTheme } from "./ui/theme.ts";

const ProjectPage = lazy(async () => {
  const { ProjectPage } = await import("./features/workspace/project_page.tsx");
  return { default: ProjectPage };
});

const ModelsPage = lazy(async () => {
  const { ModelsPage } = await import("./features/models/models_page.tsx");
  return { default: ModelsPage };
});

function OfflineStrip() {
  const online = useOnline();
  if (online) return null;
  return (
    <p
      role="status"
      className="enters pointer-events-none fixed inset-x-4 bottom-20 z-30 mx-auto w-fit rounded-m border border-warn/40 bg-warn-soft px-4 py-2 text-center text-small text-ink shadow-big lg:bottom-5"
    >
      You are offline. What is shown stays; it goes on by itself when the connection is back.
    </p>
  );
}

function NotFound() {
  return (
    <main
      id="main"
      className="mx-auto flex max-w-6xl flex-col items-start gap-3 px-5 py-20 lg:px-8"
    >
      <h1 className="text-title">There is no page here</h1>
      <p className="text-ink-soft">The address may be old, or a character is missing.</p>
      <PageLink href="/" className="text-link underline underline-offset-3">
        All projects
      </PageLink>
    </main>
  );
}

export function App() {
  const route = useRoute();
  const [shortcuts, setShortcuts] = useState(false);
  const [, toggleTheme] = useTheme();
  const showShortcuts = (): void => setShortcuts(true);
  useShortcuts({ "?": showShortcuts, g: () => navigate("/"), t: toggleTheme });
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-m bg-ink px-3 py-2 text-small text-bench focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <OfflineStrip />
      <ErrorBoundary part="This page" key={route.page === "project" ? route.id : route.page}>
        {route.page === "project" ? (
          <Suspense fallback={<div className="h-dvh" aria-busy="true" />}>
            <ProjectPage id={route.id} onShortcuts={showShortcuts} />
          </Suspense>
        ) : (
          <>
            <HomeBar onShortcuts={showShortcuts} />
            {route.page === "home" && <HomePage />}
            {route.page === "models" && (
              <Suspense fallback={<div className="h-dvh" aria-busy="true" />}>
                <ModelsPage />
              </Suspense>
            )}
            {route.page === "unknown" && <NotFound />}
          </>
        )}
      </ErrorBoundary>
      <ShortcutsSheet isOpen={shortcuts} onClose={() => setShortcuts(false)} />
      <SignInSheet />
    </>
  );
}
