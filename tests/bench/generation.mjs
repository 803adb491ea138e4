// Prompt to live site with the built-in model on a warm runner, split by the times of its rows.
import { median } from "../../cli/benchmarks/benchmark.mjs";
import { callApi, field, generate, list } from "../../cli/client/generation.mjs";

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

/** @param {unknown} resource @param {string} name */
const timeOf = (resource, name) => Date.parse(field(resource, name));

/**
 * Where the time of a finished generation went, by the times that its rows carry.
 * `steps` holds the queue hops to and from each step; `build` is the runner's own time. What is
 * neither model nor build is bounded from above: the built-in model's time is still in it.
 * @param {string} origin
 * @param {{ projectId: string, buildId: string, ms: { total: number } }} outcome
 */
async function parts(origin, { projectId, buildId, ms: { total } }) {
  const read = (/** @type {string} */ path) => callApi(`${origin}/api/v1${path}`);
  const project = await read(`/projects/${projectId}`);
  const generation = await read(`/generations/${field(project, "currentGenerationId")}`);
  const plan = await read(`/plans/${field(generation, "planId")}`);
  const build = /** @type {{ durationMs: number }} */ (await read(`/builds/${buildId}`));
  const steps = list(plan, "steps").map(
    (step) => timeOf(step, "finishedAt") - timeOf(step, "startedAt"),
  );
  return {
    total,
    plan: timeOf(plan, "createdAt") - timeOf(generation, "startedAt"),
    steps: steps.reduce((sum, ms) => sum + ms, 0),
    stepCount: steps.length,
    build: build.durationMs,
    buildAround:
      timeOf(generation, "finishedAt") -
      Math.max(...list(plan, "steps").map((step) => timeOf(step, "finishedAt"))) -
      build.durationMs,
    rest: total - build.durationMs,
  };
}

/** @type {import("../../cli/benchmarks/benchmark.mjs").Bench} */
export const bench = {
  name: "generation",
  needsInstance: true,
  async run({ origin, note }) {
    await generate(origin, "A page about warm-up exercises"); // the first one pays for cold isolates and a cold runner
    /** @type {Awaited<ReturnType<typeof parts>>[]} */
    const measured = [];
    for (let i = 0; i < runs; i++) {
      const prompt = prompts[i % prompts.length] ?? "";
      note(prompt);
      measured.push(await parts(origin, await generate(origin, prompt)));
    }
    const of = (/** @type {keyof Awaited<ReturnType<typeof parts>>} */ key) =>
      median(measured.map((one) => one[key]));
    return [
      { name: "prompt_to_live", value: of("total"), unit: "ms", runs, bar: 1500 },
      { name: "planning_with_hop", value: of("plan"), unit: "ms", runs },
      { name: "steps_with_hops", value: of("steps"), unit: "ms", runs },
      { name: "step_count", value: of("stepCount"), unit: "steps", runs },
      { name: "build", value: of("build"), unit: "ms", runs },
      { name: "build_hops_and_publish", value: of("buildAround"), unit: "ms", runs },
      { name: "neither_model_nor_build_at_most", value: of("rest"), unit: "ms", runs, bar: 400 },
    ];
  },
};
