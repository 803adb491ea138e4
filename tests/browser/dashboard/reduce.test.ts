import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { hasGap, reduce } from "../../../workers/admin-web/ui/src/state/reduce.ts";
import { now } from "../../../workers/admin-web/ui/src/state/words.ts";
import {
  type Action,
  consoleLimit,
  emptyWorkspace,
  type Workspace,
} from "../../../workers/admin-web/ui/src/state/workspace.ts";
import type { StreamEvent } from "../../../workers/admin-web/ui/src/stream/parse_event.ts";
import type { Generation, Project, Thread } from "../../../workers/host/generated/http.ts";
import { deployment, message, plan, story } from "./events.ts";

const events = (list: readonly StreamEvent[]): Action => ({ kind: "events", events: list });
const fold = (...actions: readonly Action[]): Workspace => actions.reduce(reduce, emptyWorkspace);
const whole = fold(events(story));

/** A fixed shuffle, so that a failure repeats. */
function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const out = [...list];
  let x = seed;
  for (let i = out.length - 1; i > 0; i -= 1) {
    x = (x * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = x % (i + 1);
    const [a, b] = [out[i], out[j]];
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
  }
  return out;
}

describe("dashboard/reduce: events", () => {
  test("a whole generation ends live, with its plan done and its log kept", () => {
    assert.equal(whole.lastSequence, story.length);
    assert.equal(whole.live?.version, 1);
    assert.deepEqual(
      whole.plans["plan_1"]?.steps.map((step) => step.status),
      ["complete", "complete"],
    );
    assert.deepEqual(
      whole.plans["plan_1"]?.steps[0]?.files.map((file) => file.path),
      ["src/app.tsx"],
    );
    assert.ok(whole.console.some((line) => line.text === "built in 812 ms"));
    assert.equal(now(whole).words, "Live");
    assert.equal(now(whole).mood, "good");
  });

  test("the same events one by one, or in batches of any size, give the same workspace", () => {
    for (const size of [1, 2, 3, 7, story.length]) {
      const batches: Action[] = [];
      for (let i = 0; i < story.length; i += size) batches.push(events(story.slice(i, i + size)));
      assert.deepEqual(fold(...batches), whole);
    }
  });

  test("events that come twice change nothing the second time", () => {
    const doubled = story.flatMap((event) => [event, event]);
    assert.deepEqual(fold(events(doubled)), whole);
    assert.equal(reduce(whole, events(story)), whole);
  });

  test("events in any order are applied in the order of their numbers", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const result = fold(events(shuffled(story, seed)));
      assert.deepEqual(result, whole, `seed ${seed}`);
      assert.equal(hasGap(result), false);
    }
  });

  test("a missing event holds back its successors until it comes", () => {
    const third = story[2];
    assert.ok(third);
    const held = fold(events([...story.slice(0, 2), ...story.slice(3, 6)]));
    assert.equal(held.lastSequence, 2);
    assert.equal(hasGap(held), true);
    assert.equal(held.plans["plan_1"], undefined);
    const filled = reduce(held, events([third]));
    assert.equal(filled.lastSequence, 6);
    assert.equal(hasGap(filled), false);
    assert.ok(filled.plans["plan_1"]);
  });

  test("a replay that overlaps what was streamed leaves no duplicate line", () => {
    const half = fold(events(story.slice(0, 9)));
    const result = reduce(half, events(story.slice(4)));
    assert.deepEqual(result, whole);
    assert.equal(new Set(result.console.map((line) => line.key)).size, result.console.length);
  });

  test("an event of an unknown kind still takes its number", () => {
    const unknown = { sequence: 1, name: "unknown", data: null } as const;
    const rest = story.slice(1);
    assert.equal(fold(events([unknown, ...rest])).lastSequence, story.length);
  });

  test("what is happening is said with the step's number and title", () => {
    assert.equal(
      now(fold(events(story.slice(0, 8)))).words,
      "Writing step 2 of 2: Menu and prices",
    );
    assert.equal(now(fold(events(story.slice(0, 3)))).words, "Planning the site");
    assert.equal(now(fold(events(story.slice(0, 11)))).words, "Building the site");
  });

  test("progress only grows during a generation that goes well", () => {
    let last = -1;
    for (let i = 2; i <= story.length; i += 1) {
      const { progress } = now(fold(events(story.slice(0, i))));
      assert.ok(progress >= last, `event ${i}: ${progress} after ${last}`);
      last = progress;
    }
    assert.equal(last, 1);
  });

  test("a long log is cut at the front and says by how much", () => {
    const log = (sequence: number): StreamEvent => ({
      sequence,
      name: "build.log",
      data: {
        buildId: "b",
        stream: "stdout",
        lines: Array.from({ length: 400 }, (_, i) => `line ${i}`),
      },
    });
    const result = fold(events(Array.from({ length: 20 }, (_, i) => log(i + 1))));
    assert.equal(result.console.length, consoleLimit);
    assert.equal(result.consoleDropped, 20 * 400 - consoleLimit);
  });
});

