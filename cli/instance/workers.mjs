// The five Workers: where each is configured and what from the environment each may see.
// A Worker gets the names in its row and nothing else; deploy sets the same names as its secrets.
import { inRoot } from "../paths.mjs";

/**
 * @typedef {object} WorkerRow
 * @property {string} name
 * @property {string} config path from the root; the first one is the front door
 * @property {string[]} secrets names passed on when they are set
 * @property {string[]} settings likewise, but not secret
 */

const modelKeys = [
  "ANTHROPIC_API_KEY",
  "OPENAI_API_KEY",
  "GEMINI_API_KEY",
  "XAI_API_KEY",
  "COMPATIBLE_API_KEY",
  "COMPATIBLE_HEADERS",
  "VAULT_KEYS",
];

const modelSettings = [
  "ANTHROPIC_BASE_URL",
  "OPENAI_BASE_URL",
  "GEMINI_BASE_URL",
  "XAI_BASE_URL",
  "COMPATIBLE_BASE_URL",
  "COMPATIBLE_MODELS",
  "SITEWRIGHT_MODEL",
  "MODEL_ROUTES",
  "EMBEDDING_MODEL",
];

/** Where traces of ended generations are sent to. */
const traceSecrets = ["OTLP_HEADERS", "LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"];
const traceSettings = ["OTLP_ENDPOINT", "LANGFUSE_BASE_URL"];

/** The front door first, for wrangler dev; then those that others ask, as they are deployed. @type {WorkerRow[]} */
export const workers = [
  { name: "admin-web", config: "wrangler.toml", secrets: ["API_TOKEN"], settings: [] },
  {
    name: "build-service",
    config: "workers/build-service/wrangler.toml",
    secrets: [],
    settings: [],
  },
  {
    name: "core-api",
    config: "workers/core-api/wrangler.toml",
    secrets: [...modelKeys, ...traceSecrets],
    settings: [...modelSettings, ...traceSettings],
  },
  {
    name: "ai-app-worker",
    config: "workers/ai-app-worker/wrangler.toml",
    secrets: modelKeys,
    settings: modelSettings,
  },
  { name: "sites", config: "workers/sites/wrangler.toml", secrets: [], settings: [] },
];

/** @param {WorkerRow} worker */
export const configFile = (worker) => inRoot(worker.config);
