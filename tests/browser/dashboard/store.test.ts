import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createWorkspaceStore } from "../../../workers/admin-web/ui/src/state/workspace_store.ts";
import { plan, story } from "./events.ts";

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Waits until `check` holds; the limit is only there so that a failure ends. */
async function until(check: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 30_000; !check(); ) {
    assert.ok(Date.now() < end, `waited for ${what}`);
    await wait(5);
  }
}
const json = (body: unknown): Response => Response.json(body);

const project = {
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

const asSse = (from: number, to: number): string =>
  story
    .slice(from, to)
    .map(
      (event) =>
        `id: ${event.sequence}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`,
    )
    .join("");

type StreamAnswer = (resumedAfter: string | null, signal: AbortSignal) => Response;

/** A server of one project; `events` answers each connection of the stream in turn. */
function serve(events: readonly StreamAnswer[]): {
  readonly asked: string[];
  readonly resumed: (string | null)[];
} {
  const asked: string[] = [];
  const resumed: (string | null)[] = [];
  globalThis.fetch = (async (input: string, init: RequestInit = {}) => {
    const path = String(input).replace("/api/v1", "").replace(/\?.*/, "");
    if (!path.endsWith("/events")) {
      asked.push(path);
      if (path.endsWith("/versions")) return json({ items: [], nextCursor: null });
      if (path.startsWith("/threads/")) return json({ id: "t", messages: [], nextCursor: null });
      if (path.startsWith("/generations/"))
        return json({ id: "g1", state: "queued", startedAt: plan.createdAt, finishedAt: null });
      return json(project);
    }
    const headers = new Headers(init.headers);
    resumed.push(headers.get("last-event-id"));
    const answer = events[Math.min(resumed.length, events.length) - 1];
    assert.ok(answer && init.signal);
    return answer(headers.get("last-event-id"), init.signal);
  }) as typeof fetch;
  return { asked, resumed };
}

/** A stream that sends `first`, then `again` every few milliseconds until it is let go. */
function streamOf(first: string, again?: string): StreamAnswer {
  return (_after, signal) => {
    const bytes = new TextEncoder();
    let timer: ReturnType<typeof setInterval> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(bytes.encode(first));
        if (again !== undefined)
          timer = setInterval(() => controller.enqueue(bytes.encode(again)), 15);
        signal.addEventListener("abort", () => {
          clearInterval(timer);
          controller.error(new DOMException("let go", "AbortError"));
        });
      },
      cancel: () => clearInterval(timer),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}

const cut: (text: string) => StreamAnswer = (text) => () =>
  new Response(text, { headers: { "content-type": "text/event-stream" } });

describe("dashboard/store", () => {
  const original = {
    fetch: globalThis.fetch,
    add: globalThis.addEventListener,
    remove: globalThis.removeEventListener,
  };
  before(() => {
    // The browser's own, which Node lacks: nothing in these suites goes offline.
    globalThis.addEventListener = () => undefined;
    globalThis.removeEventListener = () => undefined;
    Object.defineProperty(globalThis.navigator, "onLine", { value: true, configurable: true });
  });
  after(() => {
    globalThis.fetch = original.fetch;
    globalThis.addEventListener = original.add;
    globalThis.removeEventListener = original.remove;
  });

  test("text that streams without a pause does not put off what has to be read", async () => {
    const delta = `event: step.delta\ndata: ${JSON.stringify({ stepId: "s1", path: "a.ts", text: "x" })}\n\n`;
    const { asked } = serve([streamOf(asSse(0, 6), delta)]);
    const store = createWorkspaceStore("p");
    const leave = store.subscribe(() => undefined);
    await until(
      () => store.getView().workspace.generations["g1"]?.details?.startedAt !== undefined,
      "what is read beside the stream",
    );
    await until(() => (store.getView().workspace.writing?.text ?? "") !== "", "text");
    leave();
    assert.ok(asked.includes("/generations/g1"), `only ${asked.join(", ")} were read`);
    assert.equal(store.getView().workspace.generations["g1"]?.details?.startedAt, plan.createdAt);
    assert.match(store.getView().workspace.writing?.text ?? "", /^x+$/);
  });

  test("a connection that is cut goes on after the last applied event", async () => {
    const { resumed } = serve([
      cut(asSse(0, 5)),
      cut(asSse(5, 9)),
      streamOf(asSse(9, story.length)),
    ]);
    const store = createWorkspaceStore("p");
    const leave = store.subscribe(() => undefined);
    await until(() => store.getView().workspace.lastSequence >= story.length, "the story");
    leave();
    assert.equal(store.getView().workspace.lastSequence, story.length);
    assert.deepEqual(resumed, [null, "5", "9"]);
  });

  test("a gap that nobody fills makes the store ask again", async () => {
    const gap = asSse(0, 2) + asSse(3, 5);
    const { resumed } = serve([streamOf(gap), streamOf(asSse(2, 8))]);
    const store = createWorkspaceStore("p");
    const leave = store.subscribe(() => undefined);
    await until(() => store.getView().workspace.lastSequence >= 8, "what came after the gap");
    leave();
    assert.equal(store.getView().workspace.lastSequence, 8);
    assert.deepEqual(resumed, [null, "2"]);
  });

  test("leaving closes the stream, and coming back goes on where it was", async () => {
    const { resumed } = serve([streamOf(asSse(0, 4)), streamOf(asSse(4, 6))]);
    const store = createWorkspaceStore("p");
    store.subscribe(() => undefined)();
    const leave = store.subscribe(() => undefined);
    await until(() => resumed.length >= 2, "a second connection");
    leave();
    const known = store.getView().workspace.lastSequence;
    await wait(100);
    assert.equal(store.getView().workspace.lastSequence, known, "nothing arrives after leaving");
  });

  test("a project that is not there is a problem, not an empty page", async () => {
    const problem = {
      title: "There is no such project",
      status: 404,
      detail: "p",
      code: "not_found",
      requestId: "r",
    };
    globalThis.fetch = (async () => Response.json(problem, { status: 404 })) as typeof fetch;
    const store = createWorkspaceStore("p");
    const leave = store.subscribe(() => undefined);
    await until(() => store.getView().connection === "gone", "the answer");
    leave();
    assert.equal(store.getView().problem?.requestId, "r");
    assert.equal(store.getView().connection, "gone");
  });
});
