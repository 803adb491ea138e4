import { Scale } from "lucide-react";
import { useRef, useState } from "react";
import type { Decision } from "../../../../../host/generated/http.ts";
import {
  answerDecision,
  getProject,
  listDecisions,
  setProjectSettings,
} from "../../api/endpoints.ts";
import { everyItem } from "../../api/pages.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { fullTime } from "../../ui/clock.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { useImmutable } from "../../ui/resource.ts";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";

const stateWords: Readonly<Record<Decision["state"], string>> = {
  approved: "Allowed",
  refused: "Not allowed",
  pending: "Waits for you",
  expired: "Not answered in time",
};

function Minutes({ asked }: { readonly asked: Decision }) {
  const [answered, setAnswered] = useState<Decision>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const outcome = useRef<HTMLSpanElement>(null);
  const decision = answered ?? asked;
  async function answer(approved: boolean) {
    setBusy(true);
    setProblem(undefined);
    try {
      setAnswered(await answerDecision(asked.id, approved));
      outcome.current?.focus(); // the button that had it is about to go
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <li className="border-t border-line py-3 first:border-t-0" data-testid="decision">
      <p className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 text-small font-[580] [overflow-wrap:anywhere]">
          {decision.subject}
        </span>
        <span
          ref={outcome}
          tabIndex={-1}
          className="shrink-0 text-small text-ink-soft outline-none"
        >
          {stateWords[decision.state]}
        </span>
      </p>
      <p className="text-small text-ink-faint">
        {decision.reason} Risk: {decision.risk}. {fullTime(decision.createdAt)}
      </p>
      {decision.votes.map((vote) => (
        <div key={vote.model} className="mt-2 border-l-2 border-line pl-3 text-small">
          <p>
            <span className="font-mono">{vote.model}</span>: {vote.approve ? "yes" : "no"}
          </p>
          {vote.reasons.map((line) => (
            <p key={line} className="text-ink-soft [overflow-wrap:anywhere]">
              {line}
            </p>
          ))}
          {vote.concerns.map((line) => (
            <p key={line} className="text-ink-soft [overflow-wrap:anywhere]">
              <span className="text-ink-faint">Concern:</span> {line}
            </p>
          ))}
        </div>
      ))}
      {decision.answeredAt !== null && (
        <div className="mt-2 border-l-2 border-line pl-3 text-small" data-testid="person-answer">
          <p>
            You: {decision.state === "approved" ? "yes" : "no"}
            <span className="text-ink-faint">, {fullTime(decision.answeredAt)}</span>
          </p>
          {decision.note && (
            <p className="text-ink-soft [overflow-wrap:anywhere]">{decision.note}</p>
          )}
        </div>
      )}
      {decision.state === "pending" && (
        <div className="mt-3 flex gap-2">
          <Button look="solid" isDisabled={busy} onPress={() => void answer(true)}>
            Allow
          </Button>
          <Button isDisabled={busy} onPress={() => void answer(false)}>
            Refuse
          </Button>
        </div>
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
    </li>
  );
}

/** Whether the project's owner has the last word on what a council would decide alone. */
function AskMe({ projectId }: { readonly projectId: string }) {
  const [opened] = useState(() => Date.now());
  const [project, retry] = useImmutable(`project ${projectId} ${opened}`, (signal) =>
    getProject(projectId, signal),
  );
  const [chosen, setChosen] = useState<boolean>();
  const [problem, setProblem] = useState<Problem>();
  if (project.state === "loading") return null;
  if (project.state === "problem") return <ProblemNote problem={project.problem} onRetry={retry} />;
  const { settings = {} } = project.value;
  const isOn = chosen ?? settings?.askMe ?? false;
  async function choose(askMe: boolean) {
    setChosen(askMe);
    setProblem(undefined);
    try {
      await setProjectSettings(projectId, { ...(await getProject(projectId)).settings, askMe });
    } catch (error) {
      setChosen(!askMe);
      setProblem(toProblem(error));
    }
  }
  return (
    <div className="mt-2 border-t border-line pt-3">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-small">
        <input
          type="checkbox"
          className="size-4.5 shrink-0 accent-accent"
          checked={isOn}
          onChange={(event) => void choose(event.target.checked)}
        />
        <span>
          Ask me too
          <span className="block text-ink-faint">
            When both models agree, nothing is done before you have answered.
          </span>
        </span>
      </label>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </div>
  );
}

function Loaded({ projectId }: { readonly projectId: string }) {
  const [opened] = useState(() => Date.now());
  const [list, retry] = useImmutable(`decisions ${projectId} ${opened}`, (signal) =>
    everyItem((cursor) => listDecisions(projectId, cursor, signal)),
  );
  switch (list.state) {
    case "loading":
      return <div className="skeleton h-24 w-full" role="status" aria-label="Loading" />;
    case "problem":
      return <ProblemNote problem={list.problem} onRetry={retry} />;
    case "ready":
      return list.value.length === 0 ? (
        <p className="text-ink-soft">
          Nothing had to be decided yet. New packages need the votes of two models; what replaces a
          live site and what you ask for yourself is noted here.
        </p>
      ) : (
        <ul>
          {list.value.map((decision) => (
            <Minutes key={decision.id} asked={decision} />
          ))}
        </ul>
      );
  }
}

/** The minutes of what was decided on risky actions, and what waits for a person. */
export function Decisions({ projectId }: { readonly projectId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-8 items-center gap-1.5 text-small text-ink-soft underline underline-offset-2 hover:text-ink"
      >
        <Scale size={14} aria-hidden="true" />
        Decisions
      </button>
      <SheetDialog title="Decisions" isOpen={isOpen} onClose={() => setOpen(false)} wide>
        {isOpen && (
          <>
            <Loaded projectId={projectId} />
            <AskMe projectId={projectId} />
          </>
        )}
      </SheetDialog>
    </>
  );
}
