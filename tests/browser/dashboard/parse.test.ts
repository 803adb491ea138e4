import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createParser } from "eventsource-parser";
import { parseDiff } from "../../../workers/admin-web/ui/src/features/diff/parse_diff.ts";
import { characters } from "../../../workers/admin-web/ui/src/features/home/prompt_rules.ts";
import { parseRoute } from "../../../workers/admin-web/ui/src/navigation/location.ts";
import { backoff } from "../../../workers/admin-web/ui/src/stream/backoff.ts";
import {
  parseEvent,
  type StreamEvent,
} from "../../../workers/admin-web/ui/src/stream/parse_event.ts";
import { elapsed } from "../../../workers/admin-web/ui/src/ui/clock.ts";

function read(text: string, chunk: number): readonly (StreamEvent | undefined)[] {
  const out: (StreamEvent | undefined)[] = [];
  const parser = createParser({ onEvent: (event) => out.push(parseEvent(event)) });
  for (let i = 0; i < text.length; i += chunk) parser.feed(text.slice(i, i + chunk));
  return out;
}

describe("dashboard/stream", () => {
  const text = [
    ": hello\n\n",
    'id: 7\nevent: generation.state\ndata: {"generationId":"g","state":"coding"}\n\n',
    'event: step.delta\ndata: {"stepId":"s","path":"a.ts","text":"x"}\n\n',
    "id: 8\nevent: something.new\ndata: {}\n\n",
    "id: 9\nevent: build.log\ndata: not json\n\n",
    "event: nobody.knows\ndata: {}\n\n",
  ].join("");

  test("events are the same however the bytes were cut", () => {
    const whole = read(text, text.length);
    for (let chunk = 1; chunk < 40; chunk += 1) assert.deepEqual(read(text, chunk), whole);
  });

  test("an event without an id has no number, even after one that had", () => {
    const [state, delta] = read(text, 1_000);
    assert.equal(state?.sequence, 7);
    assert.equal(delta?.sequence, null);
  });

  test("unknown kinds and broken data keep their number and nothing else", () => {
    const [, , fresh, broken, nothing] = read(text, 1_000);
    assert.deepEqual(fresh, { sequence: 8, name: "unknown", data: null });
    assert.deepEqual(broken, { sequence: 9, name: "unknown", data: null });
    assert.equal(nothing, undefined);
  });

  test("waiting grows to fifteen seconds and no further", () => {
    assert.equal(
      backoff(0, () => 1),
      500,
    );
    assert.equal(
      backoff(3, () => 1),
      4_000,
    );
    assert.equal(
      backoff(50, () => 1),
      15_000,
    );
    assert.ok(backoff(50, () => 0) >= 11_000);
  });
});

describe("dashboard/diff", () => {
  const diff = [
    "--- a/src/app.tsx",
    "+++ b/src/app.tsx",
    "@@ -1,4 +1,4 @@ export",
    " const a = 1;",
    '-const title = "Bakery";',
    '+const title = "Padaria";',
    " ",
    "--- still a removed-looking line of context",
    "--- /dev/null",
    "+++ b/src/new.css",
    "@@ -0,0 +1,2 @@",
    "+--- not a header",
    "++++ nor this",
    "\\ No newline at end of file",
    "",
  ];

  test("files, numbers and counts are read", () => {
    const files = parseDiff(
      diff
        .filter((line) => !line.startsWith("--- still"))
        .join("\n")
        .replace("-1,4 +1,4", "-1,3 +1,3"),
    );
    assert.deepEqual(
      files.map(({ path, change, added, removed }) => [path, change, added, removed]),
      [
        ["src/app.tsx", "changed", 1, 1],
        ["src/new.css", "added", 2, 0],
      ],
    );
    const [first] = files;
    assert.equal(first?.hunks[0]?.heading, "export");
    assert.deepEqual(
      first?.hunks[0]?.lines.map((line) => [line.before, line.after]),
      [
        [1, 1],
        [2, undefined],
        [undefined, 2],
        [3, 3],
      ],
    );
  });

  test("only what differs within a line is marked", () => {
    const files = parseDiff(
      '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-const title = "Bakery";\n+const title = "Padaria";\n',
    );
    const [before, after] = files[0]?.hunks[0]?.lines ?? [];
    assert.equal(before?.text.slice(...(before.changed ?? [])), "Bakery");
    assert.equal(after?.text.slice(...(after.changed ?? [])), "Padaria");
  });

  test("lines that look like headers inside a hunk stay lines", () => {
    const files = parseDiff("--- a/x\n+++ b/x\n@@ -1,1 +1,2 @@\n--- old\n+++ new\n+more\n");
    assert.equal(files.length, 1);
    assert.deepEqual(
      files[0]?.hunks[0]?.lines.map((line) => [line.kind, line.text]),
      [
        ["removed", "-- old"],
        ["added", "++ new"],
        ["added", "more"],
      ],
    );
  });

  test("rubbish gives no files and no error", () => {
    for (const text of ["", "\n\n", "@@ -1 +1 @@\n-a\n+b", "--- only\n", "\u0000\ufffd@@@"]) {
      assert.deepEqual(parseDiff(text), []);
    }
  });
});

describe("dashboard/small rules", () => {
  test("a prompt is counted in code points, as the server does", () => {
    assert.equal(characters("a😀é"), 3);
  });

  test("addresses are read, and hostile ones are unknown pages", () => {
    assert.deepEqual(parseRoute("/"), { page: "home" });
    assert.deepEqual(parseRoute("/projects/prj_1"), { page: "project", id: "prj_1" });
    assert.equal(parseRoute("/projects/%E0%A4%A").page, "unknown");
    assert.equal(parseRoute("/projects/a/b").page, "unknown");
    assert.equal(parseRoute(`/projects/${"x".repeat(200)}`).page, "unknown");
  });

  test("elapsed time reads as a clock", () => {
    assert.equal(elapsed(7_400), "0:07");
    assert.equal(elapsed(3_723_000), "1:02:03");
    assert.equal(elapsed(-5), "0:00");
  });
});
