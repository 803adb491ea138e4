// `deploy` against a wrangler that keeps a made-up account and refuses bindings to Workers that do not exist.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { deployOrder } from "../../cli/deployment/resources.mjs";
import { projectRoot, sitewright } from "./support/scratch_root.mjs";

const token = "0123456789abcdef".repeat(2);
const credentials = {
  CLOUDFLARE_API_TOKEN: "cf",
  CLOUDFLARE_ACCOUNT_ID: "acc",
  API_TOKEN: token,
  SITEWRIGHT_HOST: "sites.example.com",
  SITEWRIGHT_ZONE: "example.com",
};
let place = "";
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "sitewright-deploy-"));
  writeFileSync(path.join(place, "docker"), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
});
afterEach(() => rmSync(place, { recursive: true }));

/** @param {NodeJS.ProcessEnv} env @param {string[]} [flags] */
async function deploy(env, flags = []) {
  const calls = path.join(place, `calls-${Math.random()}`);
  writeFileSync(calls, "");
  const started = sitewright(projectRoot, ["deploy", "--no-setup", ...flags], {
    SITEWRIGHT_WRANGLER: fileURLToPath(new URL("support/fake_wrangler.mjs", import.meta.url)),
    WRANGLER_DOCKER_BIN: path.join(place, "docker"),
    FAKE_ACCOUNT: path.join(place, "account.json"),
    FAKE_CALLS: calls,
    ...env,
  });
  const code = await started.ended;
  /** @type {{ args: string[], input: string, config?: any, sawToken: boolean }[]} */
  const made = readFileSync(calls, "utf8")
    .trim()
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { code, stdout: started.stdout, stderr: started.stderr.join("\n"), calls: made };
}

/** @param {Awaited<ReturnType<typeof deploy>>["calls"]} calls @param {string} start */
const starting = (calls, start) => calls.filter(({ args }) => args.join(" ").startsWith(start));

test("each missing credential is named with the way to get it, and nothing is called", async () => {
  const { code, stderr, calls } = await deploy({});
  assert.equal(code, 1);
  for (const name of Object.keys(credentials).filter((one) => one !== "SITEWRIGHT_ZONE"))
    assert.match(stderr, new RegExp(name));
  assert.match(stderr, /openssl rand -hex 32/);
  assert.deepEqual(calls, []);
});

test("without API_TOKEN, or with a short one, nothing goes out", async () => {
  for (const API_TOKEN of ["", "short"]) {
    const { code, stderr, calls } = await deploy({ ...credentials, API_TOKEN });
    assert.equal(code, 1);
    assert.match(stderr, /not deployed: API_TOKEN/);
    assert.deepEqual(calls, []);
  }
});

test("an empty account gets everything, in an order in which every binding finds its target", async () => {
  const { code, stdout, stderr, calls } = await deploy({ ...credentials, OPENAI_API_KEY: "sk-1" });
  assert.equal(code, 0, stderr);
  assert.deepEqual(stdout, ["deployed https://sites.example.com"]);
  assert.equal(starting(calls, "d1 create").length, 1);
  assert.equal(starting(calls, "queues create").length, 14);
  const deployed = starting(calls, "deploy -c");
  const fronts = deployed.filter(({ config }) => config.name === "admin-web");
  assert.deepEqual(
    fronts.map(({ config }) => config.services?.length),
    [undefined, 3],
  );
  assert.equal(deployed.at(-1)?.config.name, "admin-web");
  assert.deepEqual(
    new Set(deployed.map(({ config }) => config.name)),
    new Set(["admin-web", "core-api", "ai-app-worker", "build-service", "sites"]),
  );
  const migrated = calls.findIndex(({ args }) =>
    args.join(" ").startsWith("d1 migrations apply sitewright --remote"),
  );
  assert.ok(migrated > 0 && migrated < calls.findIndex(({ args }) => args[0] === "deploy"));
});

test("what is deployed has the account's ids and the public host, and nothing of the local one", async () => {
  const { calls } = await deploy(credentials);
  const last = new Map(starting(calls, "deploy -c").map(({ config }) => [config.name, config]));
  assert.equal(last.get("core-api").d1_databases[0].database_id, "id-of-sitewright");
  assert.equal(last.get("core-api").vars.BASE_HOST, "sites.example.com");
  assert.equal(last.get("admin-web").vars.LOOPBACK_ONLY, "false");
  assert.equal(last.get("build-service").vars.RUNNER_URL, undefined);
  assert.deepEqual(last.get("admin-web").routes, [
    { pattern: "sites.example.com", custom_domain: true },
    { pattern: "*.sites.example.com/*", zone_name: "example.com" },
  ]);
});

test("secrets go to the Workers that use them, by standard input only", async () => {
  const { calls } = await deploy({ ...credentials, OPENAI_API_KEY: "sk-1" });
  const secrets = Object.fromEntries(
    starting(calls, "secret bulk").map(({ args, input }) => [args.at(-1), JSON.parse(input)]),
  );
  assert.deepEqual(secrets, {
    "admin-web": { API_TOKEN: token },
    "core-api": { OPENAI_API_KEY: "sk-1" },
    "ai-app-worker": { OPENAI_API_KEY: "sk-1" },
  });
  for (const { args, config, sawToken } of calls) {
    assert.ok(!JSON.stringify([args, config ?? {}]).includes(token));
    assert.equal(sawToken, false);
  }
});

test("a second run creates nothing and deploys each Worker once", async () => {
  await deploy(credentials);
  const { code, calls } = await deploy(credentials);
  assert.equal(code, 0);
  assert.equal(calls.filter(({ args }) => args.includes("create")).length, 0);
  const deployed = starting(calls, "deploy -c").map(({ config }) => config.name);
  assert.equal(deployed.length, 5);
  // Whom others ask goes first: a newer ai-app-worker may want what only a newer build-service answers.
  assert.ok(deployed.indexOf("build-service") < deployed.indexOf("ai-app-worker"), deployed.join());
});

test("a step that fails ends it with wrangler's words, and the next run goes on from there", async () => {
  const broken = await deploy({ ...credentials, FAKE_FAILS: "r2 bucket create" });
  assert.equal(broken.code, 1);
  assert.match(broken.stderr, /quota exceeded/);
  assert.equal(starting(broken.calls, "deploy -c").length, 0);
  const { code, calls } = await deploy(credentials);
  assert.equal(code, 0);
  assert.equal(starting(calls, "d1 create").length, 0);
});

test("without Docker nothing is created", async () => {
  const { code, stderr, calls } = await deploy({
    ...credentials,
    WRANGLER_DOCKER_BIN: path.join(place, "no-docker"),
  });
  assert.equal(code, 1);
  assert.match(stderr, /needs Docker/);
  assert.equal(calls.filter(({ args }) => args.includes("create")).length, 0);
});

test("a dry run prints the steps and bundles every Worker without a credential", async () => {
  const { code, stderr, calls } = await deploy({}, ["--dry-run"]);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /1\. create the D1 database sitewright/);
  assert.match(stderr, /would be refused for now/);
  assert.equal(calls.length, 5);
  assert.ok(calls.every(({ args }) => args.includes("--dry-run")));
});

test("bindings that cannot be satisfied are an error, not a loop", () => {
  assert.throws(
    () => deployOrder([{ name: "a", services: [{ binding: "B", service: "nowhere" }] }], []),
    /cannot be satisfied/,
  );
});
