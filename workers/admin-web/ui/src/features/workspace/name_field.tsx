import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { renameProject } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { useOpenProject } from "./workspace_context.ts";

/** The project's name; a press turns it into a field, Enter keeps it, Esc puts it back. */
export function NameField() {
  const { workspace, id, store } = useOpenProject();
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const name = workspace.project?.name;
  if (name === undefined) return <span className="skeleton h-4 w-40" aria-hidden="true" />;

  const keep = async (): Promise<void> => {
    const next = draft?.trim();
    if (next === undefined || next === "" || next === name) {
      setDraft(undefined);
      return;
    }
    try {
      store.apply({ kind: "project", project: await renameProject(id, next) });
      setProblem(undefined);
      setDraft(undefined);
    } catch (cause) {
      setProblem(toProblem(cause));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      event.preventDefault();
      void keep();
    } else if (event.key === "Escape") {
      setProblem(undefined);
      setDraft(undefined);
    }
  };

  if (draft === undefined) {
    return (
      <h1 className="min-w-0 text-body">
        <button
          type="button"
          onClick={() => setDraft(name)}
          className="group flex h-8 max-w-full items-center gap-1.5 rounded-s px-1.5 font-[640] hover:bg-line/60"
        >
          <span className="truncate">{name}</span>
          <Pencil size={13} className="shrink-0 text-ink-faint" aria-hidden="true" />
          <span className="sr-only">Rename</span>
        </button>
      </h1>
    );
  }
  return (
    <div className="relative min-w-0">
      <input
        aria-label="Project name"
        aria-invalid={problem !== undefined}
        value={draft}
        maxLength={80}
        // biome-ignore lint/a11y/noAutofocus: the person just pressed the name in order to type here
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={onKeyDown}
        className="h-8 w-64 max-w-full rounded-s border border-accent bg-raised px-1.5 font-[640] shadow-[0_0_0_3px_var(--vial)]"
      />
      {problem && (
        <p
          role="alert"
          className="absolute top-9 left-0 z-20 rounded-s bg-bad-soft px-2 py-1 text-small"
        >
          {problem.detail || problem.title}
        </p>
      )}
    </div>
  );
}
