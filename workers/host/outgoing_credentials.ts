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
): Promise<{ headers: Headers; secrets: readonly string[]; blot: Blot }> {
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
      if (credential.kind === "header_list") {
        for (const [listed, held] of headerList(secret)) {
          if (held !== "") secrets.push(held);
          filled.append(listed, held);
        }
      } else filled.append(name, value + secret);
    } catch {
      throw new NoCredential(`a credential has characters that the header ${name} cannot hold`);
    }
  }
  const blot: Blot = (text) =>
    secrets.reduce((blotted, secret) => blotted.replaceAll(secret, "[credential]"), text);
  return { headers: filled, secrets, blot };
}

/** "name=value,name=value", as OTEL_EXPORTER_OTLP_HEADERS has it. */
function headerList(list: string): [name: string, value: string][] {
  return list
    .split(",")
    .filter((entry) => entry.includes("="))
    .map((entry) => {
      const at = entry.indexOf("=");
      return [entry.slice(0, at).trim(), decodeURIComponent(entry.slice(at + 1).trim())];
    });
}

function workerSecret(name: string, env: VaultBinding): string {
  const secret: unknown = name === "VAULT_KEYS" ? undefined : Reflect.get(env, name);
  if (typeof secret !== "string" || secret.trim() === "")
    throw new NoCredential(`this Worker has no secret ${name.slice(0, 64)}`);
  return secret.trim();
}

async function secretOf({ kind, name, owner }: Credential, env: VaultBinding): Promise<string> {
  if (kind === "config" || kind === "header_list") return workerSecret(name, env);
  if (kind === "basic") {
    const [user = "", password = ""] = name.split(":");
    return btoa(`${workerSecret(user, env)}:${workerSecret(password, env)}`);
  }
  try {
    return await open(env, name, owner ?? "");
  } catch (thrown) {
    throw new NoCredential(
      thrown instanceof Error ? thrown.message : "a sealed secret does not open",
    );
  }
}
