import { useEffect, useRef } from "react";
import { now } from "../../state/words.ts";
import type { Workspace } from "../../state/workspace.ts";
import { useOpenProject } from "../workspace/workspace_context.ts";

const shownCharacters = 4_000;
const shownLines = 60;

/** Once nothing is written any more, the build is what there is to watch. */
function buildLines(workspace: Workspace): string {
  const lines: string[] = [];
  for (let i = workspace.console.length - 1; i >= 0 && lines.length < shownLines; i -= 1) {
    const line = workspace.console[i];
    if (line === undefined || line.source === "step" || line.source === "plan") break;
    if (line.source === "build") lines.push(line.text);
  }
  return lines.reverse().join("\n");
}

/** Code as it is written, then the build's log: always the end of it, in a box that keeps its size. Hidden from screen readers, which get the step's name instead. */
export function WritingPanel() {
  const { workspace } = useOpenProject();
  const { writing } = workspace;
  const { words } = now(workspace);
  const box = useRef<HTMLPreElement>(null);
  const text = writing?.text.slice(-shownCharacters) ?? buildLines(workspace);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box follows the text's end
  useEffect(() => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [text]);
  return (
    <div
      className="flex h-full min-h-0 flex-col bg-raised"
      aria-hidden="true"
      data-testid="writing"
    >
      <p className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-4 text-tiny text-ink-soft">
        <span className="truncate font-mono">{writing?.path ?? words}</span>
      </p>
      <pre
        ref={box}
        className="code min-h-0 flex-1 overflow-hidden px-4 py-2 whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere] [mask-image:linear-gradient(transparent,#000_3rem)]"
      >
        {text}
        {writing && <span className="ml-px inline-block h-3.5 w-1.5 translate-y-0.5 bg-accent" />}
      </pre>
    </div>
  );
}
