// One instance with the runs that it serves, and when it leaves service:
//   - broken: something was thrown out of it. All its runs fail and it is never entered again;
//   - retired: its memory passed the mark. It finishes its runs and takes no new ones.
import { type Frame, frameParts, readFrame } from "./bridge.ts";
import type { Assets, Effect, EffectTable } from "./effect.ts";
import type { EffectKind, EffectRequests } from "./generated/effects.ts";
import type { Held } from "./held.ts";
import { createInstance, type Instance } from "./instance.ts";
import { log, textOf } from "./log.ts";

/** The run cannot be finished: its instance broke, or it stopped waiting for anything. */
export class RunFailure extends Error {
  override readonly name = "RunFailure";
}

export interface HostOptions<Env> {
  readonly module: WebAssembly.Module;
  readonly effects: EffectTable<Env>;
  /** Names of string variables that the C++ of this Worker may read; the rest does not exist for it. */
  readonly config: readonly string[];
  /** Names of secrets and bindings of which it may know whether they are there: they read "set", or are absent. */
  readonly secrets?: readonly string[];
  /** Files that the C++ of this Worker may ask for. */
  readonly assets?: Assets;
}

export interface Run<Env> {
  readonly id: number;
  readonly env: Env;
  readonly held: Held;
  readonly resolve: (outcome: Frame) => void;
  readonly reject: (failure: RunFailure) => void;
  /** Effects under way. */
  waitingFor: number;
  /** When it was last begun or resumed, in Unix milliseconds. */
  heardAt: number;
}

export interface Home<Env> {
  readonly generation: number;
  readonly instance: Instance;
  readonly effects: EffectTable<Env>;
  readonly assets: Assets;
  readonly runs: Map<number, Run<Env>>;
  takesRuns: boolean;
  broken: boolean;
}

const memoryMark = 48 * 1_048_576; // bytes; the link caps memory at 64 MiB of the isolate's 128 MiB
const longestReason = 2000;

export function openHome<Env extends object>(
  generation: number,
  { module, effects, config, secrets = [], assets = {} }: HostOptions<Env>,
  env: Env,
): Home<Env> {
  const home: Home<Env> = {
    generation,
    effects,
    assets,
    runs: new Map(),
    takesRuns: true,
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
      readConfig: (name) => {
        const secret = secrets.includes(name);
        const value: unknown = secret || config.includes(name) ? Reflect.get(env, name) : undefined;
        if (secret && typeof value === "object" && value !== null) return "set"; // a binding
        if (typeof value !== "string") return undefined;
        if (secret) return value.trim() === "" ? undefined : "set";
        return value;
      },
    }),
  };
  return home;
}

export function beginRun<Env>(
  home: Home<Env>,
  run: Run<Env>,
  event: object,
  body: readonly Uint8Array[],
): void {
  home.runs.set(run.id, run);
  enter(home, run, (instance) => instance.startRun(run.id, frameParts(event, body)));
}

/** Fails one run and frees what wasm has of it. */
export function giveUp<Env>(home: Home<Env>, run: Run<Env>, event: string): void {
  home.runs.delete(run.id);
  log("error", event, { run: run.id, generation: home.generation });
  run.reject(new RunFailure(event));
  try {
    home.instance.abandonRun(run.id);
  } catch (thrown) {
    breakDown(home, thrown);
  }
}

/** Every other call into wasm. Afterwards the home may be out of service and the run over. */
function enter<Env>(home: Home<Env>, run: Run<Env>, call: (instance: Instance) => void): void {
  try {
    call(home.instance);
  } catch (thrown) {
    breakDown(home, thrown);
    return;
  }
  if (home.runs.get(run.id) === run && run.waitingFor === 0) giveUp(home, run, "run_stalled");
  const memoryBytes = home.instance.memoryBytes();
  if (home.takesRuns && memoryBytes > memoryMark) {
    home.takesRuns = false;
    log("info", "instance_retired", { generation: home.generation, memoryBytes });
  }
}

function breakDown<Env>(home: Home<Env>, thrown: unknown): void {
  home.takesRuns = false;
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

/** Runs an effect and hands its answer in, in the request that the run belongs to. */
async function perform<Env>(
  home: Home<Env>,
  run: Run<Env>,
  effect: number,
  frame: Uint8Array<ArrayBuffer>,
): Promise<void> {
  run.waitingFor++;
  let resume: (instance: Instance) => void;
  try {
    const { header, body } = await answerTo(home, frame, run);
    const parts = frameParts(header, body ?? []);
    resume = (instance) => instance.resumeEffect(run.id, effect, parts);
  } catch (thrown) {
    const reason = textOf(thrown).slice(0, longestReason);
    resume = (instance) => instance.failEffect(run.id, effect, reason);
  }
  run.waitingFor--;
  run.heardAt = Date.now();
  if (!home.broken && home.runs.get(run.id) === run) enter(home, run, resume);
}

function answerTo<Env>(
  { effects, assets }: Home<Env>,
  frame: Uint8Array<ArrayBuffer>,
  run: Run<Env>,
): ReturnType<Effect<EffectKind, Env>> {
  const { header, body } = readFrame(frame);
  // C++ encodes requests by the schemas that these types come from.
  const request = header as EffectRequests[EffectKind] & { readonly kind: EffectKind };
  const effect = Object.hasOwn(effects, request.kind) ? effects[request.kind] : undefined;
  if (effect === undefined) throw new Error(`this Worker has no effect ${request.kind}`);
  return (effect as Effect<EffectKind, Env>)(request, body, {
    env: run.env,
    held: run.held,
    assets,
  });
}
