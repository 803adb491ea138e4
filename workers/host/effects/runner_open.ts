import type { Effect } from "../effect.ts";
import { askRunner, detailOf, detailOfFailure, type RunnerBinding } from "../runner.ts";

/** Status 0: the runner was not reached. With 200 the frames come by stream.read. */
export const runnerOpen: Effect<"runner.open", RunnerBinding> = async (
  { job },
  body,
  { env, held },
) => {
  const headers = { "content-type": "application/x-tar", "x-build-job": job };
  try {
    const answer = await askRunner(env, "/v1/builds", { method: "POST", headers, body });
    if (answer.status !== 200 || answer.body === null) {
      return { header: { status: answer.status, detail: await detailOf(answer) } };
    }
    return { header: { status: answer.status, stream: held.keepStream(answer.body) } };
  } catch (error) {
    return { header: { status: 0, detail: detailOfFailure(error) } };
  }
};
