// Builds and archives that mean harm, one after another through one runner. Each ends as the error
// it should within its limit (or finds nothing), the build after it succeeds, and nothing of it is
// left: no process, control group, mount, file or memory file. Prints what each took.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { archives, caseColliding } from "./hostile/archives.mjs";
import { curiosity, exhaustion, outputs } from "./hostile/projects.mjs";
import { dependingOn, hostileRegistry, scripted } from "./hostile/registry.mjs";
import { childrenOf, gone } from "./support/processes.mjs";
import { scriptSite, siteDirectory, writeReport } from "./support/projects.mjs";
import { build, nodePath, programPath, startRunner } from "./support/runner.mjs";
import { tarOf } from "./support/tar.mjs";

const memoryMib = 384;
const killGraceMs = 6000; // from the limit to the end of the stream, on a machine that is busy

/** @type {{ name: string, end: string, ms: number, mib: number, left: string }[]} */
const table = [];

/** @param {string} path */
const names = (path) => {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
};

/** Everything that a build could leave behind, each with its name. */
function traces(/** @type {{ pid: number, state: string }} */ runner) {
  const groups = ["", "memory", "pids"].flatMap((name) =>
    names(`/sys/fs/cgroup/${name}`).filter((group) =>
      group.startsWith(`sitewright-${runner.pid}-`),
    ),
  );
  const files = readdirSync(runner.state, { recursive: true, encoding: "utf8" }).filter((path) =>
    /^(?:store\/making-|work|tmp)|registry\.sock$/.test(path),
  );
  const memory = names(`/proc/${runner.pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${runner.pid}/fd/${fd}`).startsWith("/memfd:");
    } catch {
      return false;
    }
  });
  const mounts = readFileSync(`/proc/${runner.pid}/mountinfo`, "utf8").split("\n").length;
  return { processes: childrenOf(runner.pid), groups, files, memory, mounts };
}

describe("what means harm is contained", () => {
  /** @type {Awaited<ReturnType<typeof startRunner>>} */
  let runner;
  /** @type {ReturnType<typeof traces>} */
  let clean;
  const good = tarOf(scriptSite(writeReport));

  before(async () => {
    // What bundlers that wait would leave is for resident.test.mjs to tell.
    const flags = ["--memory-mib", String(memoryMib), "--jobs", "2", "--bundlers", "0"];
    runner = await startRunner({ flags });
    const warm = spawnSync(
      programPath(),
      ["--state", runner.state, "--node", nodePath, "--warm", siteDirectory],
      { encoding: "utf8" },
    );
    assert.equal(warm.status, 0, warm.stderr);
    assert.equal((await build(runner, good)).done.status, "succeeded");
    clean = traces(runner);
    assert.deepEqual([clean.processes, clean.groups, clean.files], [[], [], []]);
  });
  after(async () => {
    await runner.stop();
    assert.deepEqual(readdirSync(`${runner.state}/system`), []);
    const rows = table.map(
      ({ name, end, ms, mib, left }) =>
        `${name.padEnd(44)} ${end.padEnd(24)} ${String(ms).padStart(6)} ms ${String(mib).padStart(5)} MiB  ${left}`,
    );
    console.log(
      ["contained: what, how it ended, time, peak memory, what it left", ...rows].join("\n"),
    );
  });

  /** The outcome has been judged; now the machine is. */
  async function afterwards(name, outcome, ms, mark) {
    if (mark !== undefined) await gone(mark, 1000);
    const next = await build(runner, good);
    assert.equal(
      next.done.status,
      "succeeded",
      `the build after "${name}": ${JSON.stringify(next.errors)}`,
    );
    const now = traces(runner);
    assert.deepEqual(now, clean, `"${name}" left something`);
    table.push({
      name,
      end: outcome.errors.at(-1)?.code ?? "found nothing",
      ms: Math.round(ms),
      mib: Math.round((outcome.usage?.peakMemoryBytes ?? 0) / 2 ** 20),
      left: "nothing",
    });
  }

  /** @param {string} name @param {import("./hostile/projects.mjs").Attack} attack */
  async function contain(
    name,
    { files, ends, prints = [], within = 20_000, maxLogBytes = 1 << 20, mark, finds },
  ) {
    const start = performance.now();
    const outcome = await build(runner, tarOf(files), { timeoutMs: within, maxLogBytes });
    const ms = performance.now() - start;
    assert.ok(ms < within + killGraceMs, `${ms} ms`);
    const { status } = outcome.done;
    if (ends.length > 0) {
      assert.equal(status, "failed");
      const cause = outcome.errors.find(({ code }) => !prints.includes(code));
      assert.ok(ends.includes(cause?.code), JSON.stringify(outcome.errors));
    } else {
      assert.equal(status, "succeeded", JSON.stringify(outcome.errors));
      finds?.(JSON.parse(String(outcome.files["report.json"])));
    }
    // Sampling may be late by what fits into 50 ms; the control group is not.
    assert.ok((outcome.usage?.peakMemoryBytes ?? 0) < 3 * memoryMib * 2 ** 20);
    const logged = outcome.lines.reduce((sum, line) => sum + line.length + 1, 0);
    assert.ok(logged <= maxLogBytes + 2048, `${logged} bytes of log`);
    await afterwards(name, outcome, ms, mark);
  }

  for (const [name, attack] of Object.entries({ ...exhaustion, ...outputs })) {
    it(name, () => contain(name, attack));
  }

  it("what a build can see, reach, write and leave", async () => {
    const port = new URL(runner.url).port;
    const ownPaths = [runner.state, import.meta.dirname, programPath()];
    for (const [name, attack] of Object.entries(curiosity({ port, ownPaths })))
      await contain(name, attack);
    await contain(
      "files that another build could find, again",
      curiosity({ port, ownPaths })["files that another build could find"],
    );
  });

  it("archives", async () => {
    for (const [name, { bytes, code }] of Object.entries(archives)) {
      const start = performance.now();
      const outcome = await build(runner, bytes());
      assert.deepEqual([outcome.done.status, outcome.errors[0]?.code], ["failed", code], name);
      await afterwards(`archive: ${name}`, outcome, performance.now() - start);
    }
    const script = `${writeReport} for (const name of ["Page", "page"]) report[name] = fs.readFileSync("src/" + name + ".txt", "utf8");`;
    const colliding = await build(runner, Buffer.from(caseColliding(script)));
    assert.deepEqual(JSON.parse(String(colliding.files["report.json"])), {
      Page: "upper",
      page: "lower",
    });
  });

  it("a flood on one build does not stop its neighbour", async () => {
    const [flood, neighbour] = await Promise.all([
      build(runner, tarOf(exhaustion["flood of lines"].files), {
        timeoutMs: 20_000,
        maxLogBytes: 65536,
      }),
      build(runner, good),
    ]);
    assert.deepEqual([flood.errors[0].code, neighbour.done.status], ["log_limit", "succeeded"]);
  });
});

