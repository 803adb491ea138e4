import { useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { kinds } from "./suggestions.ts";

/** Kinds of site, and three first lines for the chosen kind; choosing a line fills the box. */
export function SuggestionBench({ onPick }: { readonly onPick: (prompt: string) => void }) {
  const [kindId, setKindId] = useState(kinds[0].id);
  const kind = kinds.find((one) => one.id === kindId) ?? kinds[0];
  return (
    <section aria-label="Suggestions" className="flex flex-col gap-3">
      <ToggleButtonGroup
        aria-label="Kind of site"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[kindId]}
        onSelectionChange={(keys) => {
          const [key] = keys;
          if (key !== undefined) setKindId(String(key));
        }}
        className="-mx-5 flex gap-1.5 overflow-x-auto px-5 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
      >
        {kinds.map((one) => (
          <ToggleButton
            key={one.id}
            id={one.id}
            className="shrink-0 rounded-full border border-line-strong px-3 py-1 text-small font-[540] text-ink-soft hover:border-ink-soft data-[selected]:border-accent data-[selected]:bg-accent data-[selected]:text-on-accent"
          >
            {one.name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ul className="grid min-h-40 content-start gap-px overflow-hidden rounded-m border border-line bg-line sm:min-h-0">
        {kind.prompts.map((prompt) => (
          <li key={prompt} className="bg-sheet">
            <button
              type="button"
              onClick={() => onPick(prompt)}
              className="flex w-full items-baseline gap-3 px-4 py-2.5 text-left text-small text-ink-soft -outline-offset-2 hover:bg-vial-soft hover:text-ink"
            >
              {prompt}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
