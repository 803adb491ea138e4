import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { isModelChoice, openProviders } from "../../cli/instance/models.mjs";
import { localVaultKeys } from "../../cli/instance/vault_keys.mjs";

test("a model is chosen as builtin, auto or provider/model", () => {
  for (const good of ["", "builtin", "auto", "anthropic/claude-x", "compatible/org/model"])
    assert.ok(isModelChoice(good), good);
  for (const bad of ["gpt", "anthropic", "anthropic/", "nobody/model"])
    assert.ok(!isModelChoice(bad), bad);
});

test("a provider can be asked with its key, or at its address when it needs none", () => {
  const names = (/** @type {NodeJS.ProcessEnv} */ env) =>
    openProviders(env).map(({ name }) => name);
  assert.deepEqual(names({}), []);
  assert.deepEqual(names({ XAI_API_KEY: "k", COMPATIBLE_BASE_URL: "http://127.0.0.1:1" }), [
    "xai",
    "compatible",
  ]);
});

test("an instance makes its vault's key once, for its owner's eyes", () => {
  const state = mkdtempSync(path.join(tmpdir(), "vault-"));
  try {
    const keys = localVaultKeys(state);
    assert.match(keys, /^local-1:[A-Za-z0-9+/]{43}=$/);
    assert.equal(localVaultKeys(state), keys);
    assert.equal(statSync(path.join(state, "vault_keys")).mode & 0o777, 0o600);
  } finally {
    rmSync(state, { recursive: true });
  }
});
