// Where traces may be sent: what core-api may know of it. LANGFUSE keys are named in http.open only.
export const traceSettings = ["OTLP_ENDPOINT", "LANGFUSE_BASE_URL"] as const;
export const traceSecrets = ["OTLP_HEADERS"] as const;

export type TraceEnv = {
  readonly [Name in
    | (typeof traceSettings)[number]
    | (typeof traceSecrets)[number]
    | "LANGFUSE_PUBLIC_KEY"
    | "LANGFUSE_SECRET_KEY"]?: string;
};
