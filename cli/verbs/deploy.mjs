// sitewright deploy: everything that production needs, in an order that works; run it again at any time.
import { deployedConfig, readConfigs, writeConfig } from "../deployment/configs.mjs";
import { describeNeeds, missingNeeds } from "../deployment/credentials.mjs";
import { requiredResources } from "../deployment/resources.mjs";
import { describeStep, planSteps } from "../deployment/steps.mjs";
import {
  createWrangler,
  databaseIds,
  existingBuckets,
  existingQueues,
  existingWorkers,
} from "../deployment/wrangler_remote.mjs";
import { Failure } from "../failure.mjs";
import { inRoot, stateDirectory } from "../paths.mjs";
import { run } from "../process/run.mjs";
import { stopOnSignals } from "../process/stop_signals.mjs";
import { createProgress } from "../setup/progress.mjs";
import { setUp } from "../setup/setup.mjs";
import { say, yellow } from "../terminal/print.mjs";

/** @typedef {import("../deployment/configs.mjs").Config} Config */
/** @typedef {import("../deployment/wrangler_remote.mjs").Wrangler} Wrangler */

const nothing = { existing: { d1: [], buckets: [], queues: [] }, workers: [] };

/** @type {import("../arguments.mjs").Verb} */
export const verb = {
  summary:
    "create what is missing at Cloudflare, apply migrations, deploy every Worker and the runner image",
  options: {
    "dry-run": { type: "boolean", help: "print the steps and bundle every Worker, change nothing" },
    "no-setup": { type: "boolean", help: "trust that everything is built" },
  },
  about:
    "Needs CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN, API_TOKEN and SITEWRIGHT_HOST; says how to get each.",
  async run({ flags, env }) {
    stopOnSignals({ exitCode: 130 });
    const isDry = flags["dry-run"] === true;
    const missing = missingNeeds(env);
    if (missing.length > 0 && !isDry) {
      throw new Failure(
        `not deployed: ${missing.map(({ name }) => name).join(", ")} missing or unusable`,
        { next: describeNeeds(missing) },
      );
    }
    if (flags["no-setup"] !== true) {
      await setUp(
        { state: stateDirectory(env), tests: false, env },
        { only: ["system", "packages", "wasm", "ui"] },
      );
    }
    const wrangler = createWrangler(env);
    const configs = await readConfigs();
    if (isDry) return dryRun(wrangler, configs, missing, env);
    await requireDocker(env);
    const steps = planSteps(configs, await gatherFacts(wrangler, configs), env);
    await take(steps, wrangler, configs, env);
    process.stdout.write(`deployed https://${env["SITEWRIGHT_HOST"]}\n`);
    say(
      `Sites are served at https://<slug>.${env["SITEWRIGHT_HOST"]}; its zone needs one proxied DNS record for that:\n  *.${env["SITEWRIGHT_HOST"]}  AAAA  100::`,
    );
    return 0;
  },
};

/**
 * @param {Wrangler} wrangler
 * @param {Config[]} configs
 */
async function gatherFacts(wrangler, configs) {
  const required = requiredResources(configs);
  const [ids, buckets, queues, workers] = await Promise.all([
    databaseIds(wrangler),
    existingBuckets(wrangler, required.buckets),
    existingQueues(wrangler, required.queues),
    existingWorkers(
      wrangler,
      configs.map((config) => config.name),
    ),
  ]);
  return { existing: { d1: Object.keys(ids), buckets, queues }, workers };
}

/** The image of the build runner is built here. @param {NodeJS.ProcessEnv} env */
async function requireDocker(env) {
  const docker = env["WRANGLER_DOCKER_BIN"] ?? "docker";
  if ((await run(docker, ["info"], { env })).code === 0) return;
  throw new Failure("not deployed: the build runner's image needs Docker, which does not answer", {
    next: "Install Docker Engine and start it (docker info must work), or name a compatible program in WRANGLER_DOCKER_BIN.",
  });
}

/**
 * @param {Config} config
 * @param {boolean} partial
 * @param {Record<string, string>} ids
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} withContainer
 */
