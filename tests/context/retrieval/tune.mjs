// Learns a table of weights from dumps of retrieval_features: a linear score whose softmax puts its
// mass on what was changed. `files` writes wasm/context/rank/weights.inc and prints the recall of
// the best k files; `chunks` writes wasm/context/pack/line_weights.inc and prints the share of the
// changed lines (of the looked-at files) in the best bytes.
//   node tests/context/retrieval/tune.mjs files|chunks DUMP... [--write] [--leave-out] [--rounds 200]
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";

const kinds = {
  files: {
    table: new URL("../../../wasm/context/rank/weights.inc", import.meta.url),
    row: /^(SIGNAL\((\w+), )(-?[\d.]+)(, ".*"\))( {2}\/\/ by hand.*)?$/gm,
    depths: [10, 30, 60, 120],
    recall: recallOfFiles,
    addGradient: addFileGradient,
  },
  chunks: {
    table: new URL("../../../wasm/context/pack/line_weights.inc", import.meta.url),
    row: /^(LINE_SIGNAL\((\w+), )(-?[\d.]+)(\))( {2}\/\/ by hand.*)?$/gm,
    depths: [10_000, 20_000, 40_000, 80_000],
    recall: recallOfLines,
    addGradient: addChunkGradient,
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: "boolean" },
    "leave-out": { type: "boolean" },
    rounds: { type: "string" },
    decay: { type: "string" },
  },
});
const rounds = Number(values.rounds ?? 200);
const decay = Number(values.decay ?? 0.0005);
const [kindName, ...dumps] = positionals;
const kind = kinds[kindName];
if (!kind || dumps.length === 0) {
  console.error(
    "usage: tune.mjs files|chunks DUMP... [--write] [--leave-out] [--rounds N] [--decay D]",
  );
  process.exit(2);
}

function readDump(path) {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signals = view.getUint32(0, true);
  const cases = [];
  for (let at = 4; at < bytes.length; ) {
    const count = view.getUint32(at, true);
    at += 4;
    const one = {
      count,
      features: new Float32Array(count * signals),
      amount: new Uint32Array(count),
      size: new Uint32Array(count),
      bytes: new Uint32Array(count),
      changed: [],
    };
    for (let row = 0; row < count; ++row) {
      one.amount[row] = view.getUint32(at, true);
      one.size[row] = view.getUint32(at + 4, true);
      one.bytes[row] = view.getUint32(at + 8, true);
      if (one.amount[row] > 0) one.changed.push(row);
      at += 12;
      for (let signal = 0; signal < signals; ++signal, at += 4) {
        one.features[row * signals + signal] = view.getFloat32(at, true);
      }
    }
    if (one.changed.length > 0) cases.push(one);
  }
  return { name: basename(path).split(".")[0], signals, cases };
}

function scoresOf(one, weights) {
  const signals = weights.length;
  const scores = new Float64Array(one.count);
  for (let row = 0, at = 0; row < one.count; ++row) {
    let sum = 0;
    for (let signal = 0; signal < signals; ++signal, ++at)
      sum += weights[signal] * one.features[at];
    scores[row] = sum;
  }
  return scores;
}

function push(one, force, gradient) {
  const signals = gradient.length;
  for (let row = 0; row < one.count; ++row) {
    if (Math.abs(force[row]) < 1e-9) continue;
    for (let signal = 0; signal < signals; ++signal) {
      gradient[signal] += force[row] * one.features[row * signals + signal];
    }
  }
}

// Mean over changed files of log p(file), among itself and all unchanged files.
function addFileGradient(one, weights, gradient, share) {
  const score = scoresOf(one, weights);
  const most = score.reduce((a, b) => Math.max(a, b), -Infinity);
  const part = score.map((value) => Math.exp(value - most));
  let others = 0;
  for (let row = 0; row < one.count; ++row) if (one.amount[row] === 0) others += part[row];
  const scale = share / one.changed.length;
  const force = new Float64Array(one.count);
  let pull = 0;
  for (const row of one.changed) {
    force[row] = scale * (1 - part[row] / (part[row] + others));
    pull += scale / (part[row] + others);
  }
  for (let row = 0; row < one.count; ++row)
    if (one.amount[row] === 0) force[row] = -part[row] * pull;
  push(one, force, gradient);
}

