// Makes the durable events of one small generation, in order, for the reducer's tests.

import type { ProjectEvent } from "../../../workers/admin-web/ui/src/stream/parse_event.ts";
import type {
  Deployment,
  Plan,
  PlanStep,
  TextMessage,
} from "../../../workers/host/generated/http.ts";

const at = "2027-01-01T00:00:00.000Z";

export const step = (id: string, title: string): PlanStep => ({
  id,
  title,
  subtitle: "",
  description: title,
  status: "pending",
  files: [],
  startedAt: null,
  finishedAt: null,
});

export const plan: Plan = {
  id: "plan_1",
  projectId: "p",
  generationId: "g1",
  title: "A bakery site",
  summary: "",
  status: "in_progress",
  steps: [step("s1", "Lay out the page"), step("s2", "Menu and prices")],
  createdAt: at,
};

export const message = (id: string, content: string): TextMessage => ({
  id,
  threadId: "t",
  generationId: "g1",
  role: "user",
  contentType: "text",
  content,
  status: "active",
  createdAt: at,
});

export const deployment = (id: string, version: number): Deployment => ({
  id,
  projectId: "p",
  versionId: `v_${version}`,
  version,
  buildId: "b1",
  target: "production",
  status: "live",
  url: "http://bakery.localhost:8787/",
  steps: [],
  error: null,
  createdAt: at,
  finishedAt: at,
});

type Body = ProjectEvent extends infer E
  ? E extends ProjectEvent
    ? Omit<E, "sequence">
    : never
  : never;

const bodies: readonly Body[] = [
  { name: "message.created", data: message("m1", "A bakery in Porto") },
  { name: "generation.state", data: { generationId: "g1", state: "queued" } },
  { name: "generation.state", data: { generationId: "g1", state: "planning" } },
  { name: "plan.created", data: plan },
  { name: "generation.state", data: { generationId: "g1", state: "coding" } },
  {
    name: "step.status",
    data: { planId: "plan_1", stepId: "s1", index: 0, total: 2, status: "in_progress" },
  },
  {
    name: "step.status",
    data: {
      planId: "plan_1",
      stepId: "s1",
      index: 0,
      total: 2,
      status: "complete",
      files: [{ path: "src/app.tsx", change: "added", bytes: 120 }],
    },
  },
  {
    name: "step.status",
    data: { planId: "plan_1", stepId: "s2", index: 1, total: 2, status: "in_progress" },
  },
  {
    name: "step.status",
    data: { planId: "plan_1", stepId: "s2", index: 1, total: 2, status: "complete", files: [] },
  },
  { name: "generation.state", data: { generationId: "g1", state: "building" } },
  {
    name: "build.status",
    data: { buildId: "b1", versionId: "v_1", version: 1, status: "running", percent: 40 },
  },
  {
    name: "build.log",
    data: { buildId: "b1", stream: "stdout", lines: ["vite build", "built in 812 ms"] },
  },
  {
    name: "build.status",
    data: { buildId: "b1", versionId: "v_1", version: 1, status: "succeeded", percent: 100 },
  },
  { name: "deployment.status", data: deployment("d1", 1) },
  { name: "generation.state", data: { generationId: "g1", state: "complete" } },
];

export const story: readonly ProjectEvent[] = bodies.map(
  (body, i) => ({ ...body, sequence: i + 1 }) as ProjectEvent,
);
