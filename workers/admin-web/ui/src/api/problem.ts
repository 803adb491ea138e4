// An answer that was not what was asked for, in the words of RFC 9457.
// `status` 0 means that no answer came at all.

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly errors: readonly FieldError[];
}

export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null) return [];
    const record = one as Record<string, unknown>;
    return [{ path: text(record["path"]), message: text(record["message"]) }];
  });
}

export async function readProblem(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    const json: unknown = await response.json();
    if (typeof json === "object" && json !== null) body = json as Record<string, unknown>;
  } catch {
    // A proxy's page or an empty body: the status line has to do.
  }
  return {
    title: text(body["title"]) || `The server answered ${response.status}`,
    detail: text(body["detail"]),
    status: response.status,
    code: text(body["code"]) || String(response.status),
    requestId: text(body["requestId"]) || response.headers.get("x-request-id"),
    errors: fieldErrors(body["errors"]),
  };
}

/** Any thrown value as a problem that can be shown. */
export function toProblem(cause: unknown): Problem {
  if (cause instanceof ProblemError) return cause.problem;
  const offline = typeof navigator !== "undefined" && !navigator.onLine;
  if (cause instanceof TypeError || offline) {
    return {
      title: offline ? "You are offline" : "Sitewright did not answer",
      detail: offline
        ? "Nothing is lost. This goes on when the connection is back."
        : "Check that it is still running where you started it, then try again.",
      status: 0,
      code: "unreachable",
      requestId: null,
      errors: [],
    };
  }
  return {
    title: "Something went wrong in the dashboard",
    detail: cause instanceof Error ? cause.message : String(cause),
    status: 0,
    code: "dashboard",
    requestId: null,
    errors: [],
  };
}

export const isAborted = (cause: unknown): boolean =>
  cause instanceof DOMException && cause.name === "AbortError";
