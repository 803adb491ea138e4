// sitewright generate: the main job without a browser, on the running instance or on one of its own.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { unzipInto } from "../archive/unzip.mjs";
import { field, generate } from "../client/generation.mjs";
import { requestBytes } from "../client/http.mjs";
import { readImages } from "../client/images.mjs";
import { showEvent } from "../client/show_event.mjs";
import { Failure, usageFailure } from "../failure.mjs";
import { startInstance } from "../instance/instance.mjs";
import { runningInstance } from "../instance/instance_file.mjs";
import { freePort } from "../instance/ports.mjs";
import { stateDirectory, typedIn } from "../paths.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { setUp } from "../setup/setup.mjs";
import { dim, say } from "../terminal/print.mjs";

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary: "make a site from one line, without a browser, and write it to a folder",
  words: '"one line prompt"',
  options: {
    out: { type: "string", value: "DIR", help: "where the built site goes (./<slug>)" },
    images: {
      type: "string",
      value: "FILE,FILE",
      help: "pictures to go by, PNG or JPEG, for a model that sees",
    },
    json: { type: "boolean", help: "print one JSON object instead of the folder's path" },
    force: { type: "boolean", help: "write into a folder that is not empty" },
    quiet: { type: "boolean", help: "no progress" },
  },
  about:
    "Uses the instance that serves the same SITEWRIGHT_STATE when one runs, else starts one for the time.\nProgress goes to stderr. Exit codes: 0 done, 1 the generation failed, 2 wrong usage, 3 set-up is not complete.",
  async run({ flags, words, env }) {
    const prompt = words.join(" ").trim();
    if (prompt === "")
      throw usageFailure(
        "generate: what should the site be?",
        'For example: npm run generate -- "A portfolio for a glass artist"',
      );
    if (prompt.length > 4000)
      throw usageFailure(
        `generate: the prompt has ${prompt.length} characters; at most 4000 are taken`,
      );
    const images =
      typeof flags["images"] === "string" ? readImages(flags["images"], typedIn(env)) : [];
    const out =
      typeof flags["out"] === "string" ? path.resolve(typedIn(env), flags["out"]) : undefined;
    const force = flags["force"] === true;
    if (out && !force) refuseIfNotEmpty(out);
    stopOnSignals({ exitCode: 130 });
    const instance = await findOrStart(env);
    try {
      const show = flags["quiet"] === true ? undefined : showEvent(say);
      const result = await Promise.race([
        generate(instance.url, prompt, { images, onEvent: show }),
        instance.failed,
      ]);
      const directory = out ?? path.join(typedIn(env), result.slug);
      if (!force) refuseIfNotEmpty(directory);
      await download(instance.url, result, directory);
      const { events: _events, slug: _slug, version: _version, ...summary } = result;
      process.stdout.write(
        flags["json"] === true
          ? `${JSON.stringify({ ...summary, out: directory })}\n`
          : `${directory}\n`,
      );
    } finally {
      await instance.stop();
    }
  },
};

/** @param {string} directory */
function refuseIfNotEmpty(directory) {
  if (!existsSync(directory) || readdirSync(directory).length === 0) return;
  throw usageFailure(
    `${directory} is not empty`,
    "Name another folder with --out, or add --force to write into it.",
  );
}

/** @param {NodeJS.ProcessEnv} env */
async function findOrStart(env) {
  const state = stateDirectory(env);
  const running = runningInstance(state);
  if (running) return { url: running.url, failed: new Promise(() => {}), stop: async () => {} };
  await setUp({ state, tests: false, env });
  say(dim("Starting Sitewright for the time of this generation …"));
  return startInstance({ state, port: await freePort(), env, quiet: true });
}

/**
 * @param {string} origin
 * @param {import("../client/generation.mjs").Outcome} result
 * @param {string} directory
 */
async function download(origin, result, directory) {
  const address = `${origin}/api/v1/projects/${result.projectId}/versions/${result.version}/export?format=static.zip`;
  const { status, bytes } = await requestBytes(address);
  if (status !== 200) {
    const problem = status < 600 ? bytes.toString("utf8").slice(0, 300) : "";
    throw new Failure(
      `the built site could not be downloaded (${status}) ${field(safeJson(problem), "detail")}`,
      { next: `It is live all the same: ${result.url}` },
    );
  }
  const count = unzipInto(bytes, directory);
  say(dim(`${count} files in ${directory}`));
}

/** @param {string} text */
function safeJson(text) {
  try {
    return /** @type {unknown} */ (JSON.parse(text));
  } catch {
    return undefined;
  }
}
