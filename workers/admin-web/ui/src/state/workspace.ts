// Everything the workspace page shows about one project, as one value.
// It is only ever made by `reduce`, from the project's events and from REST answers.

import type {
  ActiveDeployment,
  Build,
  BuildState,
  Deployment,
  Generation,
  GenerationState,
  Message,
  Plan,
  Project,
  Version,
} from "../../../../host/generated/http.ts";
import type { StreamEvent } from "../stream/parse_event.ts";

export interface GenerationView {
  readonly id: string;
  readonly state: GenerationState;
  /** True once an event told the state: from then on events are newer than any REST answer. */
  readonly fromEvent: boolean;
  readonly reason: string | null;
  readonly details: Generation | undefined;
}

export interface BuildView {
  readonly id: string;
  readonly version: number;
  readonly status: BuildState;
  readonly percent: number;
}

export type ConsoleSource = "state" | "plan" | "step" | "build" | "site" | "chat";
export type ConsoleTone = "plain" | "good" | "bad";

export interface ConsoleLine {
  readonly key: string;
  /** The event that brought the line. */
  readonly sequence: number;
  readonly source: ConsoleSource;
  readonly tone: ConsoleTone;
  readonly text: string;
}

/** Text as the model writes it; lost on reload by design of the stream. */
export interface Writing {
  readonly stepId: string;
  readonly path: string;
  readonly text: string;
}

/** Counters that grow when a REST answer is out of date. */
export interface Stale {
  readonly project: number;
  readonly thread: number;
  readonly versions: number;
  readonly generation: number;
  /** Attempts to build, with their errors and repairs. */
  readonly attempts: number;
}

export interface Workspace {
  /** Every durable event up to here has been applied, without a gap. */
  readonly lastSequence: number;
  /** Events that came before one of their predecessors, by sequence number. */
  readonly early: Readonly<Record<number, StreamEvent>>;
  readonly project: Project | undefined;
  readonly currentGenerationId: string | undefined;
  readonly generations: Readonly<Record<string, GenerationView>>;
  readonly messages: readonly Message[];
  readonly plans: Readonly<Record<string, Plan>>;
  /** Plans in the order in which they became known. */
  readonly planOrder: readonly string[];
  readonly activeStep: { readonly planId: string; readonly stepId: string } | undefined;
  readonly versions: readonly Version[];
  readonly versionsLoaded: boolean;
  readonly builds: Readonly<Record<string, BuildView>>;
  readonly currentBuildId: string | undefined;
  /** The project's attempts to build, oldest first, with errors and repairs. */
  readonly attempts: readonly Build[];
  readonly live: ActiveDeployment | undefined;
  readonly console: readonly ConsoleLine[];
  /** Lines that the console let go of, oldest first. */
  readonly consoleDropped: number;
  readonly writing: Writing | undefined;
  readonly stale: Stale;
}

export const consoleLimit = 5_000;
export const writingLimit = 12_000;

export const emptyWorkspace: Workspace = {
  lastSequence: 0,
  early: {},
  project: undefined,
  currentGenerationId: undefined,
  generations: {},
  messages: [],
  plans: {},
  planOrder: [],
  activeStep: undefined,
  versions: [],
  versionsLoaded: false,
  builds: {},
  currentBuildId: undefined,
  attempts: [],
  live: undefined,
  console: [],
  consoleDropped: 0,
  writing: undefined,
  stale: { project: 0, thread: 0, versions: 0, generation: 0, attempts: 0 },
};

export type Snapshot =
  | { readonly kind: "project"; readonly project: Project }
  | { readonly kind: "thread"; readonly messages: readonly Message[] }
  | { readonly kind: "generation"; readonly generation: Generation }
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "versions"; readonly versions: readonly Version[] }
  | { readonly kind: "attempts"; readonly builds: readonly Build[] }
  | { readonly kind: "deployment"; readonly deployment: Deployment };

export type Action =
  | { readonly kind: "events"; readonly events: readonly StreamEvent[] }
  | { readonly kind: "connected" }
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot };
