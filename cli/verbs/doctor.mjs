// sitewright doctor: what is here, what is missing, and what to do about it. Changes nothing.
import { existsSync, statSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { portOf } from "../arguments.mjs";
import { runningInstance } from "../instance/instance_file.mjs";
import { isModelChoice, openProviders } from "../instance/models.mjs";
import { isFree, portHolder } from "../instance/ports.mjs";
import { workers } from "../instance/workers.mjs";
import { inRoot, nodeBinary, runnerBinary, stateDirectory } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { missingPackages } from "../setup/parts/packages.mjs";
import { distribution, missingSystemPackages } from "../setup/parts/system.mjs";
import { wasmModules } from "../setup/parts/wasm.mjs";
import { allParts } from "../setup/setup.mjs";
import { green, red, say, yellow } from "../terminal/print.mjs";

/** @typedef {{ name: string, state: "good" | "bad" | "note", text: string }} Finding */

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "what is installed, which versions, whether the port is free and the sandbox usable",
  options: { json: { type: "boolean", help: "as JSON" } },
  async run({ flags, env }) {
    const state = stateDirectory(env);
    const site = { state, tests: true, env };
    const findings = [
      ...(await system(site)),
      ...(await programs()),
      ...(await project(site)),
      ...models(env),
      ...(await place(state, portOf(env["PORT"], 8787))),
    ];
    if (flags["json"] === true) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
    else
      for (const { name, state: how, text } of findings)
        say(`${mark(how)} ${name.padEnd(18)} ${text}`);
    return findings.some((finding) => finding.state === "bad") ? 3 : 0;
  },
};

/** @param {Finding["state"]} state */
const mark = (state) => (state === "good" ? green("✓") : state === "bad" ? red("✗") : yellow("·"));

/**
 * @param {import("../setup/part.mjs").Site} site
 * @returns {Promise<Finding[]>}
 */
async function system(site) {
  const missing = await missingSystemPackages(site);
  return [
    {
      name: "machine",
      state: "note",
      text: `${distribution()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`,
    },
    missing.length === 0
      ? { name: "system packages", state: "good", text: "all there" }
      : {
          name: "system packages",
          state: "bad",
          text: `missing: ${missing.join(" ")}; npm start installs them (as root)`,
        },
    await sandbox(),
    ...(await smokeBrowser()),
  ];
}

/** Without it the smoke test checks files only, and versions have no picture. @returns {Promise<Finding[]>} */
async function smokeBrowser() {
  if (!existsSync(runnerBinary)) return [];
  const { code, stdout, output } = await run(runnerBinary, ["--find-chromium"]);
  const found = code === 0;
  const text = found ? stdout.trim() : output.replace(/^build_runner: /, "").trim();
  return [{ name: "browser for tests", state: found ? "good" : "note", text }];
}

/** Builds of generated sites run in bubblewrap; without user namespaces they cannot. @returns {Promise<Finding>} */
async function sandbox() {
  const outcome = await run("bwrap", [
    "--ro-bind",
    "/",
    "/",
    "--unshare-all",
    "--die-with-parent",
    "true",
  ]);
  if (outcome.code === 0)
    return { name: "sandbox", state: "good", text: "bubblewrap can make its namespaces" };
  const how =
    outcome.code === 127
      ? "bubblewrap is not installed: apt-get install bubblewrap"
      : `bubblewrap cannot make its namespaces (${outcome.output.split("\n")[0]}); allow them with: sysctl kernel.unprivileged_userns_clone=1 (Debian) or kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu), or run the container with --security-opt seccomp=unconfined`;
  return { name: "sandbox", state: "bad", text: how };
}

/** @returns {Promise<Finding[]>} */
async function programs() {
  /** @type {[string, string, string[]][]} */
  const asked = [
    ["node (system)", process.execPath, ["--version"]],
    ["node (pinned)", nodeBinary(), ["--version"]],
    ["npm", "npm", ["--version"]],
    ["clang++", "clang++-19", ["--version"]],
    ["cmake", "cmake", ["--version"]],
    ["wasm-opt", "wasm-opt", ["--version"]],
  ];
  return Promise.all(
    asked.map(async ([name, command, args]) => {
      const { code, output } = await run(command, args);
      const line = output.split("\n")[0] ?? "";
      return /** @type {Finding} */ ({
        name,
        state: code === 0 ? "good" : "bad",
        text: code === 0 ? line : "not there",
      });
    }),
  );
}

/**
 * @param {import("../setup/part.mjs").Site} site
 * @returns {Promise<Finding[]>}
 */
async function project(site) {
  const missing = missingPackages();
  /** @type {Finding[]} */
  const parts = await Promise.all(
    allParts
      .filter((part) => part.name !== "system")
      .map(async (part) => {
        const fresh = await Promise.resolve(part.isUpToDate(site)).catch(() => false);
        return /** @type {Finding} */ ({
          name: part.name,
          state: fresh ? "good" : "note",
          text: fresh ? "up to date" : "will be made by the next npm start",
        });
      }),
  );
  return [
    ...parts,
    {
      name: "packages missing",
      state: missing.length === 0 ? "good" : "note",
      text: missing.slice(0, 5).join(", ") || "none",
    },
    {
      name: "wasm modules",
      state: "note",
      text:
        wasmModules()
          .map(
            (file) =>
              `${file} ${Math.round(statSync(inRoot("build", "wasm", file)).size / 1000)} KB`,
          )
          .join(", ") || "none",
    },
    {
      name: "build runner",
      state: "note",
      text: existsSync(runnerBinary) ? path.relative(process.cwd(), runnerBinary) : "not built",
    },
    {
      name: "worker configs",
      state: workers.every(({ config }) => existsSync(inRoot(config))) ? "good" : "bad",
      text: `${workers.length} Workers`,
    },
  ];
}

/**
 * Names only: no key is ever printed.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Finding[]}
 */
function models(env) {
  const choice = env["SITEWRIGHT_MODEL"] ?? "";
  const open = openProviders(env).map(({ title }) => title);
  const answers =
    choice === "builtin" || open.length === 0 ? "the built-in model" : open.join(", ");
  return [
    isModelChoice(choice)
      ? { name: "model", state: "good", text: choice || "auto" }
      : { name: "model", state: "bad", text: `SITEWRIGHT_MODEL=${choice} names no model` },
    {
      name: "provider keys",
      state: "note",
      text:
        open.length === 0
          ? `none in the environment; ${answers} answers unless a key is set in the dashboard`
          : `${open.join(", ")}; ${answers} ${choice === "builtin" || open.length === 1 ? "answers" : "answer"}`,
    },
  ];
}

/**
 * @param {string} state
 * @param {number} port
 * @returns {Promise<Finding[]>}
 */
async function place(state, port) {
  const running = runningInstance(state);
  const holder = portHolder(port);
  const free = await isFree(port);
  return [
    { name: "state", state: "note", text: `${state}${existsSync(state) ? "" : " (not made yet)"}` },
    {
      name: "running",
      state: "note",
      text: running ? `${running.url} (process ${running.pid})` : "no",
    },
    free
      ? { name: `port ${port}`, state: "good", text: "free" }
      : {
          name: `port ${port}`,
          state: running?.port === port ? "good" : "bad",
          text: holder ? `taken by process ${holder.pid} (${holder.command})` : "taken",
        },
  ];
}
