// 10,000 vectors of 768 numbers and the ten nearest to a query, three ways.
import module from "./context_nearest.wasm";

const rows = 10_000;
const dimensions = 768;
const topics = 200;
const k = 10;

let state = 0x9e3779b9;
/** Of a normal distribution, roughly; the same in every run. */
function normal() {
  let sum = -2;
  for (let part = 0; part < 4; part += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    sum += (state >>> 0) / 2 ** 32;
  }
  return sum;
}

/** @param {Float32Array} vector @param {Float32Array} topic */
function fill(vector, topic) {
  let square = 0;
  for (let at = 0; at < dimensions; at += 1) {
    vector[at] = (topic[at] ?? 0) + normal() * 0.8;
    square += (vector[at] ?? 0) ** 2;
  }
  const length = Math.sqrt(square);
  for (let at = 0; at < dimensions; at += 1) vector[at] = (vector[at] ?? 0) / length;
}

/** @type {any} */
let wasm;
/** @type {Float32Array} */
let matrix;
/** @type {Float32Array[]} */
let queries;

function start() {
  /** @type {WebAssembly.Imports} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  wasm = new WebAssembly.Instance(module, imports).exports;
  wasm._initialize();
  const address = wasm.reserve_matrix(rows, dimensions);
  const centres = Array.from({ length: topics }, () =>
    Float32Array.from({ length: dimensions }, normal),
  );
  const topic = (/** @type {number} */ at) => centres[at % topics] ?? new Float32Array(dimensions);
  matrix = new Float32Array(rows * dimensions);
  for (let row = 0; row < rows; row += 1)
    fill(matrix.subarray(row * dimensions, (row + 1) * dimensions), topic(row));
  new Float32Array(wasm.memory.buffer, address, rows * dimensions).set(matrix);
  queries = Array.from({ length: 20 }, (_, at) => {
    const query = new Float32Array(dimensions);
    fill(query, topic(at * 7));
    return query;
  });
  wasm.quantize();
}

/** @param {Float32Array} query @returns {number[]} */
function javascript(query) {
  const scores = new Float32Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    const base = row * dimensions;
    for (let at = 0; at < dimensions; at += 4) {
      a += (matrix[base + at] ?? 0) * (query[at] ?? 0);
      b += (matrix[base + at + 1] ?? 0) * (query[at + 1] ?? 0);
      c += (matrix[base + at + 2] ?? 0) * (query[at + 2] ?? 0);
      d += (matrix[base + at + 3] ?? 0) * (query[at + 3] ?? 0);
    }
    scores[row] = a + b + (c + d);
  }
  /** @type {number[]} */
  const best = [];
  for (let row = 0; row < rows; row += 1) {
    const score = scores[row] ?? 0;
    if (best.length === k && score <= (scores[best[k - 1] ?? 0] ?? 0)) continue;
    let place = best.length;
    while (place > 0 && (scores[best[place - 1] ?? 0] ?? 0) < score) place -= 1;
    best.splice(place, 0, row);
    if (best.length > k) best.pop();
  }
  return best;
}

/** @param {Float32Array} query @param {"nearest_floats" | "nearest_bytes"} way @returns {number[]} */
function inWasm(query, way) {
  new Float32Array(wasm.memory.buffer, wasm.query_address(), dimensions).set(query);
  const address = wasm[way](k);
  return [...new Uint32Array(wasm.memory.buffer, address, k)];
}

/** @type {Record<string, (query: Float32Array) => number[]>} */
const ways = {
  javascript,
  floats: (query) => inWasm(query, "nearest_floats"),
  bytes: (query) => inWasm(query, "nearest_bytes"),
};

function recall() {
  const found = queries.map((query) => {
    const exact = new Set(ways["floats"]?.(query));
    return (ways["bytes"]?.(query) ?? []).filter((row) => exact.has(row)).length / k;
  });
  return found.reduce((sum, share) => sum + share, 0) / found.length;
}

export default {
  fetch(/** @type {Request} */ request) {
    const { pathname, searchParams } = new URL(request.url);
    if (!wasm) start();
    if (pathname === "/recall") return new Response(String(recall()));
    const way = ways[pathname.slice(1)];
    /** @type {number[]} */
    let rowsFound = [];
    for (let left = Number(searchParams.get("times")); left > 0; left -= 1)
      rowsFound = way?.(queries[left % queries.length] ?? new Float32Array(dimensions)) ?? [];
    return new Response(rowsFound.join(" "));
  },
};
