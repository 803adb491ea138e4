import { PencilLine, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { Build } from "../../../../../host/generated/http.ts";
import { publishVersion } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { now } from "../../state/words.ts";
import type { Workspace } from "../../state/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { fillDraft } from "../../ui/draft.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useOpenProject } from "../workspace/workspace_context.ts";
import { Attempt } from "./attempt.tsx";
import { takeOverWords } from "./take_over.ts";

/** The current generation's attempts, when there is more to tell than that it was built. */
export function attemptsToTell(workspace: Workspace): readonly Build[] {
  const own = workspace.attempts.filter(
    (build) => build.generationId === workspace.currentGenerationId,
  );
  return own.some((build) => build.status === "failed" || build.repair !== null) ? own : [];
}

/** The ways on for a person: change something, or have the same built once more. */
function WaysOn({ last }: { readonly last: Build }) {
  const { workspace, id } = useOpenProject();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const target = workspace.project?.settings?.autoPublish === false ? "preview" : "production";
  const takeOver = (): void => {
    fillDraft(`project.${id}`, takeOverWords(last));
    const box = document.querySelector<HTMLTextAreaElement>("#follow-up");
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  };
  const buildAgain = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await publishVersion(id, last.version, target);
    } catch (cause) {
      setProblem(toProblem(cause));
    }
    setBusy(false);
  };
  return (
    <footer className="flex flex-col gap-2 border-t border-line px-3.5 py-3">
      <p className="text-small text-ink-soft">
        Say what should be different, or have it built and repaired once more.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="solid" onPress={takeOver}>
          <PencilLine size={14} aria-hidden="true" />
          Take over
        </Button>
        <Button isDisabled={busy} onPress={() => void buildAgain()}>
          <RotateCcw size={14} aria-hidden="true" />
          Build again
        </Button>
      </div>
      {problem && <ProblemNote problem={problem} />}
    </footer>
  );
}

/** How a failed build was repaired, or what a person needs to take over. */
export function HealingCard() {
  const { workspace } = useOpenProject();
  const attempts = attemptsToTell(workspace);
  const last = attempts.at(-1);
  if (last === undefined) return null;
  const { generation } = now(workspace);
  const needsYou = generation?.state === "escalated";
  const title = needsYou
    ? "The build needs you"
    : last.status === "succeeded"
      ? "The build was repaired"
      : "The build is being repaired";
  return (
    <li>
      <section
        aria-label={title}
        data-testid="healing"
        className={`overflow-hidden rounded-l rounded-bl-s border bg-raised ${needsYou ? "border-bad/40" : "border-line"}`}
      >
        <header className="flex items-baseline gap-3 border-b border-line px-3.5 py-2">
          <h2 className="min-w-0 text-small">{title}</h2>
          <span className="ml-auto shrink-0 text-small text-ink-faint">
            {attempts.length === 1 ? "1 attempt" : `${attempts.length} attempts`}
          </span>
        </header>
        <ol>
          {attempts.map((build) => (
            <Attempt
              key={`${build.id} ${needsYou && build === last}`}
              build={build}
              startsOpen={needsYou && build === last}
            />
          ))}
        </ol>
        {needsYou && <WaysOn last={last} />}
      </section>
    </li>
  );
}
