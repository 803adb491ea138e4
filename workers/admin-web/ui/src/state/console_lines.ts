// Events as lines of the console. Pure.

import type { StreamEvent } from "../stream/parse_event.ts";
import { repairWords, stateWords } from "./words.ts";
import {
  type ConsoleLine,
  type ConsoleSource,
  type ConsoleTone,
  consoleLimit,
  type Workspace,
} from "./workspace.ts";

function stepTitle(workspace: Workspace, planId: string, stepId: string): string {
  const step = workspace.plans[planId]?.steps.find((one) => one.id === stepId);
  return step?.title ?? stepId;
}

const stepVerb: Readonly<Record<string, string>> = {
  pending: "waits",
  in_progress: "started",
  complete: "done",
  failed: "failed",
  skipped: "skipped",
};

const looksBad = /\b(error|failed|fatal|cannot)\b/i;

/** The lines an event adds to what was shown `before` it. */
export function linesOf(
  before: Workspace,
  workspace: Workspace,
  event: StreamEvent,
): ConsoleLine[] {
  const { sequence } = event;
  if (sequence === null) return [];
  const line = (source: ConsoleSource, text: string, tone: ConsoleTone = "plain", part = 0) => ({
    key: `${sequence}.${part}`,
    sequence,
    source,
    tone,
    text,
  });
  switch (event.name) {
    case "generation.state": {
      const { state, reason } = event.data;
      const tone = state === "complete" ? "good" : isBadState(state) ? "bad" : "plain";
      return [line("state", reason ? `${stateWords[state]}: ${reason}` : stateWords[state], tone)];
    }
    case "plan.created":
      return [line("plan", `${event.data.title}, ${event.data.steps.length} steps`)];
    case "step.status": {
      const { index, total, planId, stepId, status, files } = event.data;
      const head = `Step ${index + 1} of ${total} ${stepVerb[status] ?? status}: ${stepTitle(workspace, planId, stepId)}`;
      const tone = status === "complete" ? "good" : status === "failed" ? "bad" : "plain";
      const changes = (files ?? []).map((file, i) =>
        line("step", `  ${file.change} ${file.path} (${file.bytes} bytes)`, "plain", i + 1),
      );
      return [line("step", head, tone), ...changes];
    }
    case "build.status": {
      const { buildId, status, version } = event.data;
      // Percent is for the progress bar; the log says it once per status.
      if (before.builds[buildId]?.status === status) return [];
      const tone = status === "failed" ? "bad" : status === "succeeded" ? "good" : "plain";
      return [line("build", `Build of version ${version} ${status}`, tone)];
    }
    case "build.log":
      return event.data.lines.map((text, i) =>
        line(
          "build",
          text,
          event.data.stream !== "system" && looksBad.test(text) ? "bad" : "plain",
          i,
        ),
      );
    case "repair.status": {
      const { repair, status, by, summary, files } = event.data;
      if (status === "started") return [line("build", `Repair ${repair} started`)];
      const head =
        status === "written"
          ? `Repair ${repair} by ${by === undefined ? "Sitewright" : repairWords[by]}: ${summary}`
          : `Repair ${repair}: ${summary}`;
      const changes = files.map((file, i) =>
        line("build", `  ${file.change} ${file.path}`, "plain", i + 1),
      );
      return [line("build", head, status === "written" ? "plain" : "bad"), ...changes];
    }
    case "deployment.status": {
      const { status, url, version, error } = event.data;
      const tone = status === "live" ? "good" : status === "failed" ? "bad" : "plain";
      const where = url === null ? "" : ` at ${url}`;
      const why = error === null ? "" : `: ${error}`;
      return [line("site", `Version ${version} ${status}${where}${why}`, tone)];
    }
    case "message.created": {
      if (event.data.contentType === "plan_reference") return [];
      return [
        line("chat", `${event.data.role === "user" ? "You" : "Sitewright"}: ${event.data.content}`),
      ];
    }
    case "step.delta":
    case "unknown":
      return [];
  }
}

export function isBadState(state: string): boolean {
  return state === "failed" || state === "escalated" || state === "cancelled";
}

export function appendLines(workspace: Workspace, lines: readonly ConsoleLine[]): Workspace {
  if (lines.length === 0) return workspace;
  const all = [...workspace.console, ...lines];
  const over = Math.max(0, all.length - consoleLimit);
  return {
    ...workspace,
    console: over > 0 ? all.slice(over) : all,
    consoleDropped: workspace.consoleDropped + over,
  };
}
