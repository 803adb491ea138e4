import { useState } from "react";
import { type Problem, toProblem } from "../api/problem.ts";
import { Button } from "./button.tsx";
import { ProblemNote } from "./problem_note.tsx";
import { SheetDialog } from "./sheet_dialog.tsx";

/** Asks before something that is hard to undo; stays open and says why when it did not work. */
export function Confirm({
  title,
  text,
  action,
  keep = "Cancel",
  look = "danger",
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** What the other button says. */
  readonly keep?: string;
  readonly look?: "danger" | "solid";
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (cause) {
      setProblem(toProblem(cause));
      setBusy(false);
    }
  };
  return (
    <SheetDialog title={title} isOpen role="alertdialog" onClose={onClose}>
      <p className="text-ink-soft">{text}</p>
      {problem && <ProblemNote problem={problem} />}
      <div className="flex justify-end gap-2">
        <Button size="normal" onPress={onClose} autoFocus>
          {keep}
        </Button>
        <Button size="normal" look={look} isDisabled={busy} onPress={() => void run()}>
          {busy ? "Working" : action}
        </Button>
      </div>
    </SheetDialog>
  );
}
