// Secrets at rest: AES-256-GCM under the newest key of VAULT_KEYS, bound to their owner.
// Form:   v1.<key id>.<iv>.<ciphertext>, both in base64url. The owner is not in it: whoever opens a
//         secret must know whose it is, and the text of another owner does not open.
// Keys:   VAULT_KEYS is a list "<id>:<32 bytes in base64>", newest first, separated by commas or
//         spaces. An older key stays in it until what it sealed is sealed anew (usecases/reseal_keys).
// Errors: thrown texts name the key's id at most.

export interface VaultBinding {
  readonly VAULT_KEYS?: string;
}

interface VaultKey {
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const version = "v1";
const keyBytes = 32;
const ivBytes = 12;
const wellFormedId = /^[A-Za-z0-9_-]{1,32}$/;
const encoder = new TextEncoder();

function keysOf({ VAULT_KEYS = "" }: VaultBinding): VaultKey[] {
  const keys = VAULT_KEYS.split(/[\s,]+/).filter((entry) => entry !== "");
  return keys.map((entry) => {
    const colon = entry.indexOf(":");
    const id = entry.slice(0, Math.max(colon, 0));
    if (!wellFormedId.test(id)) throw new Error("VAULT_KEYS has an entry without a key id");
    const bytes = fromBase64(entry.slice(colon + 1), "base64");
    if (bytes?.byteLength !== keyBytes)
      throw new Error(`the key ${id} of VAULT_KEYS is not ${keyBytes} bytes in base64`);
    return { id, bytes };
  });
}

function fromBase64(
  text: string,
  alphabet: "base64" | "base64url",
): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(Uint8Array.fromBase64(text, { alphabet }));
  } catch {
    return undefined;
  }
}

const imported = ({ bytes }: VaultKey, use: "encrypt" | "decrypt"): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", bytes, "AES-GCM", false, [use]);

const boundTo = (id: string, owner: string): Uint8Array =>
  encoder.encode(`${version}.${id}.${owner}`);

/** Newest first: that one seals. */
export const keyIds = (env: VaultBinding): string[] => keysOf(env).map(({ id }) => id);

/** The key that sealed this. */
export const keyIdOf = (sealed: string): string => sealed.split(".")[1] ?? "";

export async function seal(env: VaultBinding, secret: string, owner: string): Promise<string> {
  const [key] = keysOf(env);
  if (key === undefined) throw new Error("VAULT_KEYS is not set");
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: boundTo(key.id, owner) },
    await imported(key, "encrypt"),
    encoder.encode(secret),
  );
  const text = (bytes: Uint8Array) => bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  return [version, key.id, text(iv), text(new Uint8Array(sealed))].join(".");
}

export async function open(env: VaultBinding, sealed: string, owner: string): Promise<string> {
  const [form, id = "", ...parts] = sealed.split(".");
  const [iv, ciphertext] = parts.map((part) => fromBase64(part, "base64url"));
  if (form !== version || parts.length !== 2 || iv?.byteLength !== ivBytes || !ciphertext)
    throw new Error("not a sealed secret");
  const key = keysOf(env).find((one) => one.id === id);
  if (key === undefined) throw new Error("VAULT_KEYS has not the key of this secret");
  try {
    const secret = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData: boundTo(id, owner) },
      await imported(key, "decrypt"),
      ciphertext,
    );
    return new TextDecoder().decode(secret);
  } catch {
    throw new Error("the secret does not open: changed, or somebody else's");
  }
}
