// core-api: the HTTP API, and what its queues and its clock start: planning, status records, dead
// letters, the reconciler.
#include "routes/core_api.hpp"

#include "abi/entry.hpp"
#include "abi/model_side.hpp"
#include "host/d1_model_settings.hpp"
#include "host/d1_state_store.hpp"
#include "host/d1_trace_store.hpp"
#include "host/d1_usage_reader.hpp"
#include "routes/core_api_queue.hpp"
#include "usecases/addresses.hpp"
#include "usecases/deliver.hpp"
#include "usecases/export_traces.hpp"
#include "usecases/reconcile.hpp"
#include "usecases/reseal_keys.hpp"
#include "usecases/transition.hpp"

namespace sitewright::abi {

namespace {

struct Ports {
  explicit Ports(RunContext context)
      : state(context.effects, clock),
        blobs(context.effects, context.blobs),
        queues(context.effects),
        channel(context.effects),
        addresses(config.get("BASE_HOST").value_or("localhost:8787")),
        traces(context.effects),
        siblings(context.effects),
        response(context.effects),
        usage(context.effects),
        model_settings(context.effects, clock),
        vault(context.effects),
        models(context, models::BuiltinModel::architect(), clock, ids, log, config) {}

  routes::CoreApiPorts api() {
    return {.state = state,
            .traces = traces,
            .blobs = blobs,
            .queues = queues,
            .channel = channel,
            .siblings = siblings,
            .response = response,
            .clock = clock,
            .ids = ids,
            .log = log,
            .config = config,
            .addresses = addresses,
            .models = {models.ledger, usage, model_settings, vault, models.doors, routing(config)}};
  }

  usecases::DeliverPorts deliver() { return {state, queues, channel, log}; }
  usecases::TransitionContext transitions() { return {clock, ids, addresses}; }
  usecases::PlanPorts planning() { return {deliver(), blobs, models.model, transitions()}; }

  host::HostClock clock;
  host::HostIds ids;
  host::HostLog log;
  host::HostConfig config;
  host::D1StateStore state;
  host::R2Blobs blobs;
  host::HostQueues queues;
  host::HostChannel channel;
  usecases::Addresses addresses;
  host::D1TraceStore traces;
  host::HostSiblings siblings;
  host::HostResponse response;
  host::D1UsageReader usage;
  host::D1ModelSettings model_settings;
  host::HostVault vault;
  ModelSide models;
};

void note(ports::Log& log, std::string_view what, const Result<Done>& done) {
  if (!done) log.write(ports::Log::Level::error, what, {{"detail", done.error().detail}});
}

}  // namespace

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  Ports ports(context);
  auto request = routes::request_from(std::move(event), std::move(body), ports.ids.make("req"));
  co_return ended_with(
      co_await or_return(routes::answer_core_api(ports.api(), std::move(request))));
}

Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch) {
  Ports ports(context);
  co_return ended_with(
      co_await or_return(routes::consume_core_api(ports.planning(), std::move(batch))));
}

Task<Outcome> begin_run(RunContext context, wire::ScheduledEvent) {
  Ports ports(context);
  const auto mended = co_await usecases::reconcile(
      {ports.deliver(), ports.transitions(), ports.models.ledger, ports.blobs},
      ports.config.get("BOOT_ID").value_or(""));
  note(ports.log, "reconcile_failed", mended);
  note(ports.log, "reseal_keys_failed",
       co_await usecases::reseal_keys({ports.model_settings, ports.vault, ports.log}));
  co_await usecases::export_traces(
      {ports.traces, ports.models.upstream, ports.clock, ports.log, ports.config});
  co_return Outcome{"{}"};
}

}  // namespace sitewright::abi
