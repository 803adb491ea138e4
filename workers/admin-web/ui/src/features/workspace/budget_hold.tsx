import {
  commandGeneration,
  getProject,
  getProjectUsage,
  getUsage,
  setBudget,
  setProjectSettings,
} from "../../api/endpoints.ts";
import { now } from "../../state/words.ts";
import { AmountForm } from "../models/amount_form.tsx";
import { useOpenProject } from "./workspace_context.ts";

type Scope = "generation" | "project" | "month";

/** Which budget a reason is about: the words are wasm/models/router's. */
function scopeOf(reason: string | null | undefined): Scope | undefined {
  const found = /^The budget of this (generation|project|month) is used up/.exec(reason ?? "");
  return found?.[1] as Scope | undefined;
}

async function raise(project: string, scope: Scope, micros: number): Promise<void> {
  if (scope === "month") {
    const { total } = await getUsage();
    await setBudget(total.costMicros + total.reservedMicros + micros);
    return;
  }
  const [{ settings = {} }, usage] = await Promise.all([
    getProject(project),
    getProjectUsage(project),
  ]);
  const newest = usage.generations[0];
  const held =
    scope === "project"
      ? usage.total.costMicros + usage.total.reservedMicros
      : (newest?.costMicros ?? 0) + (newest?.reservedMicros ?? 0);
  const limit = scope === "project" ? "projectMicros" : "generationMicros";
  await setProjectSettings(project, {
    ...settings,
    budget: { ...settings.budget, [limit]: held + micros },
  });
}

/** A generation that waits for money: says so, and lets a person give it some and go on. */
export function BudgetHold() {
  const { workspace, id } = useOpenProject();
  const { generation } = now(workspace);
  const reason = generation?.reason ?? generation?.details?.error;
  const scope = generation?.state === "paused" ? scopeOf(reason) : undefined;
  if (generation === undefined || scope === undefined) return null;
  return (
    <section
      aria-label="Budget used up"
      data-testid="budget-hold"
      className="flex shrink-0 flex-col gap-3 border-b border-warn/40 bg-warn-soft px-4 py-3 lg:flex-row lg:items-center lg:gap-6"
    >
      <p role="status" className="min-w-0 flex-1 text-small [overflow-wrap:anywhere]">
        {reason}
      </p>
      <AmountForm
        label="Dollars more"
        begin="5"
        action="Raise and go on"
        onAmount={async (micros) => {
          await raise(id, scope, micros);
          await commandGeneration(generation.id, "resume");
        }}
      />
    </section>
  );
}
