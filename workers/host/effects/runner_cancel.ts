import type { Effect } from "../effect.ts";
import { askRunner, type RunnerBinding } from "../runner.ts";

/** Status 0: the runner was not reached, so nothing runs there that could be cancelled through it. */
export const runnerCancel: Effect<"runner.cancel", RunnerBinding> = async (
  { buildId },
  _body,
  { env },
) => {
  try {
    const answer = await askRunner(env, `/v1/builds/${encodeURIComponent(buildId)}`, {
      method: "DELETE",
    });
    await answer.body?.cancel();
    return { header: { status: answer.status } };
  } catch {
    return { header: { status: 0 } };
  }
};
