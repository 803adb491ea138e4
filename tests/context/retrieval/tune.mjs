// Learns the table of weights (wasm/context/rank/weights.inc) from feature dumps of
// retrieval_features: a linear score whose softmax over the files of a case puts its mass on the
// changed ones. Prints the recall of the best k files, for the whole set and left out in turn.
//   node tests/context/retrieval/tune.mjs DUMP... [--write] [--rounds 400] [--leave-out]
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";

const table = new URL("../../../wasm/context/rank/weights.inc", import.meta.url);
const depths = [10, 30, 60, 120];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: "boolean" },
    "leave-out": { type: "boolean" },
    rounds: { type: "string" },
    decay: { type: "string" },
  },
});
const rounds = Number(values.rounds ?? 300);
const decay = Number(values.decay ?? 0.0005);

function readDump(path) {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signals = view.getUint32(0, true);
  const cases = [];
  for (let at = 4; at < bytes.length; ) {
    const files = view.getUint32(at, true);
    at += 8;
    const rows = new Float32Array(files * signals);
    const lines = new Uint32Array(files);
    const changed = [];
    for (let file = 0; file < files; ++file) {
      lines[file] = view.getUint32(at, true);
      if (lines[file] > 0) changed.push(file);
      at += 8;
      for (let signal = 0; signal < signals; ++signal, at += 4) {
        rows[file * signals + signal] = view.getFloat32(at, true);
      }
    }
    cases.push({ files, rows, changed });
  }
  return { name: basename(path).split(".")[0], signals, cases };
}

function scores(one, weights, out) {
  const signals = weights.length;
  for (let file = 0; file < one.files; ++file) {
    let sum = 0;
    for (let signal = 0; signal < signals; ++signal)
      sum += weights[signal] * one.rows[file * signals + signal];
    out[file] = sum;
  }
}

// Mean over changed files of -log(p(file) among itself and all unchanged files).
function addGradient(one, weights, gradient, share) {
  const signals = weights.length;
  const score = new Float64Array(one.files);
  scores(one, weights, score);
  const most = score.reduce((a, b) => Math.max(a, b), -Infinity);
  const isChanged = new Uint8Array(one.files);
  for (const file of one.changed) isChanged[file] = 1;
  const force = new Float64Array(one.files);
  let others = 0;
  for (let file = 0; file < one.files; ++file)
    if (!isChanged[file]) others += Math.exp(score[file] - most);
  let loss = 0;
  let pull = 0;
  for (const file of one.changed) {
    const own = Math.exp(score[file] - most);
    const p = own / (own + others);
    loss -= Math.log(p + 1e-300);
    force[file] += 1 - p;
    pull += 1 / (own + others);
  }
  for (let file = 0; file < one.files; ++file) {
    if (!isChanged[file]) force[file] -= Math.exp(score[file] - most) * pull;
    const scaled = (force[file] * share) / one.changed.length;
    if (Math.abs(scaled) < 1e-12) continue;
    for (let signal = 0; signal < signals; ++signal)
      gradient[signal] += scaled * one.rows[file * signals + signal];
  }
  return (loss * share) / one.changed.length;
}

function learn(sets, start) {
  const weights = Float64Array.from(start);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  for (let round = 1; round <= rounds; ++round) {
    const gradient = new Float64Array(weights.length);
    for (const set of sets) {
      for (const one of set.cases)
        addGradient(one, weights, gradient, 1 / set.cases.length / sets.length);
    }
    const rate = 0.1 * (1 - round / (rounds + 1)) + 0.002;
    for (let at = 0; at < weights.length; ++at) {
      const slope = gradient[at] - decay * weights[at];
      first[at] = 0.9 * first[at] + 0.1 * slope;
      second[at] = 0.99 * second[at] + 0.01 * slope * slope;
      const step =
        first[at] / (1 - 0.9 ** round) / (Math.sqrt(second[at] / (1 - 0.99 ** round)) + 1e-8);
      weights[at] += rate * step;
    }
  }
  return weights;
}

function recall(set, weights) {
  const found = depths.map(() => 0);
  for (const one of set.cases) {
    const score = new Float64Array(one.files);
    scores(one, weights, score);
    for (const file of one.changed) {
      let ahead = 0;
      for (let other = 0; other < one.files; ++other) if (score[other] > score[file]) ++ahead;
      depths.forEach((depth, at) => {
        if (ahead < depth) found[at] += 1 / one.changed.length / set.cases.length;
      });
    }
  }
  return found;
}

const show = (name, found) =>
  console.log(name.padEnd(20), found.map((value) => value.toFixed(3)).join("  "));
function report(title, rows) {
  console.log(
    `\n${title}\n${"".padEnd(20)} ${depths.map((depth) => `@${depth}`.padEnd(6)).join(" ")}`,
  );
  for (const [name, found] of rows) show(name, found);
  show(
    "mean",
    depths.map((_, at) => rows.reduce((sum, [, found]) => sum + found[at], 0) / rows.length),
  );
}

const text = readFileSync(table, "utf8");
const row = /^SIGNAL\((\w+), (-?[\d.]+), (".*")\)$/gm;
const current = [...text.matchAll(row)].map((match) => ({
  name: match[1],
  weight: Number(match[2]),
}));
const sets = positionals.map(readDump);
for (const set of sets) {
  if (set.signals !== current.length)
    throw new Error(`${set.name}: ${set.signals} signals, the table has ${current.length}`);
}
const start = current.map(({ weight }) => weight);
report(
  "the table as it is",
  sets.map((set) => [set.name, recall(set, start)]),
);
if (values["leave-out"]) {
  report(
    "learnt from the others",
    sets.map((set) => [
      set.name,
      recall(
        set,
        learn(
          sets.filter((other) => other !== set),
          start,
        ),
      ),
    ]),
  );
}
const weights = learn(sets, start);
report(
  "learnt from all",
  sets.map((set) => [set.name, recall(set, weights)]),
);
console.log(current.map(({ name }, at) => `${name} ${weights[at].toFixed(2)}`).join(", "));
if (values.write) {
  let at = 0;
  writeFileSync(
    table,
    text.replace(
      row,
      (_, name, __, reason) => `SIGNAL(${name}, ${weights[at++].toFixed(3)}, ${reason})`,
    ),
  );
}
