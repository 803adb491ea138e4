import type { Effect } from "../effect.ts";
import { askRunner, detailOf, detailOfFailure, type RunnerBinding } from "../runner.ts";

const patienceMs = 1000;

/** Not being reachable is an answer as well: status 0. */
export const runnerHealth: Effect<"runner.health", RunnerBinding> = async (
  _request,
  _body,
  { env },
) => {
  try {
    const answer = await askRunner(env, "/healthz", { signal: AbortSignal.timeout(patienceMs) });
    return { header: { status: answer.status, detail: await detailOf(answer) } };
  } catch (error) {
    return { header: { status: 0, detail: detailOfFailure(error) } };
  }
};
