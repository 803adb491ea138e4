// Which providers of language models there are, as the Workers know them, and which of them have keys.
import { readFileSync } from "node:fs";
import { inRoot } from "../paths.mjs";

/** @typedef {{ name: string, title: string, keySecret: string, keyNeeded: boolean, baseUrl: string, baseUrlSetting: string }} Provider */

/** @type {Provider[]} */
export const providers = JSON.parse(
  readFileSync(inRoot("wasm", "models", "catalogue", "providers.json"), "utf8"),
).providers;

/** @param {string} choice of SITEWRIGHT_MODEL; whether the model exists is for the Workers to say */
export function isModelChoice(choice) {
  if (["", "builtin", "auto"].includes(choice)) return true;
  const [provider = "", ...model] = choice.split("/");
  return model.join("/") !== "" && providers.some(({ name }) => name === provider);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Provider[]} those that can be asked
 */
export function openProviders(env) {
  return providers.filter(({ keySecret, keyNeeded, baseUrl, baseUrlSetting }) =>
    keyNeeded ? env[keySecret] : baseUrl || env[baseUrlSetting],
  );
}
