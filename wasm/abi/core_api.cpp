// core-api: HTTP API, planning, status records, reconciler.
#include "routes/core_api.hpp"

#include "abi/entry.hpp"
#include "abi/model_side.hpp"
#include "host/d1_model_settings.hpp"
#include "host/d1_state_store.hpp"
#include "host/d1_trace_store.hpp"
#include "host/d1_usage_reader.hpp"
#include "host/platform.hpp"
#include "routes/core_api_queue.hpp"
#include "usecases/export_traces.hpp"
#include "usecases/reconcile.hpp"

namespace sitewright::abi {

namespace {

struct Ports {
  explicit Ports(RunContext context)
      : state(context.effects, clock),
        traces(context.effects),
        blobs(context.effects, context.blobs),
        queues(context.effects),
        channel(context.effects),
        siblings(context.effects),
        response(context.effects),
        usage(context.effects),
        model_settings(context.effects, clock),
        vault(context.effects),
        models(context, models::BuiltinModel::architect(), clock, ids, log, config),
        addresses(config.get("BASE_HOST").value_or("localhost:8787")) {}

  routes::CoreApiPorts all() {
    return {.state = state,
            .traces = traces,
            .blobs = blobs,
            .queues = queues,
            .channel = channel,
            .model = models.model,
            .siblings = siblings,
            .response = response,
            .clock = clock,
            .ids = ids,
            .log = log,
            .config = config,
            .addresses = addresses,
            .models = {models.ledger, usage, model_settings, vault, models.doors, routing(config)}};
  }

  host::HostClock clock;
  host::HostIds ids;
  host::HostLog log;
  host::HostConfig config;
  host::D1StateStore state;
  host::D1TraceStore traces;
  host::R2Blobs blobs;
  host::HostQueues queues;
  host::HostChannel channel;
  host::HostSiblings siblings;
  host::HostResponse response;
  host::D1UsageReader usage;
  host::D1ModelSettings model_settings;
  host::HostVault vault;
  ModelSide models;
  usecases::Addresses addresses;
};

}  // namespace

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  Ports ports(context);
  auto request = routes::request_from(std::move(event), std::move(body), ports.ids.make("req"));
  co_return ended_with(
      co_await or_return(routes::answer_core_api(ports.all(), std::move(request))));
}

Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch) {
  Ports ports(context);
  co_return ended_with(co_await or_return(routes::consume_core_api(ports.all(), std::move(batch))));
}

Task<Outcome> begin_run(RunContext context, wire::ScheduledEvent) {
  Ports ports(context);
  const auto all = ports.all();
  const auto mended =
      co_await usecases::reconcile({all.deliver(), all.context(), all.models.ledger, all.blobs},
                                   ports.config.get("BOOT_ID").value_or(""));
  if (!mended) {
    ports.log.write(ports::Log::Level::error, "reconcile_failed",
                    {{"detail", mended.error().detail}});
  }
  co_await usecases::export_traces(
      {ports.traces, ports.models.upstream, ports.clock, ports.log, ports.config});
  co_return Outcome{"{}"};
}

}  // namespace sitewright::abi