describe("an install that means harm is contained", () => {
  /** Runs with a registry of our own: what npm's configuration of this process names. */
  async function withRegistry(packages, use) {
    const registry = await hostileRegistry(packages);
    const before = process.env["npm_config_registry"];
    process.env["npm_config_registry"] = registry.url;
    const runner = await startRunner();
    try {
      await use(runner, registry);
    } finally {
      if (before === undefined) delete process.env["npm_config_registry"];
      else process.env["npm_config_registry"] = before;
      await runner.stop();
      await registry.stop();
    }
  }

  it("no script of a package runs", async () => {
    await withRegistry({ scripted }, async (runner, registry) => {
      const { done, errors, files } = await build(runner, tarOf(dependingOn("scripted", scripted)));
      assert.equal(done.status, "succeeded", JSON.stringify(errors));
      const found = JSON.parse(String(files["report.json"])).files;
      assert.deepEqual(found.sort(), ["binding.gyp", "index.js", "package.json"]);
      assert.ok(registry.asked.some((path) => path.endsWith(".tgz")));
    });
  });

  it("a package that lies on another host is not fetched", async (t) => {
    const elsewhere = await hostileRegistry({ scripted });
    t.after(() => elsewhere.stop());
    const led = {
      ...scripted,
      tarball: `http://127.0.0.1:${elsewhere.port}/scripted/-/scripted-1.0.0.tgz`,
    };
    await withRegistry({ scripted: led }, async (runner) => {
      const { done, errors } = await build(runner, tarOf(dependingOn("scripted", scripted)));
      assert.equal(done.status, "failed");
      assert.deepEqual(
        [errors.at(-1)?.category, errors.at(-1)?.code],
        ["dependency", "unsupported_source"],
      );
      assert.deepEqual(elsewhere.asked, []);
      assert.deepEqual(traces(runner).files, []);
    });
  });

  it("a package that is not what its lock file says is refused", async () => {
    const other = { files: { ...scripted.files, "index.js": "evil" } };
    await withRegistry({ scripted: other }, async (runner) => {
      const { done, errors } = await build(runner, tarOf(dependingOn("scripted", scripted)));
      assert.equal(done.status, "failed");
      assert.equal(errors.at(-1)?.category, "dependency", JSON.stringify(errors));
      assert.deepEqual(traces(runner).files, []);
    });
  });

  it("a registry that is not there is an error of the network", async () => {
    const registry = await hostileRegistry({});
    await registry.stop();
    const before = process.env["npm_config_registry"];
    process.env["npm_config_registry"] = registry.url;
    const runner = await startRunner();
    try {
      const { errors } = await build(runner, tarOf(dependingOn("scripted", scripted)), {
        timeoutMs: 60_000,
      });
      assert.deepEqual(
        [errors.at(-1)?.category, errors.at(-1)?.code],
        ["network", "registry_unreachable"],
      );
    } finally {
      if (before === undefined) delete process.env["npm_config_registry"];
      else process.env["npm_config_registry"] = before;
      await runner.stop();
    }
  });
});
