import { ArrowLeft, ChartNoAxesGantt, WifiOff } from "lucide-react";
import { useState } from "react";
import { ShortcutsButton, ThemeButton } from "../../app_bar.tsx";
import { PageLink } from "../../navigation/page_link.tsx";
import { hasEnded } from "../../state/apply_event.ts";
import { now } from "../../state/words.ts";
import type { Connection } from "../../stream/event_stream.ts";
import { elapsed, useClock } from "../../ui/clock.ts";
import { Level } from "../../ui/level.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";
import { Timeline } from "../trace/timeline.tsx";
import { type GenerationCommands, GenerationControls } from "./generation_controls.tsx";
import { NameField } from "./name_field.tsx";
import { ProjectCost } from "./project_cost.tsx";
import { ExportMenu, LiveAddress, PublishNewest } from "./site_actions.tsx";
import { useOpenProject } from "./workspace_context.ts";

const connectionWords: Readonly<Record<Connection, string>> = {
  connecting: "",
  live: "",
  waiting: "Connecting again",
  offline: "Offline",
  refused: "Needs a token",
  gone: "This project is gone",
};

/** How long the current generation has taken, or took; a press shows on what. */
function Elapsed() {
  const { workspace } = useOpenProject();
  const { generation, mood } = now(workspace);
  const details = generation?.details;
  const running = generation !== undefined && !hasEnded(generation.state);
  const at = useClock(1_000, running && mood === "working");
  const [isOpen, setOpen] = useState(false);
  if (!details?.startedAt) return null;
  const end = details.finishedAt === null ? at : Date.parse(details.finishedAt);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        data-testid="elapsed"
        title="Time since this change was started: where it went"
        className="flex min-h-8 shrink-0 items-center gap-1 rounded-s px-1 font-mono text-tiny text-ink-faint hover:bg-line/60 hover:text-ink"
      >
        <ChartNoAxesGantt size={14} aria-hidden="true" />
        {elapsed(Math.max(0, end - Date.parse(details.startedAt)))}
        <span className="sr-only">Where the time went</span>
      </button>
      <SheetDialog title="Where the time went" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {isOpen && (
          <Timeline
            generationId={details.id}
            running={running}
            plans={Object.values(workspace.plans)}
          />
        )}
      </SheetDialog>
    </>
  );
}

function StateLine() {
  const { workspace, connection } = useOpenProject();
  const { mood, words, progress } = now(workspace);
  const trouble = connectionWords[connection];
  return (
    <div
      className="flex min-w-0 flex-1 items-center gap-2.5"
      data-testid="state-line"
      data-mood={mood}
    >
      <Level mood={mood} />
      <div className="relative min-w-0 flex-1 lg:max-w-80">
        <span
          className="line-clamp-2 text-small leading-tight font-[560] lg:line-clamp-1"
          data-testid="state-words"
          title={words}
        >
          {words}
        </span>
        <span
          className={`absolute -bottom-1.5 left-0 h-[3px] w-full overflow-hidden rounded-full bg-line ${mood === "working" || mood === "paused" ? "" : "invisible"}`}
          role="progressbar"
          aria-label="Progress"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(progress * 100)}
        >
          <span
            className="block h-full rounded-full bg-accent transition-[width] duration-500"
            style={{ width: `${progress * 100}%` }}
          />
        </span>
      </div>
      <Elapsed />
      {trouble && (
        <span
          className="flex shrink-0 items-center gap-1 rounded-full bg-warn-soft px-2 py-0.5 text-tiny font-[560]"
          role="status"
        >
          <WifiOff size={12} aria-hidden="true" />
          {trouble}
        </span>
      )}
    </div>
  );
}

export function ProjectHeader({
  onShortcuts,
  command,
}: {
  readonly onShortcuts: () => void;
  readonly command: GenerationCommands;
}) {
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-sheet px-3 py-1.5 lg:h-14 lg:flex-nowrap lg:py-0">
      <div className="flex min-w-0 flex-1 items-center gap-1.5 lg:flex-none lg:basis-[22.5rem] xl:basis-[24.5rem]">
        <PageLink
          href="/"
          aria-label="All projects"
          title="All projects"
          className="grid size-8 shrink-0 place-items-center rounded-m text-ink-soft hover:bg-line/60 hover:text-ink"
        >
          <ArrowLeft size={18} aria-hidden="true" />
        </PageLink>
        <NameField />
      </div>
      <div className="order-last flex min-w-0 basis-full items-center gap-3 pb-1 lg:order-none lg:flex-1 lg:basis-auto lg:pb-0">
        <StateLine />
        <GenerationControls command={command} />
      </div>
      <div className="flex min-w-0 max-w-96 shrink items-center">
        <LiveAddress />
      </div>
      <div className="flex shrink-0 items-center gap-1.5">
        <ProjectCost />
        <ExportMenu />
        <PublishNewest />
        <span className="hidden sm:flex">
          <ShortcutsButton onPress={onShortcuts} />
          <ThemeButton />
        </span>
      </div>
      <SheetDialog
        title="That did not work"
        isOpen={command.problem !== undefined}
        onClose={command.dismiss}
      >
        {command.problem && <ProblemNote problem={command.problem} />}
      </SheetDialog>
    </header>
  );
}
