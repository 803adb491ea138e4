import type { Effect } from "../effect.ts";
import { keyIds, type VaultBinding } from "../vault.ts";

export const secretKeys: Effect<"secret.keys", VaultBinding> = async (
  _request,
  _body,
  { env },
) => ({
  header: { keyIds: keyIds(env) },
});
