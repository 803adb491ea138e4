// An OpenTelemetry collector on loopback: takes POST …/v1/traces in OTLP's JSON, refuses what a real one
// would refuse, and keeps the spans, without credentials: only whether the right ones came.
import { createServer } from "node:http";

/**
 * @typedef {{ traceId: string, spanId: string, parentSpanId?: string, name: string, kind: number, startTimeUnixNano: string, endTimeUnixNano: string, attributes: { key: string, value: Record<string, unknown> }[], status: { code: number } }} OtlpSpan
 */

/**
 * What is wrong with a request, after opentelemetry-proto's trace.proto in its JSON mapping.
 * @param {any} body
 * @returns {string | undefined}
 */
export function faultOf(body) {
  for (const resource of body?.resourceSpans ?? [undefined]) {
    if (!resource) return "no resourceSpans";
    const service = resource.resource?.attributes?.find(({ key }) => key === "service.name");
    if (!service?.value?.stringValue) return "no service.name";
    for (const scope of resource.scopeSpans ?? []) {
      const ids = new Set(scope.spans.map((span) => span.spanId));
      if (ids.size !== scope.spans.length) return "a span id twice";
      for (const span of scope.spans) {
        const fault = spanFault(span, ids);
        if (fault) return `${span.name}: ${fault}`;
      }
    }
  }
  return undefined;
}

/** @param {any} span @param {Set<string>} ids */
function spanFault(span, ids) {
  if (!/^[0-9a-f]{32}$/.test(span.traceId) || /^0+$/.test(span.traceId)) return "traceId";
  if (!/^[0-9a-f]{16}$/.test(span.spanId) || /^0+$/.test(span.spanId)) return "spanId";
  if (span.parentSpanId !== undefined && !ids.has(span.parentSpanId)) return "parentSpanId";
  if (typeof span.name !== "string" || span.name === "") return "name";
  if (![0, 1, 2, 3, 4, 5].includes(span.kind)) return "kind";
  for (const time of [span.startTimeUnixNano, span.endTimeUnixNano]) {
    if (typeof time !== "string" || !/^\d{19}$/.test(time)) return "times are nanoseconds, as text";
  }
  if (BigInt(span.endTimeUnixNano) < BigInt(span.startTimeUnixNano)) return "ends before it begins";
  for (const { key, value } of span.attributes) {
    const kinds = Object.keys(value ?? {});
    if (typeof key !== "string" || kinds.length !== 1) return `attribute ${key}`;
    if (kinds[0] === "intValue" && !/^-?\d+$/.test(value.intValue)) return `attribute ${key}`;
  }
  return [0, 1, 2].includes(span.status?.code) ? undefined : "status";
}

/**
 * @param {Record<string, string>} expected headers that must come with each request
 */
export async function startOtlpCollector(expected = {}) {
  /** @type {{ path: string, isAllowed: boolean, fault: string | undefined, spans: OtlpSpan[], text: string }[]} */
  const received = [];
  /** @type {Set<() => void>} */
  const watchers = new Set();
  let refusals = 0;
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    const body = JSON.parse(text);
    const isAllowed = Object.entries(expected).every(
      ([name, value]) => request.headers[name] === value,
    );
    const fault = faultOf(body);
    const spans = fault
      ? []
      : body.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans));
    received.push({ path: request.url ?? "", isAllowed, fault, spans, text });
    const status = !isAllowed ? 401 : fault ? 400 : refusals > 0 ? 503 : 200;
    if (status === 503) refusals -= 1;
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
    for (const watcher of [...watchers]) watcher();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    /** @param {number} times */
    refuse(times) {
      refusals = times;
    },
    /** @param {(one: typeof received[number]) => boolean} wanted @returns {Promise<typeof received[number]>} */
    when(wanted) {
      return new Promise((resolve) => {
        const look = () => {
          const found = received.find(wanted);
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