// Mean over changed lines of log p(line), where the lines of a chunk are alike.
function addChunkGradient(one, weights, gradient, share) {
  const score = scoresOf(one, weights);
  const most = score.reduce((a, b) => Math.max(a, b), -Infinity);
  const part = score.map((value, row) => one.size[row] * Math.exp(value - most));
  const all = part.reduce((a, b) => a + b, 0);
  const lines = one.amount.reduce((a, b) => a + b, 0);
  push(
    one,
    part.map((value, row) => share * (one.amount[row] / lines - value / all)),
    gradient,
  );
}

function learn(sets, start) {
  const weights = Float64Array.from(start);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  for (let round = 1; round <= rounds; ++round) {
    const gradient = new Float64Array(weights.length);
    for (const set of sets) {
      for (const one of set.cases)
        kind.addGradient(one, weights, gradient, 1 / set.cases.length / sets.length);
    }
    const rate = 0.1 * (1 - round / (rounds + 1)) + 0.002;
    for (let at = 0; at < weights.length; ++at) {
      if (current[at].byHand) continue;
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

function recallOfFiles(set, weights) {
  const found = kind.depths.map(() => 0);
  for (const one of set.cases) {
    const score = scoresOf(one, weights);
    for (const row of one.changed) {
      const ahead = score.reduce((count, value) => count + (value > score[row] ? 1 : 0), 0);
      kind.depths.forEach((depth, at) => {
        if (ahead < depth) found[at] += 1 / one.changed.length / set.cases.length;
      });
    }
  }
  return found;
}

function recallOfLines(set, weights) {
  const found = kind.depths.map(() => 0);
  for (const one of set.cases) {
    const score = scoresOf(one, weights);
    const worth = score.map((value, row) => value + Math.log(one.size[row] / (one.bytes[row] + 8)));
    const order = [...worth.keys()].sort((left, right) => worth[right] - worth[left]);
    const lines = one.amount.reduce((a, b) => a + b, 0);
    let used = 0;
    for (const row of order) {
      used += one.bytes[row] + 8;
      kind.depths.forEach((depth, at) => {
        if (used <= depth) found[at] += one.amount[row] / lines / set.cases.length;
      });
    }
  }
  return found;
}

const show = (name, found) =>
  console.log(name.padEnd(20), found.map((value) => value.toFixed(3)).join("  "));
function report(title, rows) {
  console.log(
    `\n${title}\n${"".padEnd(20)} ${kind.depths.map((depth) => `@${depth}`.padEnd(6)).join(" ")}`,
  );
  for (const [name, found] of rows) show(name, found);
  const mean = kind.depths.map(
    (_, at) => rows.reduce((sum, [, found]) => sum + found[at], 0) / rows.length,
  );
  show("mean", mean);
}

const text = readFileSync(kind.table, "utf8");
const current = [...text.matchAll(kind.row)].map((match) => ({
  name: match[2],
  weight: Number(match[3]),
  byHand: !!match[5],
}));
const sets = dumps.map(readDump);
for (const set of sets) {
  if (set.signals !== current.length) {
    throw new Error(`${set.name}: ${set.signals} signals, the table has ${current.length}`);
  }
}
const start = current.map(({ weight }) => weight);
const all = (weights) => sets.map((set) => [set.name, kind.recall(set, weights)]);
report("the table as it is", all(start));
if (values["leave-out"]) {
  const others = (set) => sets.filter((other) => other !== set);
  report(
    "each learnt from the others",
    sets.map((set) => [set.name, kind.recall(set, learn(others(set), start))]),
  );
}
const weights = learn(sets, start);
report("learnt from all", all(weights));
console.log(current.map(({ name }, at) => `${name} ${weights[at].toFixed(2)}`).join(", "));
if (values.write) {
  let at = 0;
  const written = text.replace(
    kind.row,
    (_, before, __, ___, after, hand = "") => `${before}${weights[at++].toFixed(3)}${after}${hand}`,
  );
  writeFileSync(kind.table, written);
}
