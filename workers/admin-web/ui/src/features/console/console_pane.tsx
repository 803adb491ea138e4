import { ArrowDown, Download } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Input } from "react-aria-components/Input";
import { SearchField } from "react-aria-components/SearchField";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { saveBlob } from "../../api/client.ts";
import type { ConsoleLine, ConsoleSource } from "../../state/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy_button.tsx";
import { Tip } from "../../ui/tip.tsx";
import { useOpenProject } from "../workspace/workspace_context.ts";

const sources: readonly (readonly [ConsoleSource, string])[] = [
  ["state", "State"],
  ["plan", "Plan"],
  ["step", "Steps"],
  ["build", "Build"],
  ["site", "Site"],
  ["chat", "Chat"],
];
const tones = { plain: "text-ink-soft", good: "text-good", bad: "text-bad" } as const;
const blockLines = 100;

function blocks(lines: readonly ConsoleLine[]): readonly (readonly ConsoleLine[])[] {
  const all: ConsoleLine[][] = [];
  for (let i = 0; i < lines.length; i += blockLines) all.push(lines.slice(i, i + blockLines));
  return all;
}

const asText = (lines: readonly ConsoleLine[]): string =>
  lines.map((line) => `${line.sequence}\t${line.source}\t${line.text}`).join("\n");

function Lines({ lines }: { readonly lines: readonly ConsoleLine[] }) {
  return blocks(lines).map((block) => (
    <div key={block[0]?.key} className="code-block">
      {block.map((line) => (
        <div
          key={line.key}
          className="grid grid-cols-[2.6rem_3.2rem_minmax(0,1fr)] px-3 hover:bg-line/40"
        >
          <span className="text-ink-faint select-none">{line.sequence}</span>
          <span className="text-ink-faint">{line.source}</span>
          <span className={`code-text ${tones[line.tone]}`}>{line.text}</span>
        </div>
      ))}
    </div>
  ));
}

export function ConsolePane() {
  const { workspace } = useOpenProject();
  const [chosen, setChosen] = useState<ReadonlySet<ConsoleSource>>(new Set());
  const [search, setSearch] = useState("");
  const needle = useDeferredValue(search.trim().toLowerCase());
  const [following, setFollowing] = useState(true);
  const box = useRef<HTMLDivElement>(null);

  const lines = useMemo(
    () =>
      workspace.console.filter(
        (line) =>
          (chosen.size === 0 || chosen.has(line.source)) &&
          (needle === "" || line.text.toLowerCase().includes(needle)),
      ),
    [workspace.console, chosen, needle],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the end whenever lines were added
  useEffect(() => {
    if (following && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [lines, following]);

  return (
    <section aria-label="Console" className="relative flex min-h-0 flex-1 flex-col bg-raised">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <ToggleButtonGroup
          aria-label="Sources"
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) => setChosen(keys as ReadonlySet<ConsoleSource>)}
          className="flex gap-1 overflow-x-auto [scrollbar-width:none]"
        >
          {sources.map(([id, name]) => (
            <ToggleButton
              key={id}
              id={id}
              className="rounded-full border border-line-strong px-2.5 py-0.5 text-small text-ink-soft -outline-offset-1 hover:border-ink-soft data-[selected]:border-accent data-[selected]:bg-accent data-[selected]:text-on-accent"
            >
              {name}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <SearchField
          aria-label="Search the console"
          value={search}
          onChange={setSearch}
          className="min-w-0 flex-1 basis-32"
        >
          <Input
            placeholder="Search"
            className="h-8 w-full rounded-m border border-line-strong bg-sheet px-2.5 text-small placeholder:text-ink-faint data-[focused]:border-accent"
          />
        </SearchField>
        <span className="hidden text-tiny text-ink-faint sm:inline" role="status">
          {lines.length} {lines.length === 1 ? "line" : "lines"}
        </span>
        <span className="flex">
          <CopyButton text={() => asText(lines)} what="these lines" />
          <Tip words="Download these lines">
            <Button
              look="quiet"
              size="icon"
              aria-label="Download these lines"
              onPress={() =>
                saveBlob(
                  new Blob([asText(lines)], { type: "text/plain" }),
                  `${workspace.project?.slug ?? "project"}-console.txt`,
                )
              }
            >
              <Download size={15} />
            </Button>
          </Tip>
        </span>
      </div>
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Console lines"
        data-testid="console"
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          setFollowing(scrollHeight - scrollTop - clientHeight < 24);
        }}
        className="code min-h-0 flex-1 overflow-y-auto py-2 -outline-offset-2"
      >
        {workspace.consoleDropped > 0 && (
          <p className="px-3 text-ink-faint">
            {workspace.consoleDropped} older lines are not kept here
          </p>
        )}
        {lines.length === 0 && (
          <p className="px-3 text-ink-faint">
            {workspace.console.length === 0 ? "Nothing has happened yet." : "No line matches."}
          </p>
        )}
        <Lines lines={lines} />
      </div>
      {!following && (
        <Button
          look="solid"
          className="absolute right-4 bottom-4 shadow-sheet"
          onPress={() => {
            setFollowing(true);
          }}
        >
          <ArrowDown size={14} aria-hidden="true" />
          Newest
        </Button>
      )}
    </section>
  );
}
