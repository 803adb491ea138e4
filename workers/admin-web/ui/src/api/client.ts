// One HTTP exchange with `/api/v1`, same origin.
// Errors: every failure is thrown as ProblemError, except an abort, which stays an AbortError,
// and a refused connection, which stays fetch's TypeError.

import { ProblemError, readProblem } from "./problem.ts";
import { askForToken, authorization } from "./token.ts";

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly accept?: string;
  /** The same key on a second try gives the first answer again. */
  readonly idempotencyKey?: string;
}

export const apiPath = (path: string): string => `/api/v1${path}`;

export async function send(path: string, call: Call = {}): Promise<Response> {
  const method = call.method ?? "GET";
  const headers: Record<string, string> = {
    accept: call.accept ?? "application/json",
    ...authorization(),
  };
  if (call.body !== undefined) headers["content-type"] = "application/json";
  if (method === "POST") headers["idempotency-key"] = call.idempotencyKey ?? crypto.randomUUID();
  const init: RequestInit = { method, headers };
  if (call.body !== undefined) init.body = JSON.stringify(call.body);
  if (call.signal) init.signal = call.signal;
  const response = await fetch(apiPath(path), init);
  if (response.ok) return response;
  if (response.status === 401) askForToken(headers["authorization"]);
  throw new ProblemError(await readProblem(response));
}

export async function sendJson<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call);
  return (await response.json()) as T;
}

export async function sendText(path: string, call: Call = {}): Promise<string> {
  const response = await send(path, { accept: "text/plain, */*", ...call });
  return response.text();
}

/** Fetches with the token and hands the bytes to the browser as a download. */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await send(path, { accept: "*/*" });
  saveBlob(await response.blob(), fileName);
}

export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = fileName;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
