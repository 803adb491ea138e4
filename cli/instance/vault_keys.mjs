// The vault's key of a local instance: made once, kept in the state folder, readable by its owner alone. It seals
// the provider keys that people set in the dashboard; without it they open no more.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @param {string} state
 * @returns {string} as VAULT_KEYS wants it
 */
export function localVaultKeys(state) {
  const file = path.join(state, "vault_keys");
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    mkdirSync(state, { recursive: true });
    const keys = `local-1:${randomBytes(32).toString("base64")}`;
    writeFileSync(file, `${keys}\n`, { mode: 0o600, flag: "wx" });
    return keys;
  }
}
