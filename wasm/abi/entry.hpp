// The wasm exports and the run table. Every Worker's module has the same exports; what a run does
// is its Worker's `begin_run`, defined in abi/<worker>.cpp.
// The run table is the only mutable state of a module, with the blob cache beside it: both belong
// to the isolate and nothing of the product depends on them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "async/task.hpp"
#include "host/effects.hpp"
#include "host/services.hpp"
#include "routes/http.hpp"
#include "routes/queue.hpp"

namespace sitewright::abi {

/// How a run ended: the frame for finish_run.
struct Outcome {
  std::string header;
  std::string body = {};
};

struct RunContext {
  host::Effects& effects;
  host::BlobCache& blobs;
};

/// What every Worker defines: one coroutine per event. It owns its ports for the time of the run.
Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body);
Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch);
Task<Outcome> begin_run(RunContext context, wire::ScheduledEvent event);

[[nodiscard]] Outcome ended_with(const routes::HttpReply& reply);
[[nodiscard]] Outcome ended_with(const wire::QueueOutcome& outcome);
/// For an event that this Worker has no use for.
[[nodiscard]] Outcome nothing_to_do(std::string_view what);

}  // namespace sitewright::abi
