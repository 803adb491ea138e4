// The API token a person gave, for this tab only, and whether the server is asking for one.

const key = "sitewright.token";
const listeners = new Set<() => void>();
let wanted = false;

const tell = (): void => {
  for (const listener of listeners) listener();
};

export function readToken(): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeToken(token: string): void {
  try {
    sessionStorage.setItem(key, token);
  } catch {
    // Storage is blocked: the token lasts until the next answer asks again.
  }
  wanted = false;
  tell();
}

export const tokenIsWanted = (): boolean => wanted;

/**
 * Called when an answer was 401. What was sent with an older token says nothing about the one given since.
 * @returns whether a token is wanted now
 */
export function askForToken(sentWith: string | undefined): boolean {
  if (wanted) return true;
  if (sentWith !== authorization()["authorization"]) return false;
  wanted = true;
  tell();
  return true;
}

export function onTokenChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function authorization(): Record<string, string> {
  const token = readToken();
  return token === null ? {} : { authorization: `Bearer ${token}` };
}
