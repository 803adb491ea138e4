import { ClipboardList } from "lucide-react";
import { useState } from "react";
import type { Requirements } from "../../../../../host/generated/http.ts";
import { SheetDialog } from "../../ui/sheet_dialog.tsx";

function List({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="label-cap">{title}</h3>
      <ul className="mt-1.5 flex flex-col gap-1">
        {items.map((item) => (
          <li
            key={item}
            className="border-l-2 border-line pl-3 text-small [overflow-wrap:anywhere]"
          >
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pages({ pages }: { readonly pages: Requirements["pages"] }) {
  if (pages.length === 0) return null;
  return (
    <section aria-label="Pages">
      <h3 className="label-cap">Pages</h3>
      <ul className="mt-1.5">
        {pages.map((page) => (
          <li key={page.path} className="border-t border-line py-2 first:border-t-0">
            <p className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 text-small font-[580] [overflow-wrap:anywhere]">
                {page.title}
              </span>
              <span className="min-w-0 shrink-0 font-mono text-tiny text-ink-faint">
                {page.path}
              </span>
            </p>
            <p className="text-small text-ink-soft [overflow-wrap:anywhere]">{page.purpose}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the site is to be: what was decided for the owner, and what only the owner knows. */
export function PlanRequirements({ requirements }: { readonly requirements: Requirements }) {
  const [isOpen, setOpen] = useState(false);
  const { questions } = requirements;
  const count = questions.length;
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-8 items-center gap-1.5 text-small text-ink-soft underline underline-offset-2 hover:text-ink"
      >
        <ClipboardList size={14} aria-hidden="true" />
        What the site is to be
        {count > 0 && ` (${count} open ${count === 1 ? "question" : "questions"})`}
      </button>
      <SheetDialog
        title="What the site is to be"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        wide
      >
        {requirements.audience !== "" && (
          <p className="text-ink-soft [overflow-wrap:anywhere]">{requirements.audience}</p>
        )}
        <List title="Open questions" items={questions} />
        <Pages pages={requirements.pages} />
        <List title="Features" items={requirements.features} />
        <List
          title="Facts it shows"
          items={requirements.data.map(({ name, fields }) => `${name}: ${fields.join(", ")}`)}
        />
        <List title="Assumptions" items={requirements.assumptions} />
        <List title="Not part of it" items={requirements.outOfScope} />
        <List
          title="Risks"
          items={requirements.risks.map(({ risk, mitigation }) => `${risk} ${mitigation}`)}
        />
      </SheetDialog>
    </>
  );
}
