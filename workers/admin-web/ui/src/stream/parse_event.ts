// One SSE message to one project event, or undefined when its name is not ours
// or its data is not JSON: an unknown event must never end the stream.

import type { EventSourceMessage } from "eventsource-parser";
import type { EventData, EventName } from "../../../../host/generated/events.ts";

const names: ReadonlySet<string> = new Set<EventName>([
  "generation.state",
  "plan.created",
  "step.status",
  "step.delta",
  "build.status",
  "build.log",
  "repair.status",
  "deployment.status",
  "message.created",
]);

function sequenceOf(id: string | undefined): number | null {
  if (id === undefined || !/^\d{1,15}$/.test(id)) return null;
  return Number(id);
}

export type ProjectEvent = {
  readonly [Name in EventName]: {
    /** The project's sequence number; null for events that are not kept. */
    readonly sequence: number | null;
    readonly name: Name;
    readonly data: EventData[Name];
  };
}[EventName];

/** A durable event that is not understood still takes its place in the sequence. */
export interface UnknownEvent {
  readonly sequence: number;
  readonly name: "unknown";
  readonly data: null;
}

export type StreamEvent = ProjectEvent | UnknownEvent;

export function parseEvent(message: EventSourceMessage): StreamEvent | undefined {
  const sequence = sequenceOf(message.id);
  const unknown =
    sequence === null ? undefined : ({ sequence, name: "unknown", data: null } as const);
  if (message.event === undefined || !names.has(message.event)) return unknown;
  try {
    const data: unknown = JSON.parse(message.data);
    if (typeof data !== "object" || data === null) return unknown;
    return { sequence, name: message.event, data } as ProjectEvent;
  } catch {
    return unknown;
  }
}