function configFileFor(config, partial, ids, env, withContainer) {
  const host = env["SITEWRIGHT_HOST"] ?? "example.com";
  const zone = env["SITEWRIGHT_ZONE"] ?? host;
  return writeConfig(
    deployedConfig(config, {
      databaseIds: ids,
      host,
      zone,
      partial,
      withContainer,
    }),
  );
}

/**
 * @param {import("../deployment/steps.mjs").Step[]} steps
 * @param {Wrangler} wrangler
 * @param {Config[]} configs
 * @param {NodeJS.ProcessEnv} env
 */
async function take(steps, wrangler, configs, env) {
  const progress = createProgress();
  /** @type {Record<string, string> | undefined} */
  let ids;
  try {
    for (const step of steps) {
      const title = describeStep(step);
      progress.begin(title, title);
      if (step.kind !== "create") ids ??= await databaseIds(wrangler);
      await takeOne(step, wrangler, configs, ids ?? {}, env, (line) => progress.note(title, line));
      progress.end(title, true);
    }
  } finally {
    progress.close();
  }
}

/**
 * @param {import("../deployment/steps.mjs").Step} step
 * @param {Wrangler} wrangler
 * @param {Config[]} configs
 * @param {Record<string, string>} ids
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} onLine
 */
async function takeOne(step, wrangler, configs, ids, env, onLine) {
  const config = (/** @type {(config: Config) => boolean | undefined} */ is) => {
    const found = configs.find(is);
    if (!found) throw new Error(`no Worker for the step ${JSON.stringify(step)}`);
    return found;
  };
  switch (step.kind) {
    case "create": {
      const make = {
        d1: ["d1", "create"],
        bucket: ["r2", "bucket", "create"],
        queue: ["queues", "create"],
      }[step.what];
      await wrangler.must([...make, step.name], { onLine });
      return;
    }
    case "migrate": {
      const owner = config((one) =>
        one.d1_databases?.some(
          (database) => database.database_name === step.database && "migrations_dir" in database,
        ),
      );
      const file = configFileFor(owner, false, ids, env, false);
      await wrangler.must(["d1", "migrations", "apply", step.database, "--remote", "-c", file], {
        onLine,
      });
      return;
    }
    case "deploy": {
      const file = configFileFor(
        config((one) => one.name === step.worker),
        step.partial,
        ids,
        env,
        true,
      );
      await wrangler.must(["deploy", "-c", file], { onLine });
      return;
    }
    case "secrets": {
      const values = Object.fromEntries(step.names.map((name) => [name, env[name]]));
      await wrangler.must(["secret", "bulk", "--name", step.worker], {
        input: JSON.stringify(values),
        onLine,
      });
      return;
    }
  }
}

/**
 * @param {Wrangler} wrangler
 * @param {Config[]} configs
 * @param {import("../deployment/credentials.mjs").Need[]} missing
 * @param {NodeJS.ProcessEnv} env
 */
async function dryRun(wrangler, configs, missing, env) {
  say("Steps on an account that has nothing of it yet:");
  for (const [index, step] of planSteps(configs, nothing, env).entries()) {
    say(`  ${String(index + 1).padStart(2)}. ${describeStep(step)}`);
  }
  if (missing.length > 0)
    say(yellow(`\nA real deployment would be refused for now:\n${describeNeeds(missing)}\n`));
  let failed = 0;
  for (const config of configs) {
    const file = configFileFor(config, false, {}, env, false);
    const outcome = await wrangler.call([
      "deploy",
      "--dry-run",
      "-c",
      file,
      "--outdir",
      inRoot("build", "deploy", config.name, "out"),
    ]);
    const size = /Total Upload: (.*)/.exec(outcome.output)?.[1] ?? "";
    say(`${outcome.code === 0 ? "✓" : "✗"} ${config.name} ${size}`);
    if (outcome.code !== 0) say(outcome.output);
    failed += outcome.code === 0 ? 0 : 1;
  }
  return failed === 0 ? 0 : 1;
}
