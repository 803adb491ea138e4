import type { Effect } from "../effect.ts";
import { keyIdOf, seal, type VaultBinding } from "../vault.ts";

export const secretSeal: Effect<"secret.seal", VaultBinding> = async ({ owner }, body, { env }) => {
  const sealed = await seal(env, new TextDecoder().decode(body), owner);
  return { header: { sealed, keyId: keyIdOf(sealed) } };
};
