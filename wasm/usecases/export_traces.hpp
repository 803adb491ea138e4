// Sends the traces of ended generations to where the deployment says: an OpenTelemetry collector
// (OTLP_ENDPOINT) and Langfuse (LANGFUSE_BASE_URL). Runs by cron, beside the reconciler: no
// generation waits for it.
// At least once: a trace may be sent twice, and its ids are the same then.
// Errors: none. A refusal is logged and tried again later; after many it is given up.
#pragma once

#include "ports/effects.hpp"
#include "ports/trace_store.hpp"
#include "ports/upstream.hpp"

namespace sitewright::usecases {

struct ExportTracesPorts {
  ports::TraceStore& traces;
  ports::Upstream& upstream;
  ports::Clock& clock;
  ports::Log& log;
  ports::Config& config;
};

Task<Done> export_traces(ExportTracesPorts ports);

}  // namespace sitewright::usecases
