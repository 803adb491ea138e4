// The only errors that do not come from C++: when it, or a part it forwards to, could not answer. RFC 9457.

const problems = {
  broken_invariant: { status: 500, title: "Internal Server Error", detail: "The server failed to answer; this has been logged." },
  unavailable: { status: 503, title: "Service Unavailable", detail: "A part of the service did not answer; try again." },
} as const;

const wellFormedRequestId = /^[A-Za-z0-9._-]{1,64}$/;

export function problem(request: Request, code: keyof typeof problems): Response {
  const { status, title, detail } = problems[code];
  const sent = request.headers.get("x-request-id") ?? "";
  const requestId = wellFormedRequestId.test(sent) ? sent : crypto.randomUUID();
  const body = JSON.stringify({ type: "about:blank", title, status, detail, code, requestId });
  return new Response(request.method === "HEAD" ? null : body, {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", "x-request-id": requestId },
  });
}
