import type { Effect } from "../effect.ts";
import { keyIdOf, open, seal, type VaultBinding } from "../vault.ts";

export const secretReseal: Effect<"secret.reseal", VaultBinding> = async (
  { owner, sealed },
  _body,
  { env },
) => {
  const anew = await seal(env, await open(env, sealed, owner), owner);
  return { header: { sealed: anew, keyId: keyIdOf(anew) } };
};
