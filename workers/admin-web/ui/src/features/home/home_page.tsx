import { useEffect } from "react";
import { useDraft } from "../../ui/draft.ts";
import { ErrorBoundary } from "../../ui/error_boundary.tsx";
import { useModelWords } from "./model_words.ts";
import { ProjectList } from "./project_list.tsx";
import { PromptBox } from "./prompt_box.tsx";
import { Stages } from "./stages.tsx";
import { SuggestionBench } from "./suggestion_bench.tsx";

export function HomePage() {
  const [text, setText] = useDraft("home");
  const words = useModelWords();
  useEffect(() => {
    document.title = "Sitewright";
  }, []);
  const pick = (prompt: string): void => {
    setText(prompt);
    document.querySelector<HTMLTextAreaElement>("form textarea")?.focus();
  };
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex w-full max-w-6xl flex-col gap-16 px-5 pt-10 pb-24 sm:pt-16 lg:px-8"
    >
      <div className="grid gap-8 lg:grid-cols-[minmax(0,0.85fr)_minmax(0,1.3fr)] lg:gap-14">
        <div className="flex flex-col gap-4 lg:pt-2">
          <h1 className="text-display font-[720] wide">Say what the site is for.</h1>
          <p className="max-w-[34ch] text-large text-ink-soft">
            One line is enough. You watch it being made, and it goes live at an address of its own.
          </p>
          <Stages />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <PromptBox text={text} onText={setText} modelWords={words} />
          <SuggestionBench onPick={pick} />
        </div>
      </div>
      <ErrorBoundary part="The project list">
        <ProjectList />
      </ErrorBoundary>
    </main>
  );
}
