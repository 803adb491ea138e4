// The context, graph and tokens verbs on a project like a user's.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { get_encoding } from "tiktoken";
import {
  link,
  makeLargeProject,
  makeProject,
  sources,
  startVerb,
  tracked,
  verb,
} from "./support/typescript_project.mjs";

/** @typedef {import("../../cli/context/reports.mjs").ContextReport} ContextReport */

const task = "raise the courier surcharge for heavy parcels and show it in the header";
const counters = {
  o200k_base: get_encoding("o200k_base"),
  cl100k_base: get_encoding("cl100k_base"),
};
/** @param {keyof typeof counters} model @param {string | Uint8Array} text */
const tokensOf = (model, text) =>
  counters[model].encode_ordinary(typeof text === "string" ? text : new TextDecoder().decode(text))
    .length;

let root = "";
let removeProject = () => {};
before(() => {
  ({ root, remove: removeProject } = makeProject({ git: true }));
});
after(() => {
  removeProject();
  for (const counter of Object.values(counters)) counter.free();
});

/** @param {string[]} flags @returns {ContextReport} */
function contextOf(flags, folder = root) {
  const { code, stdout, stderr } = verb(["context", "--root", folder, "--json", ...flags]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

/** @param {string} file */
const linesOf = (file) => {
  const lines = String(sources[file]).split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};

/** @param {ContextReport} report */
function hasTheShape(report) {
  assert.deepEqual(Object.keys(report), ["budget", "totalTokens", "ms", "files", "omitted"]);
  assert.ok(Number.isFinite(report.ms) && report.ms >= 0);
  const keys = ["path", "kind", "tokens", "score", "ranges", "reasons"];
  for (const file of report.files) {
    assert.deepEqual(Object.keys(file), keys);
    assert.match(file.kind, /^(full|excerpt|skeleton|summary)$/);
    assert.ok(file.tokens > 0 && file.score >= 0 && file.score <= 1, file.path);
    assert.ok(file.reasons.every((reason) => reason !== ""));
    let last = 0;
    for (const [first, end] of file.ranges) {
      assert.ok(first > last && end >= first && end <= linesOf(file.path).length, file.path);
      last = end;
    }
  }
  for (const one of report.omitted) {
    assert.deepEqual(Object.keys(one), ["path", "reason"]);
    assert.ok(one.reason !== "");
  }
  const named = [...report.files, ...report.omitted].map((one) => one.path);
  const all = [...tracked, link].sort();
  assert.deepEqual(named.sort(), all, "every file is shown or left out, once");
  assert.equal(report.omitted.find((one) => one.path === link)?.reason, "a link");
}

describe("context", () => {
  for (const budget of [0, 1, 50, 500, 4000]) {
    test(`${budget} tokens are not exceeded, by tiktoken's count, and ranges are word for word`, () => {
      const flags = ["--task", task, "--budget", String(budget)];
      const report = contextOf(flags);
      hasTheShape(report);
      const { stdout: text } = verb(["context", "--root", root, "--text", ...flags]);
      assert.equal(report.budget, budget);
      assert.equal(report.totalTokens, tokensOf("o200k_base", text));
      assert.ok(report.totalTokens <= budget);
      for (const { path: file, kind, ranges } of report.files) {
        const lines = linesOf(file);
        for (const [first, last] of ranges) {
          const shown = lines.slice(first - 1, last).join("\n");
          assert.ok(
            text.replaceAll("\r\n", "\n").includes(`${shown}\n`),
            `${file} ${first}-${last}`,
          );
        }
        if (kind === "full" && lines.length > 0) assert.deepEqual(ranges, [[1, lines.length]]);
      }
    });
  }

  for (const budget of [0, 700, 16_000]) {
    test(`${budget} tokens hold the reference's passages as well`, () => {
      const ask = ["--task", "A form: useActionState, an error next to each field"];
      const flags = [...ask, "--budget", String(budget), "--reference"];
      const { passages = [], ...report } = contextOf(flags);
      hasTheShape(report);
      const { stdout: text } = verb(["context", "--root", root, "--text", ...flags]);
      assert.equal(tokensOf("o200k_base", text), report.totalTokens);
      assert.ok(report.totalTokens <= budget);
      const taken = passages.reduce((sum, { tokens }) => sum + tokens, 0);
      assert.ok(taken <= budget / 8, "files come first");
      for (const { heading } of passages) assert.ok(text.includes(`<passage of="${heading}">`));
      if (budget === 16_000) {
        assert.ok(
          passages.some(({ source }) => source === "forms.md"),
          JSON.stringify(passages),
        );
        assert.ok(passages.every(({ reasons }) => reasons.length > 0));
        assert.equal(contextOf([...ask, "--budget", "16000"]).passages, undefined);
      }
    });
  }

  test("of a long file the function that the task needs is shown, the rest is not", () => {
    const { files } = contextOf(["--task", task, "--budget", "500"]);
    const long = files.find((file) => file.path === "src/trade/shipping.ts");
    assert.equal(long?.kind, "excerpt");
    const lines = linesOf("src/trade/shipping.ts");
    const at = lines.findIndex((line) => line.includes("courierSurcharge")) + 1;
    assert.ok(
      long?.ranges.some(([first, last]) => first <= at && at + 4 <= last),
      JSON.stringify(long),
    );
  });

  test("a binary file is left out as such; a tight budget is counted in the model's own tokens", () => {
    for (const model of /** @type {const} */ (["o200k_base", "cl100k_base"])) {
      const flags = ["--task", task, "--budget", "700", "--model", model];
      const report = contextOf(flags);
      const { stdout: text } = verb(["context", "--root", root, "--text", ...flags]);
      assert.equal(report.totalTokens, tokensOf(model, text), model);
      assert.deepEqual(
        report.omitted.filter((one) => one.path === "src/logo.png"),
        [{ path: "src/logo.png", reason: "binary" }],
      );
    }
  });

  for (const [model, factor] of /** @type {const} */ ([
    ["claude", 1.4],
    ["gemini", 1.17],
  ])) {
    test(`a budget of ${model}'s tokens is held by the estimate upward, and its error is said`, () => {
      const flags = ["--task", task, "--budget", "700", "--model", model];
      const { estimate, ...report } = contextOf(flags);
      hasTheShape(report);
      const exact = tokensOf(
        "o200k_base",
        verb(["context", "--root", root, "--text", ...flags]).stdout,
      );
      assert.ok(estimate);
      assert.deepEqual([estimate.family, estimate.counted], [model, exact]);
      assert.equal(estimate.atMost, Math.ceil(exact * factor - 1e-9));
      assert.ok(exact < estimate.likely && estimate.likely < estimate.atMost);
      assert.equal(report.totalTokens, estimate.atMost);
      assert.ok(report.totalTokens <= 700);
      assert.match(estimate.error, /within 10 %/);
    });
  }

  test("the same question has the same answer", () => {
    const [one, two] = [1, 2].map(() => contextOf(["--task", task, "--budget", "900"]));
    assert.deepEqual({ ...one, ms: 0 }, { ...two, ms: 0 });
  });

  test("files that are named rank high and say so; pinned ones are whole, first, and count", () => {
    const team = "src/Über uns/das team.ts";
    const named = contextOf(["--task", "say it in two words", "--budget", "300", "--files", team]);
    assert.equal(named.files.find((file) => file.path === team)?.score, 1);
    const pinned = contextOf([
      ...["--task", task, "--budget", "300"],
      ...["--pin", ` ./src/theme.css,${path.join(root, "src", "windows.ts")}`],
    ]);
    assert.deepEqual(
      pinned.files.slice(0, 2).map(({ path: file, kind }) => [file, kind]),
      [
        ["src/theme.css", "full"],
        ["src/windows.ts", "full"],
      ],
    );
    assert.ok(pinned.totalTokens <= 300);
  });

  test("without git, what is installed or built is left alone, and all else is there", () => {
    const plain = makeProject({ git: false });
    try {
      const report = contextOf(["--task", task, "--budget", "200"], plain.root);
      const named = [...report.files, ...report.omitted].map((one) => one.path);
      assert.deepEqual(named.sort(), [...tracked, link, "secret.ts"].sort());
    } finally {
      plain.remove();
    }
  });

  test("the folder one is in is the project; people get rows and a sum", () => {
    const { code, stdout, stderr } = verb(["context", "--task", task, "--budget", "200"], {
      cwd: path.join(root, "src"),
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^header\.tsx +(full|excerpt|skeleton|summary) +\d+ {2}\d\.\d\d {2}\S/m);
    assert.match(stderr, /\d+ of 200 tokens, \d+ shown, \d+ left out/);
    assert.match(stderr, /1 × binary/);
  });

  /** @type {[string, string[], RegExp][]} */
  const wrong = [
    ["no task", [], /what is the task\?[\s\S]*For example/],
    ["an unknown file", ["--task", task, "--files", "src/none.ts"], /not a file .*src\/none\.ts/],
    ["an ignored file", ["--task", task, "--pin", "secret.ts"], /secret\.ts[\s\S]*git ignores/],
    ["a folder", ["--task", task, "--files", "src"], /not a file of the project: src/],
    [
      "words for a budget",
      ["--task", task, "--budget", "many"],
      /"many" is not a number of tokens/,
    ],
    ["an empty budget", ["--task", task, "--budget", ""], /"" is not a number of tokens/],
    ["a negative budget", ["--task", task, "--budget=-5"], /"-5" is not a number of tokens/],
    ["a part of a token", ["--task", task, "--budget", "1.5"], /"1\.5" is not a number/],
    ["too large a budget", ["--task", task, "--budget", "100000001"], /is not a number of tokens/],
    ["an unknown model", ["--task", task, "--model", "gpt-2"], /no model "gpt-2"[\s\S]*o200k_base/],
    ["two forms at once", ["--task", task, "--json", "--text"], /--json or --text/],
    ["a binary file pinned", ["--task", task, "--pin", "src/logo.png"], /not text: src\/logo\.png/],
    ["a link pinned", ["--task", task, "--pin", link], /not read: src\/link\.tsx \(a link\)/],
    [
      "more pinned than fits",
      ["--task", task, "--budget", "9", "--pin", "src/app.tsx"],
      /the pinned files take \d+ tokens, \d+ more[\s\S]*--budget/,
    ],
  ];
  for (const [what, flags, sentence] of wrong) {
    test(`${what} ends with 2 and a sentence`, () => {
      const { code, stdout, stderr } = verb(["context", "--root", root, ...flags]);
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, sentence);
      assert.doesNotMatch(stderr, /\n +at /);
    });
  }

  test("a missing folder, and a file in its place, end with 2", () => {
    for (const folder of [path.join(root, "none"), path.join(root, "package.json")]) {
      for (const args of [["context", "--task", task], ["graph"]]) {
        const { code, stderr } = verb([...args, "--root", folder]);
        assert.equal(code, 2);
        assert.match(stderr, /is not a folder/);
      }
    }
  });
});

describe("graph", () => {
  test("--json has every import, the circle, and what names nothing", () => {
    const { code, stdout, stderr } = verb(["graph", "--root", root, "--json"]);
    assert.equal(code, 0, stderr);
    /** @type {import("../../cli/context/reports.mjs").GraphReport} */
    const report = JSON.parse(stdout);
    const keys = ["files", "cycles", "unresolved", "packages", "gaveUp", "problems", "omitted"];
    assert.deepEqual(Object.keys(report), keys);
    assert.deepEqual(report.omitted, [{ path: link, reason: "a link" }]);
    const imports = Object.fromEntries(report.files.map((file) => [file.path, file.imports]));
    assert.deepEqual(Object.keys(imports), tracked);
    assert.deepEqual(imports["src/app.tsx"], [
      "src/header.tsx",
      "src/style.css",
      "src/trade/shipping.ts",
      "src/Über uns/das team.ts",
    ]);
    assert.deepEqual(imports["src/style.css"], ["src/theme.css"]);
    assert.deepEqual(report.cycles, [["src/app.tsx", "src/header.tsx"]]);
    assert.deepEqual(report.unresolved, [
      { path: "src/app.tsx", line: 5, specifier: "./gone", reason: "no such file" },
    ]);
    assert.deepEqual(report.packages, ["@fonts/inter", "react", "tailwindcss"]);
    const importers = report.files.reduce((sum, file) => sum + file.importers, 0);
    assert.equal(importers, report.files.flatMap((file) => file.imports).length);
    const rank = report.files.reduce((sum, file) => sum + file.rank, 0);
    assert.ok(Math.abs(rank - 1) < 1e-9, String(rank));
  });

  test("--dot is a graph for Graphviz, names quoted; people get places to click on", () => {
    const dot = verb(["graph", "--root", root, "--dot"]).stdout;
    assert.match(dot, /^digraph project \{\n[\s\S]*\n\}\n$/);
    assert.match(dot, /^ {2}"src\/app\.tsx" -> "src\/Über uns\/das team\.ts";$/m);
    assert.doesNotMatch(dot, /empty\.ts/);
    const { stdout } = verb(["graph", "--root", root]);
    assert.match(stdout, /^src\/app\.tsx:5: \.\/gone \(no such file\)$/m);
    assert.match(stdout, /^circle: src\/app\.tsx ↔ src\/header\.tsx$/m);
    assert.equal(verb(["graph", "--root", root, "--json", "--dot"]).code, 2);
  });
});

describe("a long report", () => {
  test("arrives whole, however slowly it is read", async () => {
    const { root, remove } = makeLargeProject(1500);
    const { stdout } = startVerb(["graph", "--root", root, "--json"]);
    const pieces = [];
    for await (const piece of stdout) {
      pieces.push(piece);
      await setTimeout(1); // a reader with other things to do: what is written waits in the pipe
    }
    remove();
    assert.equal(JSON.parse(Buffer.concat(pieces).toString()).files.length, 1500);
  });

  test("may be left unread", async () => {
    const { root, remove } = makeLargeProject(1500);
    const child = startVerb(["graph", "--root", root, "--json"]);
    await once(child.stdout, "readable");
    child.stdout.destroy();
    const words = child.stderr.toArray();
    assert.deepEqual(await once(child, "exit"), [0, null]);
    remove();
    assert.deepEqual(await words, []);
  });
});

describe("tokens", () => {
  test("of models without a tokenizer are estimated, and the error is said", () => {
    const ask = ["tokens", "--model", "claude", path.join(root, "src/app.tsx")];
    const { stdout, stderr } = verb(ask);
    const exact = tokensOf("o200k_base", String(sources["src/app.tsx"]));
    assert.match(stdout, new RegExp(`^ +${Math.ceil(exact * 1.2 - 1e-9)} `));
    assert.match(stderr, /Estimated for claude: at most \d+; likely is within 10 %/);
    const report = JSON.parse(verb([...ask, "--json"]).stdout);
    assert.deepEqual(Object.keys(report), ["model", "total", "files", "estimate"]);
    assert.equal(report.estimate.counted, exact);
  });

  const odd = "naïve <|endoftext|> 日本語 👩‍👩‍👧\r\n\t  it's 12345";

  test("counts are tiktoken's; - is standard input", () => {
    writeFileSync(path.join(root, "odd.txt"), odd);
    const files = [
      "odd.txt",
      "src/app.tsx",
      "src/empty.ts",
      "src/trade/shipping.ts",
      "src/theme.css",
    ];
    for (const model of /** @type {const} */ (["o200k_base", "cl100k_base"])) {
      const { code, stdout, stderr } = verb(["tokens", "--json", "--model", model, "-", ...files], {
        cwd: root,
        input: odd,
      });
      assert.equal(code, 0, stderr);
      const texts = [odd, ...files.map((file) => readFileSync(path.join(root, file), "utf8"))];
      const counts = ["-", ...files].map((file, index) => ({
        path: file,
        tokens: tokensOf(model, texts[index] ?? ""),
        bytes: Buffer.byteLength(texts[index] ?? ""),
      }));
      const total = counts.reduce((sum, { tokens }) => sum + tokens, 0);
      assert.deepEqual(JSON.parse(stdout), { model, total, files: counts });
    }
  });

  test("people get a row for each file and a sum", () => {
    const { stdout } = verb(["tokens", "src/theme.css", "src/empty.ts"], { cwd: root });
    const count = tokensOf("o200k_base", sources["src/theme.css"] ?? "");
    assert.deepEqual(
      stdout.split("\n").map((line) => line.trim()),
      [`${count}  src/theme.css`, "0  src/empty.ts", `${count}  total`, ""],
    );
  });

  test("bad input ends with 2 and a sentence", () => {
    assert.match(verb(["tokens"]).stderr, /of which file\?/);
    for (const args of [[], ["none.txt"], ["src"], ["--model", "gpt-2", "package.json"]]) {
      const { code, stdout } = verb(["tokens", ...args], { cwd: root });
      assert.equal(code, 2);
      assert.equal(stdout, "");
    }
  });
});
