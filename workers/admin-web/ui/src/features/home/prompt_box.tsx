import { CornerDownLeft } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { createProject } from "../../api/endpoints.ts";
import { type Problem, toProblem } from "../../api/problem.ts";
import { navigate, projectPath } from "../../navigation/location.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { AttachButton } from "../pictures/attach_button.tsx";
import { takesPictures, useAttached } from "../pictures/attached.ts";
import { AttachedList } from "../pictures/attached_list.tsx";
import { type SentKey, sentKey } from "../pictures/sent_key.ts";
import { characters, promptLimit } from "./prompt_rules.ts";

export function PromptBox({
  text,
  onText,
  modelWords,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly modelWords: string;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const attached = useAttached();
  const key = useRef<SentKey>(undefined);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const count = characters(text);
  const left = promptLimit - count;
  const ok = text.trim() !== "" && left >= 0 && !attached.isReading;

  useEffect(() => area.current?.focus(), []);

  const submit = async (): Promise<void> => {
    if (!ok || busy) return;
    setBusy(true);
    setProblem(undefined);
    key.current = sentKey(key.current, text, attached.pictures);
    try {
      const images = attached.pictures.map(({ image }) => image);
      const project = await createProject(text, images, key.current.key);
      onText("");
      navigate(projectPath(project.id));
    } catch (cause) {
      setProblem(toProblem(cause));
      setBusy(false);
      area.current?.focus();
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div
        {...takesPictures(attached)}
        className="group rounded-l border-[1.5px] border-ink bg-raised shadow-sheet focus-within:border-accent focus-within:shadow-[0_0_0_3px_var(--vial)]"
      >
        <label htmlFor={id} className="sr-only">
          Describe the site
        </label>
        <textarea
          ref={area}
          id={id}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKeyDown}
          rows={4}
          placeholder="Neighbourhood bakery in Porto: menu, opening hours and how to find us"
          aria-describedby={`${id}-model ${id}-count`}
          aria-invalid={left < 0}
          className="field-sizing-content block max-h-[40dvh] min-h-28 w-full resize-none rounded-t-l bg-transparent px-5 pt-4 pb-3 text-large placeholder:text-ink-faint sm:min-h-32"
        />
        <AttachedList attached={attached} className="px-5 pt-2 pb-3" />
        <div className="flex flex-wrap items-stretch border-t border-line">
          <p
            id={`${id}-model`}
            className="flex min-w-0 flex-1 basis-48 flex-col justify-center px-5 py-2"
          >
            <span className="label-cap">Model</span>
            <span className="text-small text-ink-soft">{modelWords}</span>
          </p>
          <p
            id={`${id}-count`}
            className="flex flex-col justify-center border-line px-5 py-2 text-right sm:border-l"
          >
            <span className="label-cap">Characters</span>
            <span
              className={`text-small ${left < 0 ? "font-[620] text-bad" : left < 400 ? "font-[620] text-warn" : "text-ink-soft"}`}
            >
              {left < 0
                ? `${(-left).toLocaleString("en")} too many`
                : left < 400
                  ? `${left.toLocaleString("en")} left`
                  : count.toLocaleString("en")}
            </span>
          </p>
          <div className="flex basis-full items-center gap-2 border-t border-line p-2 sm:basis-auto sm:border-t-0 sm:border-l">
            <AttachButton attached={attached} className="size-11 shrink-0" />
            <Button
              type="submit"
              look="solid"
              size="normal"
              isDisabled={!ok || busy}
              className="h-11 w-full sm:w-auto"
            >
              {busy ? "Starting" : "Build this site"}
              <CornerDownLeft size={16} aria-hidden="true" />
            </Button>
          </div>
        </div>
      </div>
      {problem && <ProblemNote problem={problem} onRetry={() => void submit()} />}
    </form>
  );
}