describe("dashboard/reduce: text as it is written", () => {
  const delta = (text: string, path = "src/app.tsx"): StreamEvent => ({
    sequence: null,
    name: "step.delta",
    data: { stepId: "s1", path, text },
  });

  test("deltas of a file join, and another file starts anew", () => {
    const coding = events(story.slice(0, 6));
    assert.equal(fold(coding, events([delta("ab"), delta("cd")])).writing?.text, "abcd");
    assert.equal(fold(coding, events([delta("ab"), delta("x", "b.css")])).writing?.text, "x");
  });

  test("the text goes when its step ends, and when the connection was lost", () => {
    const writing = fold(events(story.slice(0, 6)), events([delta("ab")]));
    assert.equal(reduce(writing, events(story.slice(6, 7))).writing, undefined);
    assert.equal(reduce(writing, { kind: "connected" }).writing, undefined);
  });

  test("deltas take no number and make no console line", () => {
    const before = fold(events(story.slice(0, 6)));
    const after = reduce(before, events([delta("ab")]));
    assert.equal(after.lastSequence, before.lastSequence);
    assert.equal(after.console, before.console);
  });
});

describe("dashboard/reduce: REST answers", () => {
  const project: Project = {
    id: "p",
    name: "Bakery",
    slug: "bakery",
    status: "generating",
    activeDeployment: null,
    latestVersion: 0,
    thumbnailUrl: null,
    currentGenerationId: "g1",
    threadId: "t",
    settings: {},
    createdAt: plan.createdAt,
    updatedAt: plan.createdAt,
  };
  const generation = (state: Generation["state"]): Generation => ({
    id: "g1",
    projectId: "p",
    kind: "create",
    state,
    planId: null,
    versionId: null,
    version: null,
    buildId: null,
    deploymentId: null,
    attempts: 1,
    error: null,
    usage: { model: "builtin", inputTokens: 0, outputTokens: 0, costMicros: 0 },
    startedAt: plan.createdAt,
    finishedAt: null,
  });
  const snapshot = (value: Extract<Action, { kind: "snapshot" }>["snapshot"]): Action => ({
    kind: "snapshot",
    snapshot: value,
  });

  test("an old answer never turns back a generation that events moved on", () => {
    const result = fold(
      events(story.slice(0, 10)),
      snapshot({ kind: "generation", generation: generation("planning") }),
    );
    assert.equal(now(result).words, "Building the site");
    assert.equal(result.generations["g1"]?.details?.startedAt, plan.createdAt);
  });

  test("before any event, the answer is what is shown", () => {
    const result = fold(
      snapshot({ kind: "project", project }),
      snapshot({ kind: "generation", generation: generation("building") }),
    );
    assert.equal(now(result).words, "Building the site");
  });

  test("an old answer about a plan does not turn back its steps", () => {
    const result = reduce(whole, snapshot({ kind: "plan", plan }));
    assert.deepEqual(
      result.plans["plan_1"]?.steps.map((step) => step.status),
      ["complete", "complete"],
    );
    assert.equal(result.plans["plan_1"]?.steps[0]?.files.length, 1);
  });

  test("the thread says what is archived, and a newer message of the stream stays", () => {
    const archived = { ...message("m1", "A bakery in Porto"), status: "archived" } as const;
    const thread: Thread["messages"] = [archived];
    const newer: StreamEvent = {
      sequence: story.length + 1,
      name: "message.created",
      data: message("m2", "Make it dark"),
    };
    const result = reduce(
      reduce(whole, events([newer])),
      snapshot({ kind: "thread", messages: thread }),
    );
    assert.deepEqual(
      result.messages.map((one) => [one.id, one.status]),
      [
        ["m1", "archived"],
        ["m2", "active"],
      ],
    );
  });

  test("answers and events in either order agree on what is live", () => {
    const live = {
      deploymentId: "d1",
      url: deployment("d1", 1).url ?? "",
      versionId: "v_1",
      version: 1,
    };
    const read = snapshot({
      kind: "project",
      project: { ...project, status: "live", activeDeployment: live },
    });
    assert.deepEqual(fold(events(story), read).live, fold(read, events(story)).live);
  });

  test("a preview does not count as live, and an archived deployment stops being it", () => {
    const next = story.length + 1;
    const preview: StreamEvent = {
      sequence: next,
      name: "deployment.status",
      data: { ...deployment("d2", 2), target: "preview" },
    };
    assert.equal(reduce(whole, events([preview])).live?.version, 1);
    const gone: StreamEvent = {
      sequence: next,
      name: "deployment.status",
      data: { ...deployment("d1", 1), status: "archived" },
    };
    assert.equal(reduce(whole, events([gone])).live, undefined);
  });

  test("the end of a generation marks what has to be read again", () => {
    const before = fold(events(story.slice(0, -1)));
    assert.ok(whole.stale.project > before.stale.project);
    assert.ok(whole.stale.versions > before.stale.versions);
    assert.ok(whole.stale.thread > before.stale.thread);
    assert.ok(whole.stale.generation > before.stale.generation);
  });
});
