// A trace as rows of a timeline: depth, place and words of each span.

import type { Plan, Trace, TraceSpan } from "../../../../../host/generated/http.ts";

export interface TraceRow {
  readonly id: string;
  readonly kind: TraceSpan["kind"];
  readonly status: TraceSpan["status"];
  readonly words: string;
  readonly depth: number;
  /** Milliseconds after the generation began. */
  readonly from: number;
  readonly length: number;
  /** What it cost, if it cost anything. */
  readonly cost: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export interface Timeline {
  readonly length: number;
  readonly rows: readonly TraceRow[];
}

const kindWords: Readonly<Record<TraceSpan["kind"], string>> = {
  generation: "All of it",
  plan: "Plan",
  step: "Step",
  context: "Choosing what the model sees",
  model_call: "Model",
  build: "Build",
  build_run: "In the sandbox",
  deployment: "Publishing",
};

const count = new Intl.NumberFormat("en");

function attributeOf(span: TraceSpan, name: string): string | number | null {
  return span.attributes.find((one) => one.name === name)?.value ?? null;
}

function wordsOf(span: TraceSpan, titles: ReadonlyMap<string, string>): string {
  if (span.kind === "step") {
    const number = attributeOf(span, "sitewright.step.number");
    const title = titles.get(String(attributeOf(span, "sitewright.step.id")));
    return title === undefined ? `Step ${number}` : `${number}. ${title}`;
  }
  if (span.kind !== "model_call") return kindWords[span.kind];
  const role = String(attributeOf(span, "sitewright.role") ?? "");
  return `${role} · ${attributeOf(span, "gen_ai.request.model")}`;
}

/** Millionths of a US dollar. */
export const money = (micros: number): string =>
  `$${(micros / 1_000_000).toFixed(micros < 10_000 ? 4 : 2)}`;

function costOf(span: TraceSpan): string {
  if (span.kind !== "model_call" && span.kind !== "generation") return "";
  const usage = span.kind === "model_call" ? "gen_ai.usage" : "sitewright.usage";
  const read = Number(attributeOf(span, `${usage}.input_tokens`) ?? 0);
  const written = Number(attributeOf(span, `${usage}.output_tokens`) ?? 0);
  if (read + written === 0) return "";
  const micros = Number(attributeOf(span, "sitewright.cost_micros") ?? 0);
  const tokens = `${count.format(read)} → ${count.format(written)} tokens`;
  return micros > 0 ? `${tokens}, ${money(micros)}` : tokens;
}

/** 240 ms, 3.2 s, 1:05 min. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} min`;
}

/** `at`: the time now, where what goes on ends for the moment. */
export function timelineOf(trace: Trace, plans: readonly Plan[], at: number): Timeline {
  const titles = new Map(plans.flatMap((plan) => plan.steps.map((step) => [step.id, step.title])));
  const depths = new Map<string, number>();
  const start = Date.parse(trace.spans[0]?.startedAt ?? "");
  const end = (span: TraceSpan): number => (span.endedAt === null ? at : Date.parse(span.endedAt));
  const rows = trace.spans.map((span): TraceRow => {
    const depth = span.parentId === null ? 0 : (depths.get(span.parentId) ?? 0) + 1;
    depths.set(span.id, depth);
    const from = Date.parse(span.startedAt);
    return {
      id: span.id,
      kind: span.kind,
      status: span.status,
      words: wordsOf(span, titles),
      depth,
      from: Math.max(0, from - start),
      length: Math.max(0, end(span) - from),
      cost: costOf(span),
      facts: span.attributes.map(({ name, value }) => [name, String(value ?? "")]),
    };
  });
  return { length: Math.max(1, ...rows.map((row) => row.from + row.length)), rows };
}
