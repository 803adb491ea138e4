// Workers in the workerd that wrangler brings, started directly: cold starts and CPU as Cloudflare's runtime has them,
// without wrangler's proxies. Configurations are binary, as wrangler hands them over: reading one from text, with the
// files that it embeds, takes workerd longer than loading a module of that size. A clock inside a Worker stands still, so all is timed from outside.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "vite";
import { median } from "../../../cli/benchmarks/benchmark.mjs";
import { buildDirectory, inRoot } from "../../../cli/paths.mjs";

const directory = path.join(buildDirectory, "bench", "workerd");
/** @type {string} */
const binary = createRequire(import.meta.url)("workerd").default;

/**
 * @typedef {object} WorkerParts
 * @property {string} name
 * @property {string} source file of its entry, below tests/bench/workerd/
 * @property {Record<string, string>} [alias] packages that are found elsewhere
 * @property {Record<string, string | Uint8Array>} [data] modules beside it, by name: .wasm, .json, anything else as bytes
 */

/**
 * One module of everything that the entry imports, as wrangler would deploy it.
 * @param {WorkerParts} parts
 */
async function bundled({ name, source, alias = {}, data = {} }) {
  const beside = Object.keys(data);
  await build({
    configFile: false,
    logLevel: "error",
    resolve: { alias },
    ssr: { noExternal: true, target: "webworker" },
    build: {
      ssr: inRoot("tests", "bench", "workerd", source),
      outDir: path.join(directory, name),
      emptyOutDir: true,
      minify: true,
      rollupOptions: {
        external: beside.map((module) => `./${module}`),
        output: { entryFileNames: "worker.mjs" },
      },
    },
  });
  for (const [module, bytes] of Object.entries(data))
    writeFileSync(path.join(directory, name, module), bytes);
}

/** @param {string} module */
const kindOf = (module) =>
  module.endsWith(".wasm") ? "wasm" : module.endsWith(".json") ? "json" : "data";

const compatibilityDate = "2026-08-04";

/**
 * @param {string} name
 * @param {string} worker what workerd.capnp calls a Worker, without its compatibility date
 * @returns {string} the configuration's file, binary
 */
function configuration(name, worker) {
  const file = path.join(directory, `${name}.capnp`);
  writeFileSync(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (compatibilityDate = "${compatibilityDate}", ${worker});
`,
  );
  const binaryFile = path.join(directory, `${name}.bin`);
  const compiled = execFileSync(binary, ["compile", "--config-only", file], {
    maxBuffer: 64 * 1024 * 1024,
  });
  writeFileSync(binaryFile, compiled);
  return binaryFile;
}

/** @param {WorkerParts} parts */
const modulesOf = ({ data = {} }) => ["worker.mjs", ...Object.keys(data)];

/**
 * Makes the Worker's files and its configuration.
 * @param {WorkerParts} parts
 * @returns {Promise<string>} the configuration
 */
export async function makeWorker(parts) {
  mkdirSync(directory, { recursive: true });
  await bundled(parts);
  const modules = modulesOf(parts).map((module) => {
    const kind = module === "worker.mjs" ? "esModule" : kindOf(module);
    return `(name = "${module}", ${kind} = embed "${parts.name}/${module}")`;
  });
  return configuration(parts.name, `modules = [${modules.join(", ")}]`);
}

/**
 * A Worker that starts isolates of others, whose files makeWorker has made: as the platform does it, in a process that
 * runs already.
 * @param {WorkerParts[]} workers with modules of JavaScript and wasm
 * @returns {Promise<string>} the configuration
 */
export async function makeLoader(workers) {
  await bundled({ name: "loader", source: "loader.mjs" });
  const codes = workers.map((parts) => [
    parts.name,
    { modules: modulesOf(parts), compatibilityDate },
  ]);
  const bindings = workers.flatMap((parts) =>
    modulesOf(parts).map((module) => {
      const file = `${parts.name}/${module}`;
      return `(name = "${file}", data = embed "${file}")`;
    }),
  );
  bindings.push(
    '(name = "LOADER", workerLoader = ())',
    `(name = "WORKERS", json = ${JSON.stringify(JSON.stringify(Object.fromEntries(codes)))})`,
  );
  return configuration(
    "loader",
    `modules = [(name = "worker.mjs", esModule = embed "loader/worker.mjs")], bindings = [${bindings.join(", ")}]`,
  );
}

/**
 * @param {string} config
 * @returns {Promise<{ ask: (path: string) => Promise<string>, stop: () => Promise<void> }>}
 */
export async function startWorker(config) {
  const child = spawn(binary, ["serve", "--experimental", "--binary", config, "--control-fd=3"], {
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const control = /** @type {import("node:stream").Readable} */ (child.stdio[3]);
  const port = await new Promise((resolve, reject) => {
    control.once("data", (line) => resolve(JSON.parse(String(line)).port));
    child.once("exit", (code) => reject(new Error(`workerd ended with ${code}`)));
  });
  return {
    async ask(where) {
      const answer = await fetch(`http://127.0.0.1:${port}${where}`);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${where}: ${answer.status} ${text}`);
      return text;
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * From the start of a process to its first answer, in ms, the candidates in turn.
 * @param {Record<string, { config: string, path: string }>} candidates
 * @param {number} rounds
 */
export async function coldStarts(candidates, rounds) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, { config, path: where }] of Object.entries(candidates)) {
      const since = performance.now();
      const worker = await startWorker(config);
      await worker.ask(where);
      if (round >= 0) times[name]?.push(performance.now() - since);
      await worker.stop();
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/**
 * The first answer of a new isolate in a workerd that runs, in ms, the Workers in turn.
 * @param {string} loader what makeLoader gave
 * @param {string[]} names of the Workers
 * @param {number} rounds
 */
export async function coldIsolates(loader, names, rounds) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const worker = await startWorker(loader);
  for (let round = -2; round < rounds; round += 1) {
    for (const name of names) {
      const since = performance.now();
      await worker.ask(`/?worker=${name}&isolate=${name}-${round}`);
      if (round >= 0) times[name]?.push(performance.now() - since);
    }
  }
  await worker.stop();
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

/**
 * One piece of work in a warm Worker, in ms: what `times` of it take more than one, the candidates in turn.
 * @param {Record<string, { worker: { ask: (path: string) => Promise<string> }, path: (times: number) => string, times: number }>} candidates
 * @param {number} rounds
 */
export async function warmTimes(candidates, rounds) {
  /** @type {Record<string, number[]>} */
  const found = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  for (let round = -2; round < rounds; round += 1) {
    for (const [name, { worker, path: where, times }] of Object.entries(candidates)) {
      const begin = performance.now();
      await worker.ask(where(1));
      const middle = performance.now();
      await worker.ask(where(1 + times));
      const end = performance.now();
      if (round >= 0) found[name]?.push((end - middle - (middle - begin)) / times);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([name, list]) => [name, median(list)]));
}
