import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";
import { useQueryValue } from "../../navigation/location.ts";
import { now } from "../../state/words.ts";
import { Announcer } from "../../ui/announcer.tsx";
import { ErrorBoundary } from "../../ui/error_boundary.tsx";
import { desk, useMedia } from "../../ui/media.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { ConsolePane } from "../console/console_pane.tsx";
import { Conversation } from "../conversation/conversation.tsx";
import { PreviewPane } from "../preview/preview_pane.tsx";
import { VersionsPane } from "../versions/versions_pane.tsx";
import { BudgetHold } from "./budget_hold.tsx";
import { commandFor, useGenerationCommand } from "./generation_controls.tsx";
import { MissingProject } from "./missing_project.tsx";
import { ProjectHeader } from "./project_header.tsx";
import { deskTabs, phoneTabs, readTab, type TabEntry, type TabName } from "./tab_names.ts";
import { ProjectContext, useProjectStore } from "./workspace_context.ts";

const CodePane = lazy(async () => {
  const { CodePane } = await import("../code/code_pane.tsx");
  return { default: CodePane };
});
const DiffPane = lazy(async () => {
  const { DiffPane } = await import("../diff/diff_pane.tsx");
  return { default: DiffPane };
});

function pane(tab: TabName): ReactNode {
  switch (tab) {
    case "chat":
      return <Conversation />;
    case "preview":
      return <PreviewPane />;
    case "code":
      return <CodePane />;
    case "diff":
      return <DiffPane />;
    case "versions":
      return <VersionsPane />;
    case "console":
      return <ConsolePane />;
  }
}

function Bar({
  tabs,
  place,
}: {
  readonly tabs: readonly TabEntry[];
  readonly place: "top" | "bottom";
}) {
  return (
    <TabList
      aria-label="Views of the project"
      className={
        place === "top"
          ? "flex h-11 shrink-0 items-stretch gap-1 border-b border-line px-3"
          : "order-last grid shrink-0 grid-cols-6 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)]"
      }
    >
      {tabs.map(({ id, name, icon: Icon }) => (
        <Tab
          key={id}
          id={id}
          className={
            place === "top"
              ? "flex items-center gap-1.5 border-b-2 border-transparent px-2.5 pt-0.5 text-small font-[560] text-ink-soft -outline-offset-3 hover:text-ink data-[selected]:border-accent data-[selected]:text-ink"
              : "flex h-14 flex-col items-center justify-center gap-0.5 border-t-2 border-transparent text-tiny font-[560] text-ink-soft -outline-offset-3 data-[selected]:border-accent data-[selected]:text-ink"
          }
        >
          <Icon size={place === "top" ? 15 : 19} aria-hidden="true" />
          {name}
        </Tab>
      ))}
    </TabList>
  );
}

export function ProjectPage({
  id,
  onShortcuts,
}: {
  readonly id: string;
  readonly onShortcuts: () => void;
}) {
  const open = useProjectStore(id);
  const onDesk = useMedia(desk);
  const [query, setQuery] = useQueryValue("tab");
  const tab = readTab(query, onDesk);
  const command = useGenerationCommand();
  const { workspace } = open;
  const { words, generation, mood, progress } = now(workspace);
  const name = workspace.project?.name;
  const head = mood === "working" ? `${Math.round(progress * 100)} % · ` : "";
  useEffect(() => {
    document.title = name === undefined ? "Sitewright" : `${head}${name} · Sitewright`;
  }, [name, head]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per project, so that the next Tab starts in it
  useEffect(() => {
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [id]);

  const show = (next: TabName): void => setQuery(next);
  useShortcuts({
    ...Object.fromEntries(deskTabs.map((entry, i) => [String(i + 1), () => show(entry.id)])),
    c: () => {
      if (!onDesk) show("chat");
      setTimeout(() => document.querySelector<HTMLTextAreaElement>("#follow-up")?.focus(), 50);
    },
    p: () => {
      const wanted = commandFor(generation?.state);
      if (generation && wanted) void command.run(generation.id, wanted);
    },
    o: () => {
      if (workspace.live) window.open(workspace.live.url, "_blank", "noreferrer");
    },
  });

  if (open.problem !== undefined && workspace.project === undefined) {
    return (
      <MissingProject problem={open.problem} onRetry={open.store.retry} onShortcuts={onShortcuts} />
    );
  }
  const tabs = onDesk ? deskTabs : phoneTabs;
  return (
    <ProjectContext value={open}>
      <div className="flex h-dvh flex-col overflow-hidden">
        <ProjectHeader onShortcuts={onShortcuts} command={command} />
        <Announcer words={words} />
        <BudgetHold />
        <main id="main" tabIndex={-1} className="flex min-h-0 flex-1">
          {onDesk && (
            <aside
              aria-label="Conversation"
              className="flex w-96 shrink-0 flex-col border-r border-line bg-sheet xl:w-[26rem]"
            >
              <ErrorBoundary part="The conversation">
                <Conversation />
              </ErrorBoundary>
            </aside>
          )}
          <Tabs
            selectedKey={tab}
            onSelectionChange={(key) => show(key as TabName)}
            className="flex min-w-0 flex-1 flex-col"
          >
            {/* First in the document at both places: its panels take their names from it. */}
            <Bar tabs={tabs} place={onDesk ? "top" : "bottom"} />
            {tabs.map((entry) => (
              <TabPanel
                key={entry.id}
                id={entry.id}
                className="flex min-h-0 flex-1 flex-col -outline-offset-2"
              >
                <ErrorBoundary part={entry.name}>
                  <Suspense fallback={<div className="flex-1" aria-busy="true" />}>
                    {pane(entry.id)}
                  </Suspense>
                </ErrorBoundary>
              </TabPanel>
            ))}
          </Tabs>
        </main>
      </div>
    </ProjectContext>
  );
}
