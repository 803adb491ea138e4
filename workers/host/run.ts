// Runs of one module of a Worker's wasm: each begins in the home that takes runs now (home.ts), of which
// an isolate has at most one. A home that left service is followed by a new one at the next run.
import type { Frame } from "./bridge.ts";
import type { Held } from "./held.ts";
import {
  beginRun,
  giveUp,
  type Home,
  type HostOptions,
  openHome,
  type Run,
  RunFailure,
} from "./home.ts";
import { log, textOf } from "./log.ts";

export interface Host<Env> {
  /** Rejects with RunFailure and with nothing else. `held` stays open until the caller lets it go. */
  run(event: object, body: readonly Uint8Array[], env: Env, held: Held): Promise<Frame>;
  /** How many instances this isolate has made so far. */
  generation(): number;
}

const silenceLimitMs = 20 * 60_000; // a queue consumer may run for 15 minutes, nothing may for longer
const lastRunId = 0xffff_ffff;

export function createHost<Env extends object>(options: HostOptions<Env>): Host<Env> {
  let current: Home<Env> | undefined;
  let generations = 0;
  let newestRun = 0;

  const serving = (env: Env): Home<Env> => {
    if (current?.takesRuns) return current;
    try {
      current = openHome(++generations, options, env);
      return current;
    } catch (thrown) {
      log("error", "instance_unstartable", { generation: generations, reason: textOf(thrown) });
      throw new RunFailure("instance_unstartable");
    }
  };

  return {
    run: (event, body, env, held) =>
      new Promise((resolve, reject) => {
        const home = serving(env);
        const now = Date.now();
        giveUpSilent(home, now);
        newestRun = (newestRun % lastRunId) + 1;
        const id = newestRun;
        beginRun(
          home,
          { id, env, held, resolve, reject, waitingFor: 0, heardAt: now },
          event,
          body,
        );
      }),
    generation: () => generations,
  };
}

/** Runs that the platform cut off are never resumed: this is how their memory is freed. */
function giveUpSilent<Env>(home: Home<Env>, now: number): void {
  const silent = (run: Run<Env>) => now - run.heardAt > silenceLimitMs;
  for (const run of [...home.runs.values()].filter(silent)) giveUp(home, run, "run_silent");
}
