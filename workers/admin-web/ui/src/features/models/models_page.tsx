import { useCallback, useEffect, useState } from "react";
import type {
  ModelReport,
  ProviderKeyList,
  UsageReport,
} from "../../../../../host/generated/http.ts";
import { getModels, getUsage, listProviderKeys } from "../../api/endpoints.ts";
import { isAborted, type Problem, toProblem } from "../../api/problem.ts";
import { ProblemNote } from "../../ui/problem_note.tsx";
import { MonthUsage } from "./month_usage.tsx";
import { ProviderCard } from "./provider_card.tsx";

interface Known {
  readonly models: ModelReport;
  readonly keys: ProviderKeyList;
  readonly usage: UsageReport;
}

function useKnown(): {
  readonly known: Known | undefined;
  readonly problem: Problem | undefined;
  readonly reload: () => void;
} {
  const [known, setKnown] = useState<Known>();
  const [problem, setProblem] = useState<Problem>();
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again.
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    Promise.all([getModels(signal), listProviderKeys(signal), getUsage(signal)]).then(
      ([models, keys, usage]) => {
        setKnown({ models, keys, usage });
        setProblem(undefined);
      },
      (cause: unknown) => {
        if (!isAborted(cause)) setProblem(toProblem(cause));
      },
    );
    return () => abort.abort();
  }, [round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { known, problem, reload };
}

/** Providers that can be asked. */
const openOf = (models: ModelReport) => models.providers.filter(({ available }) => available);

function Answering({ models }: { readonly models: ModelReport }) {
  const next = openOf(models).length > 1 ? " When one cannot answer, the next does." : "";
  const words =
    models.plans === "builtin" && models.writes === "builtin"
      ? "The built-in model plans and writes: rules without weights, no key, no cost. With a key below, a language model does."
      : `Plans come from ${models.plans}, code from ${models.writes}.${next}`;
  return (
    <>
      <p className="max-w-[62ch] text-ink-soft [overflow-wrap:anywhere]" data-testid="who-answers">
        {words}
      </p>
      {models.fault && (
        <p
          role="alert"
          className="rounded-m border border-bad/40 bg-bad-soft px-4 py-3 text-small [overflow-wrap:anywhere]"
        >
          {models.fault}. No language model is asked until that is mended.
        </p>
      )}
    </>
  );
}

/** The classes of tasks that the product has today, in people's words. */
const tasks: Readonly<Record<string, string>> = {
  plan: "Plans",
  code_frontend: "Code",
  review: "Reviews",
  debug: "Repairs",
  approval: "Votes",
};

/** Who is asked for what, first to last. */
function Order({ models }: { readonly models: ModelReport }) {
  const rows = models.routes.filter(({ task, candidates }) => tasks[task] && candidates.length > 0);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="order" className="flex min-w-0 flex-col gap-2">
      <h2 id="order" className="text-large">
        Who is asked for what
      </h2>
      <dl className="grid gap-x-4 text-small sm:grid-cols-[6rem_minmax(0,1fr)]" data-testid="order">
        {rows.map(({ task, candidates }) => (
          <div key={task} className="contents">
            <dt className="border-t border-line pt-1.5 sm:py-1.5">{tasks[task]}</dt>
            <dd className="pb-1.5 font-mono text-ink-soft [overflow-wrap:anywhere] sm:border-t sm:border-line sm:pt-1.5">
              {candidates.join(", ")}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Who answers, with whose key, and what it costs. */
export function ModelsPage() {
  const { known, problem, reload } = useKnown();
  useEffect(() => {
    document.title = "Models and money · Sitewright";
  }, []);
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-5 pt-10 pb-24 lg:px-8"
    >
      <h1 className="text-title">Models and money</h1>
      {problem && <ProblemNote problem={problem} onRetry={reload} />}
      {known === undefined && problem === undefined && (
        <div className="skeleton h-72 w-full" role="status" aria-label="Loading" />
      )}
      {known && (
        <>
          <Answering models={known.models} />
          <Order models={known.models} />
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
            <section aria-labelledby="providers" className="flex min-w-0 flex-col gap-3">
              <h2 id="providers" className="text-large">
                Providers
              </h2>
              <ul className="flex flex-col gap-3">
                {known.models.providers.map((provider) => (
                  <ProviderCard
                    key={provider.name}
                    provider={provider}
                    own={known.keys.items.find(
                      (key) => key.provider === provider.name && key.source === "own",
                    )}
                    isAlone={provider.available && openOf(known.models).length === 1}
                    onChange={reload}
                  />
                ))}
              </ul>
            </section>
            <MonthUsage usage={known.usage} onChange={reload} />
          </div>
        </>
      )}
    </main>
  );
}
