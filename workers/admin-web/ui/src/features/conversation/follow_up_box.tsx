import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { postMessage } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { TokenMeter } from "../../page_module/token_meter.tsx";
import { hasEnded } from "../../state/apply_event.ts";
import { now } from "../../state/words.ts";
import { Button } from "../../ui/button.tsx";
import { useDraft } from "../../ui/draft.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { characters, promptLimit } from "../home/prompt_rules.ts";
import { AttachButton } from "../pictures/attach_button.tsx";
import { takesPictures, useAttached } from "../pictures/attached.ts";
import { AttachedList } from "../pictures/attached_list.tsx";
import { type SentKey, sentKey } from "../pictures/sent_key.ts";
import { useOpenProject } from "../workspace/workspace_context.ts";

export function FollowUpBox() {
  const { workspace, id } = useOpenProject();
  const [text, setText] = useDraft(`project.${id}`);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attached = useAttached();
  const key = useRef<SentKey>(undefined);
  const { generation } = now(workspace);
  const running = generation !== undefined && !hasEnded(generation.state);
  const left = promptLimit - characters(text);
  const ok = text.trim() !== "" && left >= 0 && !attached.isReading;

  const submit = async (): Promise<void> => {
    if (!ok || busy || running) return;
    setBusy(true);
    setProblem(undefined);
    key.current = sentKey(key.current, text, attached.pictures);
    try {
      const images = attached.pictures.map(({ image }) => image);
      await postMessage(id, text, images, key.current.key);
      key.current = undefined;
      setText("");
      attached.clear();
    } catch (cause) {
      setProblem(toProblem(cause));
    }
    setBusy(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };

  return (
    <form
      className="flex shrink-0 flex-col gap-2 border-t border-line bg-sheet p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem && <ProblemNote problem={problem} />}
      <label htmlFor="follow-up" className="sr-only">
        Describe a change
      </label>
      <AttachedList attached={attached} className="px-1 pt-1" />
      <div
        {...takesPictures(attached)}
        className="flex items-end gap-2 rounded-l border border-line-strong bg-raised p-1.5 focus-within:border-accent focus-within:shadow-[0_0_0_3px_var(--vial)]"
      >
        <textarea
          id="follow-up"
          value={text}
          rows={2}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="Add a pricing section and make the theme dark"
          aria-describedby="follow-up-note"
          aria-invalid={left < 0}
          className="field-sizing-content max-h-40 min-h-12 min-w-0 flex-1 resize-none bg-transparent px-2 py-1 placeholder:text-ink-faint"
        />
        <AttachButton attached={attached} />
        <Button
          type="submit"
          look="solid"
          size="icon"
          aria-label="Send the change"
          isDisabled={!ok || busy || running}
        >
          <ArrowUp size={17} />
        </Button>
      </div>
      <p
        id="follow-up-note"
        className={`flex h-4 justify-between gap-3 px-1 text-tiny ${left < 0 ? "text-bad" : "text-ink-faint"}`}
      >
        {left < 0
          ? `${-left} characters too many`
          : left < 400
            ? `${left} characters left`
            : running
              ? "You can write now and send when this change is done."
              : "Enter sends, Shift Enter starts a new line."}
        <TokenMeter text={text} />
      </p>
    </form>
  );
}
