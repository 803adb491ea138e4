// The wasm runtime in workerd, by a probe that does what the product must never do: docs/boundary.md holds.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { startProbe } from "./probe_client.mjs";

const { server, newGate, open, waitingAt, ask, logged, loggedTimes } = await startProbe();

function assertBroken({ status, headers, text }) {
  assert.equal(status, 500);
  assert.equal(headers.get("content-type"), "application/problem+json");
  const problem = JSON.parse(text);
  assert.equal(problem.code, "broken_invariant");
  assert.equal(problem.status, 500);
  assert.equal(problem.requestId, headers.get("x-request-id"));
  assert.deepEqual(Object.keys(problem).sort(), [
    "code",
    "detail",
    "requestId",
    "status",
    "title",
    "type",
  ]);
}

describe("after a trap", () => {
  it("the next request is served by a new instance", async () => {
    const before = await ask("/served");
    assertBroken(await ask("/trap"));
    const after = await ask("/served");
    assert.equal(after.status, 200);
    assert.equal(after.text, "1");
    assert.equal(after.generation, before.generation + 1);
  });

  it("overlapping requests of the old instance fail with 500, later ones never notice", async () => {
    const gate = newGate();
    const overlapping = ["a", "b", "c", "d"].map((name) => ask(`/wait/${gate}${name}`));
    await waitingAt(gate, 4);
    assertBroken(await ask("/trap"));
    const later = ask(`/wait/${gate}later`);
    await waitingAt(gate, 5);
    for (const failed of await Promise.all(overlapping)) assertBroken(failed);
    for (const name of ["a", "b", "c", "d", "later"]) await open(gate + name);
    assert.deepEqual([(await later).status, (await later).text], [200, `${gate}later`]);
  });

  it("the same when it comes while an effect is being answered", async () => {
    const gate = newGate();
    const before = await ask("/served");
    const trapping = ask(`/trap-after/${gate}trap`);
    const beside = ask(`/wait/${gate}beside`);
    await waitingAt(gate, 2);
    await open(`${gate}trap`);
    assertBroken(await trapping);
    assertBroken(await beside);
    assert.equal((await ask("/served")).generation, before.generation + 1);
  });

  it("the same when the stack overflows", async () => {
    assertBroken(await ask("/overflow"));
    assert.deepEqual((await ask("/await?n=1000")).text, "1000");
  });

  it("a hundred times over", async () => {
    const before = await ask("/served");
    for (let times = 0; times < 100; times++) assertBroken(await ask("/trap"));
    const after = await ask("/served");
    assert.deepEqual([after.text, after.generation], ["1", before.generation + 100]);
  });

  it("the caller's request id is in the answer when it is well formed, else a new one", async () => {
    assert.equal(
      (await ask("/trap", { headers: { "x-request-id": "caller-1.2_3" } })).headers.get(
        "x-request-id",
      ),
      "caller-1.2_3",
    );
    assert.match(
      (await ask("/trap", { headers: { "x-request-id": "a b" } })).headers.get("x-request-id"),
      /^[0-9a-f-]{36}$/,
    );
  });

  it("the log names the generation and says how many runs failed with it, nobody else is told", async () => {
    server.clearLogs();
    const broken = await ask("/trap");
    const [line] = logged("instance_broken").map(({ message }) => JSON.parse(message));
    assert.equal(line.level, "error");
    assert.equal(line.generation, broken.generation);
    assert.equal(line.runs, 1);
    assert.match(line.reason, /unreachable/);
    assert.doesNotMatch(broken.text, /unreachable|wasm/);
  });
});

describe("a run", () => {
  it("awaits 1,000,000 finished tasks", async (test) => {
    const started = performance.now();
    assert.equal((await ask("/await?n=1000000")).text, "1000000");
    test.diagnostic(`1,000,000 awaits: ${Math.round(performance.now() - started)} ms`);
  });

  it("has several effects under way, answered in any order", async () => {
    const gate = newGate();
    const answer = ask(`/effects/${gate}`);
    await waitingAt(gate, 8);
    for (const index of [7, 0, 3, 6, 1, 5, 2, 4]) await open(gate + index);
    assert.equal(
      (await answer).text,
      Array.from({ length: 8 }, (_, index) => `${gate}${index}\n`).join(""),
    );
  });

  it("does not see the answers of others that overlap with it", async () => {
    const gate = newGate();
    const names = Array.from({ length: 40 }, (_, index) => `${gate}${index}`);
    const answers = names.map((name) => ask(`/wait/${name}`));
    await waitingAt(gate, 40);
    await Promise.all(names.toReversed().map(open));
    assert.deepEqual(
      (await Promise.all(answers)).map(({ text }) => text),
      names,
    );
  });

  it("that waits for nothing fails at once, alone", async () => {
    const before = await ask("/served");
    assertBroken(await ask("/stall"));
    assert.equal((await ask("/served")).generation, before.generation);
  });

  it("of a path that C++ does not know has C++'s answer", async () => {
    const { status, text } = await ask("/nowhere");
    assert.deepEqual([status, text], [503, "/nowhere"]);
  });

  it("reads variables that are on its Worker's list, of secrets that they are set, and nothing else", async () => {
    assert.equal((await ask("/config/ALLOWED")).text, "seen by C++");
    assert.equal((await ask("/config/KEPT")).text, "set");
    assert.equal((await ask("/config/UNSET")).text, "absent");
    for (const name of ["FORBIDDEN", "DB", "toString", "__proto__", ""])
      assert.equal((await ask(`/config/${name}`)).text, "absent", name);
  });
});

describe("an instance above the memory mark", () => {
  it("finishes its runs while a new one takes the next", async () => {
    const gate = newGate();
    const old = ask(`/wait/${gate}old`);
    await waitingAt(gate, 1);
    const before = await ask("/served");
    assert.equal((await ask("/grow")).text, "grown");
    const after = await ask("/served");
    assert.deepEqual([after.text, after.generation], ["1", before.generation + 1]);
    await open(`${gate}old`);
    assert.deepEqual([(await old).status, (await old).text], [200, `${gate}old`]);
    assert.equal((await ask("/served")).generation, after.generation);
    assert.equal(logged("instance_retired").length, 1);
  });
});

describe("a batch whose run traps", () => {
  it("comes again, later each time", async () => {
    server.clearLogs();
    assert.equal((await ask("/queue", { method: "POST", body: '{"trap":true}' })).text, "1");
    await loggedTimes("batch_failed", 2);
  });
});
