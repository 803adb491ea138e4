import type { UsageReport, UsageRow } from "../../../../../host/generated/http.ts";
import { setBudget } from "../../api/endpoints.ts";
import { fullTime } from "../../ui/clock.ts";
import { AmountForm } from "./amount_form.tsx";
import { dollars, plainDollars, short, tokensOf } from "./money.ts";

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly UsageRow[] }) {
  return (
    <table className="w-full border-collapse text-small">
      <caption className="pb-1 text-left font-[560]">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Calls</th>
          <th scope="col">Tokens</th>
          <th scope="col">Cost</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} className="border-t border-line align-baseline">
            <th
              scope="row"
              className="w-full py-1.5 pr-3 text-left font-normal [overflow-wrap:anywhere]"
            >
              {row.name}
            </th>
            <td className="py-1.5 pr-3 text-right whitespace-nowrap text-ink-soft tabular-nums">
              {short(row.calls)} {row.calls === 1 ? "call" : "calls"}
            </td>
            <td className="hidden py-1.5 pr-3 text-right whitespace-nowrap text-ink-soft tabular-nums sm:table-cell">
              {short(row.inputTokens + row.outputTokens)} tokens
            </td>
            <td className="py-1.5 text-right tabular-nums">{dollars(row.costMicros)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How much of the budget is spent and set aside; the words beside it say the same. */
function Gauge({ usage, limit }: { readonly usage: UsageReport; readonly limit: number }) {
  const held = usage.total.costMicros + usage.total.reservedMicros;
  const share = limit === 0 ? 1 : Math.min(1, held / limit);
  return (
    <span className="block h-2 w-full overflow-hidden rounded-full bg-line" aria-hidden="true">
      <span
        className={`block h-full rounded-full ${share > 0.9 ? "bg-bad-solid" : "bg-accent"}`}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}

/** The minutes: who raises a budget decides on money. */
function Raises({ raises }: { readonly raises: UsageReport["raises"] }) {
  if (raises.length === 0) return null;
  const words = (micros: number | null) => (micros === null ? "no limit" : dollars(micros));
  return (
    <ul aria-label="Raised this month" className="text-small" data-testid="raises">
      {raises.map((raise) => (
        <li key={raise.id} className="border-t border-line py-1.5">
          Raised from {words(raise.fromMicros)} to {words(raise.toMicros)}
          <span className="block text-ink-faint">
            Risk: {raise.risk}. {fullTime(raise.createdAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function MonthUsage({
  usage,
  onChange,
}: {
  readonly usage: UsageReport;
  readonly onChange: () => void;
}) {
  const limit = usage.budget.monthMicros;
  const set = async (monthMicros: number | null): Promise<void> => {
    await setBudget(monthMicros);
    onChange();
  };
  return (
    <section
      aria-labelledby="month"
      className="flex flex-col gap-5 rounded-l border border-line bg-raised p-5"
    >
      <div className="flex flex-col gap-2">
        <h2 id="month" className="text-large">
          This month
        </h2>
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-title tabular-nums" data-testid="month-cost">
            {dollars(usage.total.costMicros)}
          </span>
          <span className="text-ink-soft">
            {limit === null ? "spent, without a limit" : `of ${dollars(limit)} spent`}
            {usage.total.reservedMicros > 0 &&
              `, ${dollars(usage.total.reservedMicros)} set aside for calls under way`}
          </span>
        </p>
        {limit !== null && <Gauge usage={usage} limit={limit} />}
        {usage.total.calls > 0 && (
          <p className="text-small text-ink-soft tabular-nums" data-testid="month-tokens">
            {tokensOf(usage.total)}
          </p>
        )}
      </div>
      <AmountForm
        key={limit}
        label="Dollars a month"
        begin={limit === null ? "" : plainDollars(limit)}
        action="Set"
        onAmount={set}
        {...(limit !== null && { other: { action: "No limit", onPress: () => set(null) } })}
      />
      <Raises raises={usage.raises} />
      {usage.total.calls === 0 ? (
        <p className="text-small text-ink-soft">
          No language model was asked this month. The built-in model costs nothing.
        </p>
      ) : (
        <div className="flex flex-col gap-5">
          <Rows title="By provider" rows={usage.byProvider} />
          <Rows title="By model" rows={usage.byModel} />
          <Rows title="By role" rows={usage.byRole} />
        </div>
      )}
    </section>
  );
}
