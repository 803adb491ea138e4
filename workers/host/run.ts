// Runs of one Worker's wasm, and the life of the instance that serves them.
// One instance per isolate serves overlapping runs. It leaves service
//   - broken: something was thrown out of it; all its runs fail, the next run gets a new instance;
//   - retired: its memory passed the mark; it finishes its runs, new ones go to a new instance.
// A run that waits for nothing can never end and fails at once; one from which nothing was heard
// for longer than any platform limit was cut off by the platform and is given up.
import { frameParts, readFrame, type Frame } from "./bridge.ts";
import type { Effect, EffectTable } from "./effect.ts";
import type { EffectKind, EffectRequests } from "./generated/effects.ts";
import type { Held } from "./held.ts";
import { createInstance, type Instance } from "./instance.ts";
import { log, textOf } from "./log.ts";

/** The run cannot be finished: its instance broke, or it stopped waiting for anything. */
export class RunFailure extends Error {
  override readonly name = "RunFailure";
}

export interface Host<Env> {
  /** Rejects with RunFailure and with nothing else. `held` stays open until the caller lets it go. */
  run(event: object, body: readonly Uint8Array[], env: Env, held: Held): Promise<Frame>;
  /** How many instances this isolate has made so far. */
  generation(): number;
}

export interface HostOptions<Env> {
  readonly module: WebAssembly.Module;
  readonly effects: EffectTable<Env>;
  /** Names of string variables that the C++ of this Worker may read; the rest does not exist for it. */
  readonly config: readonly string[];
}

interface Run<Env> {
  readonly id: number;
  readonly env: Env;
  readonly held: Held;
  readonly resolve: (outcome: Frame) => void;
  readonly reject: (failure: RunFailure) => void;
  waitingFor: number;
  heardAt: number;
}

interface Home<Env> {
  readonly generation: number;
  readonly instance: Instance;
  readonly runs: Map<number, Run<Env>>;
  broken: boolean;
}

const memoryMark = 48 * 1_048_576; // bytes; the link caps memory at 64 MiB of the isolate's 128 MiB
const silenceLimitMs = 20 * 60_000; // a queue consumer may run for 15 minutes, nothing may for longer
const longestReason = 2000;
const lastRunId = 0xffff_ffff;

export function createHost<Env extends object>({ module, effects, config }: HostOptions<Env>): Host<Env> {
  const allowed = new Set(config);
  let current: Home<Env> | undefined;
  let generations = 0;
  let newestRun = 0;

  const start = (env: Env): Home<Env> => {
    const home: Home<Env> = {
      generation: ++generations,
      runs: new Map(),
      broken: false,
      instance: createInstance(module, {
        startEffect: (id, effect, frame) => {
          const run = home.runs.get(id);
          if (run !== undefined) void perform(home, run, effect, frame);
        },
        finishRun: (id, frame) => {
          const run = home.runs.get(id);
          home.runs.delete(id);
          run?.resolve(readFrame(frame));
        },
        readConfig: (name) => readConfig(env, allowed, name),
      }),
    };
    return home;
  };

  /** Every call into wasm. Afterwards the instance may be out of service and the run over. */
  const enter = (home: Home<Env>, run: Run<Env>, call: (instance: Instance) => void): void => {
    try {
      call(home.instance);
    } catch (thrown) {
      retire(home);
      breakDown(home, thrown);
      return;
    }
    if (home.runs.get(run.id) === run && run.waitingFor === 0) giveUp(home, run, "run_stalled");
    if (current === home && home.instance.memoryBytes() > memoryMark) {
      retire(home);
      log("info", "instance_retired", { generation: home.generation, memoryBytes: home.instance.memoryBytes() });
    }
  };

  const retire = (home: Home<Env>): void => {
    if (current === home) current = undefined;
  };

  const perform = async (home: Home<Env>, run: Run<Env>, effect: number, frame: Uint8Array<ArrayBuffer>): Promise<void> => {
    run.waitingFor++;
    let resume: (instance: Instance) => void;
    try {
      const reply = await performEffect(effects, frame, run);
      const parts = frameParts(reply.header, reply.body ?? []);
      resume = (instance) => instance.resumeEffect(run.id, effect, parts);
    } catch (thrown) {
      const reason = textOf(thrown).slice(0, longestReason);
      resume = (instance) => instance.failEffect(run.id, effect, reason);
    }
    run.waitingFor--;
    run.heardAt = Date.now();
    if (!home.broken && home.runs.get(run.id) === run) enter(home, run, resume);
  };

  const giveUp = (home: Home<Env>, run: Run<Env>, event: string): void => {
    home.runs.delete(run.id);
    log("error", event, { run: run.id, generation: home.generation });
    run.reject(new RunFailure(event));
    try {
      home.instance.abandonRun(run.id);
    } catch (thrown) {
      retire(home);
      breakDown(home, thrown);
    }
  };

  const serving = (env: Env): Home<Env> => {
    try {
      return (current ??= start(env));
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
        for (const old of home.runs.values()) {
          if (now - old.heardAt > silenceLimitMs) giveUp(home, old, "run_silent");
        }
        newestRun = (newestRun % lastRunId) + 1;
        const run: Run<Env> = { id: newestRun, env, held, resolve, reject, waitingFor: 0, heardAt: now };
        home.runs.set(run.id, run);
        enter(home, run, (instance) => instance.startRun(run.id, frameParts(event, body)));
      }),
    generation: () => generations,
  };
}

function breakDown<Env>(home: Home<Env>, thrown: unknown): void {
  home.broken = true;
  const runs = [...home.runs.values()];
  home.runs.clear();
  log("error", "instance_broken", {
    generation: home.generation,
    runs: runs.length,
    reason: textOf(thrown),
    stack: (thrown instanceof Error && thrown.stack) || "",
  });
  for (const run of runs) run.reject(new RunFailure("instance_broken"));
}

async function performEffect<Env>(effects: EffectTable<Env>, frame: Uint8Array<ArrayBuffer>, run: Run<Env>) {
  const { header, body } = readFrame(frame);
  const request = header as { readonly kind: EffectKind };
  if (!Object.hasOwn(effects, request.kind)) throw new Error(`this Worker has no effect ${request.kind}`);
  // C++ encodes requests by the schemas that the types come from.
  const effect = effects[request.kind] as Effect<EffectKind, Env>;
  return effect(request as unknown as EffectRequests[EffectKind], body, run);
}

function readConfig(env: object, allowed: ReadonlySet<string>, name: string): string | undefined {
  const value: unknown = allowed.has(name) ? Reflect.get(env, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
