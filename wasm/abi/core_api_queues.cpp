// core-api: what its queues and its clock start: planning, status records, dead letters, the
// reconciler. The API is a module of its own, core_api.cpp.
#include "abi/entry.hpp"
#include "abi/model_side.hpp"
#include "abi/state_side.hpp"
#include "host/d1_model_settings.hpp"
#include "host/d1_trace_store.hpp"
#include "routes/core_api_queue.hpp"
#include "usecases/export_traces.hpp"
#include "usecases/reconcile.hpp"
#include "usecases/reseal_keys.hpp"

namespace sitewright::abi {

namespace {

struct Ports {
  explicit Ports(RunContext context)
      : side(context),
        traces(context.effects),
        model_settings(context.effects, side.clock),
        vault(context.effects),
        models(context, models::BuiltinModel::architect(), side.clock, side.ids, side.log,
               side.config) {}

  usecases::PlanPorts planning() {
    return {side.deliver(), side.blobs, models.model, side.transitions()};
  }

  StateSide side;
  host::D1TraceStore traces;
  host::D1ModelSettings model_settings;
  host::HostVault vault;
  ModelSide models;
};

void note(ports::Log& log, std::string_view what, const Result<Done>& done) {
  if (!done) log.write(ports::Log::Level::error, what, {{"detail", done.error().detail}});
}

}  // namespace

Task<Outcome> begin_run(RunContext, wire::HttpEvent, std::string) {
  co_return nothing_to_do("http");
}

Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch) {
  Ports ports(context);
  co_return ended_with(
      co_await or_return(routes::consume_core_api(ports.planning(), std::move(batch))));
}

Task<Outcome> begin_run(RunContext context, wire::ScheduledEvent) {
  Ports ports(context);
  auto& side = ports.side;
  const auto mended = co_await usecases::reconcile(
      {side.deliver(), side.transitions(), ports.models.ledger, side.blobs},
      side.config.get("BOOT_ID").value_or(""));
  note(side.log, "reconcile_failed", mended);
  note(side.log, "reseal_keys_failed",
       co_await usecases::reseal_keys({ports.model_settings, ports.vault, side.log}));
  co_await usecases::export_traces(
      {ports.traces, ports.models.upstream, side.clock, side.log, side.config});
  co_return Outcome{"{}"};
}

}  // namespace sitewright::abi
