import { Pause, Play, RotateCcw, Square } from "lucide-react";
import { useCallback, useState } from "react";
import type { GenerationState } from "../../../../../host/generated/http.ts";
import {
  commandGeneration,
  createGeneration,
  type GenerationCommand,
  publishVersion,
} from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { hasEnded } from "../../state/apply_event.ts";
import { now } from "../../state/words.ts";
import type { GenerationView } from "../../state/workspace.ts";
import { Button } from "../../ui/button.tsx";
import { useOpenProject } from "./workspace_context.ts";

export interface GenerationCommands {
  readonly busy: GenerationCommand | undefined;
  readonly problem: Problem | undefined;
  readonly run: (generationId: string, command: GenerationCommand) => Promise<void>;
  /** What the generation was for, once more. */
  readonly again: (projectId: string, generation: GenerationView) => Promise<void>;
  readonly dismiss: () => void;
}

/** What the P key does in a state: hold, go on, or nothing. */
export function commandFor(state: GenerationState | undefined): "pause" | "resume" | undefined {
  if (state === undefined || hasEnded(state)) return undefined;
  return state === "paused" ? "resume" : "pause";
}

export function useGenerationCommand(): GenerationCommands {
  const [busy, setBusy] = useState<GenerationCommand>();
  const [problem, setProblem] = useState<Problem>();
  const attempt = useCallback(async (work: () => Promise<unknown>): Promise<void> => {
    setProblem(undefined);
    try {
      await work();
    } catch (cause) {
      setProblem(toProblem(cause));
    }
    setBusy(undefined);
  }, []);
  const run = useCallback(
    (generationId: string, command: GenerationCommand) => {
      setBusy(command);
      return attempt(() => commandGeneration(generationId, command));
    },
    [attempt],
  );
  const again = useCallback(
    (projectId: string, { details }: GenerationView) =>
      attempt(() =>
        details?.kind === "publish" && details.version !== null
          ? publishVersion(projectId, details.version)
          : createGeneration(projectId),
      ),
    [attempt],
  );
  const dismiss = useCallback(() => setProblem(undefined), []);
  return { busy, problem, run, again, dismiss };
}

/** Only the buttons that the state allows, in a row that keeps its height. */
export function GenerationControls({ command }: { readonly command: GenerationCommands }) {
  const { workspace, id } = useOpenProject();
  const { generation } = now(workspace);
  if (generation === undefined || generation.state === "complete") return null;
  const { state } = generation;
  if (hasEnded(state)) {
    return (
      <Button onPress={() => void command.again(id, generation)}>
        <RotateCcw size={14} aria-hidden="true" />
        Try again
      </Button>
    );
  }
  const hold = commandFor(state) ?? "pause";
  return (
    <div className="flex gap-1.5">
      <Button
        isDisabled={command.busy !== undefined}
        onPress={() => void command.run(generation.id, hold)}
      >
        {hold === "pause" ? (
          <Pause size={14} aria-hidden="true" />
        ) : (
          <Play size={14} aria-hidden="true" />
        )}
        <span className="sr-only sm:not-sr-only">{hold === "pause" ? "Pause" : "Go on"}</span>
      </Button>
      <Button
        isDisabled={command.busy !== undefined}
        onPress={() => void command.run(generation.id, "cancel")}
      >
        <Square size={13} aria-hidden="true" />
        <span className="sr-only sm:not-sr-only">Cancel</span>
      </Button>
    </div>
  );
}
