// Prompt to live site with the built-in model on a warm runner, split by what the public events tell.
// Times are those at which events reach this client; queue hops are what no stage accounts for.
import { median } from "../../cli/benchmarks/benchmark.mjs";
import { field, generate } from "../../cli/client/generation.mjs";

const runs = 9;
const prompts = [
  "A portfolio for a glass artist",
  "A bakery in Lisbon with opening hours and a menu",
  "A maths practice site for eight-year-olds",
  "A landing page for a time tracking app",
  "A blog about slow travel by ferry",
  "A two-day conference on soil science",
  "A neighbourhood tool library",
  "A plumber in Leeds, available at night",
  "Documentation for a small JSON parser",
];

/** @typedef {import("../../cli/client/sse.mjs").ServerEvent} ServerEvent */

/** @param {ServerEvent[]} events @param {string} type @param {(data: unknown) => boolean} is */
const firstAt = (events, type, is) =>
  events.find((event) => event.type === type && is(event.data))?.at;

/** @param {ServerEvent[]} events */
function stepsTime(events) {
  /** @type {Map<string, number>} */
  const begun = new Map();
  let sum = 0;
  for (const { type, data, at } of events) {
    if (type !== "step.status") continue;
    const id = field(data, "stepId");
    const status = field(data, "status");
    if (status === "in_progress") begun.set(id, at);
    if (status === "complete") sum += at - (begun.get(id) ?? at);
  }
  return sum;
}

/** @param {ServerEvent[]} events @param {number} total */
function parts(events, total) {
  const end = events.at(-1)?.at ?? 0;
  const start = end - total;
  const planning =
    firstAt(events, "generation.state", (data) => field(data, "state") === "planning") ?? start;
  const planned = firstAt(events, "plan.created", () => true) ?? planning;
  const builds = events.filter((event) => event.type === "build.status");
  const buildStart = builds[0]?.at ?? end;
  const buildEnd =
    firstAt(events, "build.status", (data) =>
      /^(success|succeeded|complete|finished)$/.test(field(data, "status")),
    ) ??
    builds.at(-1)?.at ??
    end;
  const live =
    firstAt(events, "deployment.status", (data) => field(data, "status") === "live") ?? end;
  const steps = stepsTime(events);
  const plan = planned - planning;
  const build = buildEnd - buildStart;
  return {
    total,
    plan,
    steps,
    build,
    publish: live - buildEnd,
    hops: total - plan - steps - build,
  };
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "generation",
  needsInstance: true,
  async run({ origin, note }) {
    await generate(origin, "A page about warm-up exercises"); // the first one pays for cold isolates and a cold runner
    /** @type {ReturnType<typeof parts>[]} */
    const measured = [];
    for (let i = 0; i < runs; i++) {
      const prompt = prompts[i % prompts.length] ?? "";
      note(prompt);
      const { events, ms } = await generate(origin, prompt);
      measured.push(parts(events, ms.total));
    }
    const of = (/** @type {keyof ReturnType<typeof parts>} */ key) =>
      median(measured.map((one) => one[key]));
    return [
      { name: "prompt_to_live", value: of("total"), unit: "ms", runs, bar: 1500 },
      { name: "planning", value: of("plan"), unit: "ms", runs },
      { name: "steps", value: of("steps"), unit: "ms", runs },
      { name: "build", value: of("build"), unit: "ms", runs },
      { name: "publish", value: of("publish"), unit: "ms", runs },
      { name: "neither_model_nor_build", value: of("hops"), unit: "ms", runs, bar: 400 },
    ];
  },
};
