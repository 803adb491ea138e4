// The only errors that do not come from C++: when it, or a part it forwards to, could not answer. RFC 9457.

const problems = {
  broken_invariant: {
    status: 500,
    title: "Internal Server Error",
    code: "broken_invariant",
    detail: "The server failed to answer; this has been logged.",
  },
  unavailable: {
    status: 503,
    title: "Service Unavailable",
    code: "unavailable",
    detail: "A part of the service did not answer; try again.",
  },
  method_too_long: {
    status: 501,
    title: "Not Implemented",
    code: "invalid_input",
    detail: "There is no such method.",
  },
  url_too_long: {
    status: 414,
    title: "URI Too Long",
    code: "too_large",
    detail: "The address is too long.",
  },
  headers_too_large: {
    status: 431,
    title: "Request Header Fields Too Large",
    code: "too_large",
    detail: "There are too many headers, or one is too long.",
  },
} as const;

export type ProblemCode = keyof typeof problems;

const wellFormedRequestId = /^[A-Za-z0-9._-]{1,64}$/;

export function problem(request: Request, kind: ProblemCode): Response {
  const { status, title, detail, code } = problems[kind];
  const sent = request.headers.get("x-request-id") ?? "";
  const requestId = wellFormedRequestId.test(sent) ? sent : crypto.randomUUID();
  const body = JSON.stringify({ type: "about:blank", title, status, detail, code, requestId });
  return new Response(request.method === "HEAD" ? null : body, {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
    },
  });
}
