// The whole product on the model server, with a collector and Langfuse beside it: one instance, whose
// every secret is a canary that must turn up nowhere.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { startApp } from "../browser/app.mjs";
import { exchange } from "../contract/api_client.mjs";
import { startModelServer } from "../fakes/model_server/server.mjs";
import { startOtlpCollector } from "../fakes/otlp_collector/server.mjs";
import { compatible } from "./books.mjs";

export const canary = "canary7f3a";
export const keys = {
  anthropic: `${canary}-anthropic-own`,
  openai: `${canary}-openai-own`,
  gemini: `${canary}-gemini-own`,
  xai: `${canary}-xai-deployment`,
  compatible: `${canary}-compatible-deployment`,
};
const gatewayHeader = `Bearer ${canary}-gateway`;
const otlpHeader = `Bearer ${canary}-otlp`;
/** Its bytes are the canary again and again. */
const vaultKey = Buffer.alloc(32, canary);
const apiToken = `${canary}-api-token`;
const langfuse = { user: `${canary}-lf-public`, password: `${canary}-lf-secret` };
/** Every secret of the instance, in each form in which it could leak. */
export const secrets = [
  ...Object.values(keys),
  gatewayHeader,
  otlpHeader,
  vaultKey,
  apiToken,
  langfuse.user,
  langfuse.password,
  `${langfuse.user}:${langfuse.password}`,
].flatMap((secret) => {
  const bytes = Buffer.from(secret);
  const forms = /** @type {const} */ (["latin1", "base64", "base64url", "hex"]);
  const texts = forms.map((form) => bytes.toString(form));
  return [...texts, encodeURIComponent(bytes.toString("latin1"))].map((one) =>
    one.replace(/=+$/, ""),
  );
});
export const usage = { input: 1000, cached: 200, output: 100 };

/** @type {Awaited<ReturnType<typeof startModelServer>>} */
export let server;
/** @type {Awaited<ReturnType<typeof startOtlpCollector>>} */
export let collector;
/** @type {Awaited<ReturnType<typeof startOtlpCollector>>} */
export let langfuseServer;
/** @type {import("../browser/app.mjs").App} */
export let app;
/** What the product said. @type {string[]} */
export const said = [];

export async function api(route, options) {
  const headers = { authorization: `Bearer ${apiToken}` };
  const answer = await exchange(`${app.base}/api/v1${route}`, { ...options, headers });
  said.push(answer.text);
  return answer;
}
export const read = async (route) => (await api(route)).json;

/** @param {import("../fakes/model_server/scenario.mjs").Queue[]} queues */
export const play = (...queues) =>
  server.play({ title: "test", keys, queues, otherwise: { usage } });

export const setKey = async (provider) => {
  const set = await api(`/provider-keys/${provider}`, {
    method: "PUT",
    body: { key: keys[provider] },
  });
  assert.equal(set.status, 200, set.text);
};
export const dropKey = (provider) => api(`/provider-keys/${provider}`, { method: "DELETE" });

export const providers = ["anthropic", "openai", "gemini", "xai", "compatible"];

/**
 * This provider is the one that answers while `work` lasts: it has a key of the user's own, or the
 * deployment's other one refuses.
 * @template T
 * @param {string} provider
 * @param {import("../fakes/model_server/scenario.mjs").Queue[]} queues
 * @param {() => Promise<T>} work
 */
export async function answeredBy(provider, queues, work) {
  const rival = provider === "compatible" ? "xai" : "none";
  play(...queues, { when: { provider: rival }, behaviours: [{ status: 401 }], repeat: true });
  const isOwn = ["anthropic", "openai", "gemini"].includes(provider);
  if (isOwn) await setKey(provider);
  try {
    return await work();
  } finally {
    if (isOwn) await dropKey(provider);
  }
}

/** Of a generation that is written, and then called off. */
export async function writtenGeneration(prompt) {
  const { id, generation } = await create(prompt);
  await until(generation, "building", "testing", "deploying", "complete");
  await cancel(generation);
  return { id, generation };
}

export async function create(prompt, budget = {}, allowBuiltin = false) {
  const body = { prompt, settings: { allowBuiltin, budget } };
  const created = await api("/projects", { method: "POST", body });
  assert.equal(created.status, 201, created.text);
  return { id: created.json.id, generation: created.json.currentGenerationId };
}

/** The generation, once it is in one of these states. */
export async function until(generation, ...states) {
  for (const end = Date.now() + 120_000; ; ) {
    const now = await read(`/generations/${generation}`);
    if (states.includes(now.state)) return now;
    const isOver = ["failed", "cancelled", "complete", "escalated"].includes(now.state);
    assert.ok(Date.now() < end && !isOver, `${now.state}: ${now.error}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const written = ["paused", "building", "testing", "deploying", "complete"];

export const cancel = (generation) => api(`/generations/${generation}/cancel`, { method: "POST" });
export const callsOf = async (generation) =>
  (await read(`/generations/${generation}/calls?limit=100`)).items;

export async function startProduct() {
  server = await startModelServer();
  collector = await startOtlpCollector({ authorization: otlpHeader });
  const { user, password } = langfuse;
  const basic = Buffer.from(`${user}:${password}`).toString("base64");
  langfuseServer = await startOtlpCollector({ authorization: `Basic ${basic}` });
  play();
  app = await startApp({
    ANTHROPIC_BASE_URL: `${server.url}/anthropic`,
    OPENAI_BASE_URL: `${server.url}/openai/v1`,
    GEMINI_BASE_URL: `${server.url}/gemini`,
    XAI_BASE_URL: `${server.url}/xai/v1`,
    XAI_API_KEY: keys.xai,
    COMPATIBLE_BASE_URL: `${server.url}/compatible/v1`,
    COMPATIBLE_API_KEY: keys.compatible,
    COMPATIBLE_HEADERS: `cf-aig-authorization=${encodeURIComponent(gatewayHeader)},x-team=bakers`,
    COMPATIBLE_MODELS: JSON.stringify(compatible),
    OTLP_ENDPOINT: collector.url,
    OTLP_HEADERS: `authorization=${encodeURIComponent(otlpHeader)}`,
    LANGFUSE_BASE_URL: langfuseServer.url,
    LANGFUSE_PUBLIC_KEY: user,
    LANGFUSE_SECRET_KEY: password,
    API_TOKEN: apiToken,
    VAULT_KEYS: `test-1:${vaultKey.toString("base64")}`,
    SITEWRIGHT_MODEL: "",
  });
}

export async function stopProduct() {
  await app?.stop();
  await server?.stop();
  await collector?.stop();
  await langfuseServer?.stop();
}

/**
 * Looks at every file of the state but that of the keys, and gives their names. One that is gone meanwhile (a channel's
 * log, when it goes to rest) is part of another now: all are looked at again.
 * @param {(file: string, bytes: Buffer) => void} look
 */
export function eachFile(look) {
  for (;;) {
    const files = readdirSync(app.state, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name !== ".dev.vars")
      .map((entry) => path.join(entry.parentPath, entry.name));
    try {
      for (const file of files) look(file, readFileSync(file));
      return files;
    } catch (cause) {
      if (/** @type {NodeJS.ErrnoException} */ (cause).code !== "ENOENT") throw cause;
    }
  }
}
