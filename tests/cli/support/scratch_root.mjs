// A root with the real command line and five Workers that do nearly nothing, for tests of how things are started.
import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const projectRoot = path.dirname(
  path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))),
);

const echo = "export default { async fetch(request, env) { return Response.json(env); } };\n";
const front = `export default { async fetch(request, env) {
  const { CORE_API, ...own } = env;
  const core = await (await CORE_API.fetch(request)).json();
  const runner = await fetch(core.RUNNER_URL).then((answer) => answer.text(), () => "down");
  return Response.json({ own, core, runner, host: request.headers.get("host") });
} };\n`;
const runner = `#!/usr/bin/env node
const port = process.argv[process.argv.indexOf("--port") + 1];
import("node:http").then(({ createServer }) => createServer((_, answer) => answer.end("runner " + process.pid)).listen(port, "127.0.0.1"));
`;

/** @returns {{ root: string, remove: () => void }} */
export function makeScratchRoot() {
  const root = mkdtempSync(path.join(tmpdir(), "sitewright-root-"));
  cpSync(path.join(projectRoot, "cli"), path.join(root, "cli"), { recursive: true });
  cpSync(path.join(projectRoot, "package.json"), path.join(root, "package.json"));
  const catalogue = path.join("wasm", "models", "catalogue", "providers.json");
  mkdirSync(path.join(root, path.dirname(catalogue)), { recursive: true });
  cpSync(path.join(projectRoot, catalogue), path.join(root, catalogue));
  symlinkSync(path.join(projectRoot, "node_modules"), path.join(root, "node_modules"));
  const put = (/** @type {string} */ file, /** @type {string} */ text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const head = (/** @type {string} */ name) =>
    `name = "${name}"\nmain = "index.js"\ncompatibility_date = "2026-08-04"\n`;
  put(
    "wrangler.toml",
    `${head("admin-web")}[vars]\nBASE_HOST = ""\nLOOPBACK_ONLY = "false"\n[[services]]\nbinding = "CORE_API"\nservice = "core-api"\n`,
  );
  put("index.js", front);
  for (const name of ["core-api", "ai-app-worker", "build-service", "sites"]) {
    put(`workers/${name}/wrangler.toml`, `${head(name)}[vars]\nRUNNER_URL = ""\n`);
    put(`workers/${name}/index.js`, echo);
  }
  put("build/native/build-runner/build_runner", runner);
  chmodSync(path.join(root, "build/native/build-runner/build_runner"), 0o755);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}

/**
 * @typedef {object} Started
 * @property {import("node:child_process").ChildProcess} child
 * @property {string[]} stdout
 * @property {string[]} stderr
 * @property {(pattern: RegExp) => Promise<string>} line the first line of either stream that matches
 * @property {Promise<number | null>} ended
 */

/**
 * Runs the command line of a root.
 * @param {string} root
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Started}
 */
export function sitewright(root, args, env = {}) {
  const {
    API_TOKEN: _token,
    npm_lifecycle_event: _event,
    SITEWRIGHT_STATE: _state,
    PORT: _port,
    ...clean
  } = process.env;
  const child = spawn(process.execPath, [path.join(root, "cli", "sitewright.mjs"), ...args], {
    env: { ...clean, ...env },
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  /** @type {string[]} */
  const stdout = [];
  /** @type {string[]} */
  const stderr = [];
  /** @type {{ pattern: RegExp, resolve: (line: string) => void }[]} */
  let waiting = [];
  const read = (
    /** @type {import("node:stream").Readable} */ stream,
    /** @type {string[]} */ lines,
  ) =>
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      waiting = waiting.filter(({ pattern, resolve }) => !pattern.test(line) || void resolve(line));
    });
  read(child.stdout, stdout);
  read(child.stderr, stderr);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code)));
  const line = (/** @type {RegExp} */ pattern) =>
    /** @type {Promise<string>} */ (
      new Promise((resolve, reject) => {
        const known = [...stdout, ...stderr].find((one) => pattern.test(one));
        if (known !== undefined) return resolve(known);
        waiting.push({ pattern, resolve });
        void ended.then(() =>
          reject(new Error(`ended without ${pattern}:\n${[...stdout, ...stderr].join("\n")}`)),
        );
      })
    );
  return { child, stdout, stderr, line, ended };
}

/**
 * Living processes whose command line names a text; zombies have none.
 * @param {string} text
 * @returns {{ pid: number, command: string }[]}
 */
export function processesWith(text) {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((entry) => {
      try {
        const command = readFileSync(`/proc/${entry}/cmdline`, "utf8").replaceAll("\0", " ");
        return command.includes(text) ? [{ pid: Number(entry), command }] : [];
      } catch {
        return [];
      }
    });
}

/**
 * @param {() => boolean} holds
 * @param {number} withinMs
 * @returns {Promise<boolean>}
 */
export async function eventually(holds, withinMs) {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return holds();
}
