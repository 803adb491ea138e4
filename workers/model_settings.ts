// What the Workers that ask language models may know of the deployment. Keys are never read by wasm:
// it learns whether one is set, and names it in http.open.
import type { UpstreamBinding } from "./host/effects/http_open.ts";

/** What the way to a model takes. */
export const modelEffects = [
  "asset.read",
  "clock.sleep",
  "http.head",
  "http.open",
  "stream.close",
  "stream.read",
] as const;

export const modelKeys = [
  "ANTHROPIC_API_KEY",
  "OPENAI_API_KEY",
  "GEMINI_API_KEY",
  "XAI_API_KEY",
  "COMPATIBLE_API_KEY",
  "COMPATIBLE_HEADERS",
  "VAULT_KEYS",
] as const;

/** What wasm may name, and not read. */
export const modelSecrets = [...modelKeys, "AI"] as const;

export const modelSettings = [
  "ANTHROPIC_BASE_URL",
  "OPENAI_BASE_URL",
  "GEMINI_BASE_URL",
  "XAI_BASE_URL",
  "COMPATIBLE_BASE_URL",
  "COMPATIBLE_MODELS",
  "SITEWRIGHT_MODEL",
  "MODEL_ROUTES",
  "EMBEDDING_MODEL",
] as const;

export type ModelEnv = UpstreamBinding & {
  readonly [Name in (typeof modelKeys)[number] | (typeof modelSettings)[number]]?: string;
};
