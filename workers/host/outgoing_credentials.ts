// Puts credentials into the headers of a request on its way out. They are never seen by wasm, and
// what a server says back is cleared of them.
import type { HttpOpenRequest } from "./generated/effects.ts";
import { open, type VaultBinding } from "./vault.ts";

/** Replaces every credential in a text. */
export type Blot = (text: string) => string;

/** The text names the secret that is missing, never its value. */
export class NoCredential extends Error {
  override readonly name = "NoCredential";
}

type Credential = NonNullable<HttpOpenRequest["headers"][number]["credential"]>;

export async function credentials(
  { headers }: HttpOpenRequest,
  env: VaultBinding,
): Promise<{ headers: Headers; blot: Blot }> {
  const secrets: string[] = [];
  const filled = new Headers();
  for (const { name, value, credential } of headers) {
    if (credential === undefined) {
      filled.append(name, value);
      continue;
    }
    const secret = await secretOf(credential, env);
    secrets.push(secret);
    try {
      filled.append(name, value + secret);
    } catch {
      throw new NoCredential(`a credential has characters that the header ${name} cannot hold`);
    }
  }
  const blot: Blot = (text) =>
    secrets.reduce((blotted, secret) => blotted.replaceAll(secret, "[credential]"), text);
  return { headers: filled, blot };
}

async function secretOf({ kind, name, owner }: Credential, env: VaultBinding): Promise<string> {
  if (kind === "config") {
    const secret: unknown = name === "VAULT_KEYS" ? undefined : Reflect.get(env, name);
    if (typeof secret !== "string" || secret.trim() === "")
      throw new NoCredential(`this Worker has no secret ${name.slice(0, 64)}`);
    return secret.trim();
  }
  try {
    return await open(env, name, owner ?? "");
  } catch (thrown) {
    throw new NoCredential(
      thrown instanceof Error ? thrown.message : "a sealed secret does not open",
    );
  }
}
