import { useState } from "react";
import { type Problem, toProblem } from "../../api/problem.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { TextInput } from "../../ui/text_input.tsx";
import { microsOf } from "./money.ts";

/** One amount in dollars and what becomes of it; `other` needs no amount. */
export function AmountForm({
  label,
  begin,
  action,
  onAmount,
  other,
}: {
  readonly label: string;
  readonly begin: string;
  readonly action: string;
  readonly onAmount: (micros: number) => Promise<unknown>;
  readonly other?: { readonly action: string; readonly onPress: () => Promise<unknown> };
}) {
  const [text, setText] = useState(begin);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const micros = microsOf(text);
  const act = async (what: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await what();
    } catch (cause) {
      setProblem(toProblem(cause));
    }
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (micros !== undefined) void act(() => onAmount(micros));
      }}
      className="flex flex-col gap-2"
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-32">
          <TextInput label={label} value={text} onChange={setText} maxLength={12} />
        </div>
        <Button
          type="submit"
          look="solid"
          size="normal"
          className="h-11"
          isDisabled={busy || micros === undefined}
        >
          {action}
        </Button>
        {other && (
          <Button
            size="normal"
            className="h-11"
            isDisabled={busy}
            onPress={() => void act(other.onPress)}
          >
            {other.action}
          </Button>
        )}
      </div>
      {micros === undefined && text.trim() !== "" && (
        <p className="text-small text-ink-soft" role="status">
          An amount in dollars, such as 20 or 7.50.
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
    </form>
  );
}
