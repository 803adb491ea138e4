// The context engine's module on projects as large as it may be given: memory is what its link option allows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { ContextModule, Refusal } from "../../cli/context/context_module.mjs";
import { root } from "../../cli/paths.mjs";

const sections = path.join(root, "templates", "sections");
const source = ["Hero", "Schedule", "Pricing", "Gallery", "Quiz"]
  .map((name) => readFileSync(path.join(sections, `${name}.tsx`), "utf8"))
  .join("\n");
const encoder = new TextEncoder();

/** About 8 KB of real code with names of its own, so that files differ as those of a project do. */
function fileOf(number) {
  const names = Array.from(
    { length: 12 },
    (_, at) => `part${(number * 31 + at * 7) % 9973}Of${number}`,
  );
  const from = (number * 617) % (source.length - 8000);
  const body = names.map((name) => `export const ${name} = "${name}";`).join("\n");
  return `import { part } from "./file${(number * 13) % 5000}";\n${body}\n${source.slice(from, from + 7400)}`;
}

const pathOf = (number) => `src/area${number % 97}/file${number}.tsx`;

describe("context/large_project", () => {
  it("assembles a context of 5,000 files and 40 MB within 96 MiB, never above its budget", async () => {
    const engine = await ContextModule.load();
    engine.loadTokens("o200k_base");
    let bytes = 0;
    for (let number = 0; number < 5000; number += 1) {
      const text = encoder.encode(fileOf(number));
      bytes += text.length;
      engine.addFile(pathOf(number), text);
    }
    assert.ok(bytes > 38e6, `${bytes} bytes`);
    const request = { task: `Rename the first constant of ${pathOf(1234)}`, budget: 16_000 };
    for (const wanted of engine.wanted(request)) {
      const number = Number(/file(\d+)\.tsx$/.exec(wanted)[1]);
      engine.keepText(wanted, encoder.encode(fileOf(number)));
    }
    const report = engine.assemble(request);
    assert.ok(report.totalTokens <= 16_000);
    assert.equal(engine.countTokens(encoder.encode(engine.contextText())), report.totalTokens);
    assert.ok(report.files.some((file) => file.path.endsWith("/file1234.tsx")));
    const greedy = { ...request, budget: 20_000_000 };
    const takeAll = () => {
      for (const wanted of engine.wanted(greedy)) {
        engine.keepText(wanted, encoder.encode(fileOf(Number(/file(\d+)\.tsx$/.exec(wanted)[1]))));
      }
      engine.assemble(greedy);
    };
    assert.throws(takeAll, {
      message:
        /a budget of 20000000 tokens takes more than the 96 MiB .*: \d+ texts with \d+ bytes/,
      next: /--budget/,
    });
  });

  it("counts a word of three million letters and a text of 60 MB, and says what is too much", async () => {
    const engine = await ContextModule.load();
    engine.loadTokens("o200k_base");
    assert.equal(engine.countTokens(new Uint8Array(3_000_000).fill(97)), 375_000);
    const page = encoder.encode(`${source}\n`);
    const long = new Uint8Array(64_000_000).fill(10);
    for (let at = 0; at + page.length < long.length; at += page.length) long.set(page, at);
    const text = await ContextModule.load();
    text.loadTokens("o200k_base");
    assert.ok(text.countTokens(long) > 10_000_000);
    assert.throws(() => engine.countTokens(new Uint8Array(9_000_000).fill(97), "a.txt"), {
      message: "a.txt has 9000000 bytes, more than can be counted within 96 MiB of memory",
      next: /3000000 bytes; a file 64000000/,
    });
  });

  it("says how much is too much of a graph", async () => {
    const engine = await ContextModule.load();
    const text = encoder.encode(
      Array.from({ length: 2000 }, (_, at) => `export const name${at} = import("./f${at}");`).join(
        "\n",
      ),
    );
    const addAll = () => {
      for (let at = 0; at < 4000; at += 1) engine.addToGraph(`src/file${at}.ts`, text);
    };
    assert.throws(addAll, {
      message:
        /takes more than the 96 MiB .*: \d+ files with \d+ bytes are read; src\/file\d+\.ts with \d+ bytes is too much/,
      next: /--root/,
    });
  });

  it("says how much is too much, and stays usable", async () => {
    const engine = await ContextModule.load();
    engine.loadTokens("o200k_base");
    // Nothing but different words: the records are as large as records can be.
    const words = (number) =>
      Array.from(
        { length: 20_000 },
        (_, at) => `w${((number * 20_000 + at) * 7919).toString(36)}`,
      ).join(" ");
    let added = 0;
    const addAll = () => {
      for (; added < 2000; added += 1)
        engine.addFile(`docs/${added}.md`, encoder.encode(words(added)));
    };
    assert.throws(addAll, (error) => {
      assert.ok(error instanceof Refusal);
      assert.match(
        error.message,
        /more than 64 MiB: \d+ files fit, docs\/\d+\.md is \d+ bytes too much/,
      );
      return true;
    });
    assert.ok(added > 100, `${added} files`);
    assert.ok(engine.wanted({ task: "anything", budget: 8000 }).length > 0);
  });
});
