// core-api: the HTTP API. What its queues and its clock start is a module of its own,
// core_api_queues.cpp, so that no request waits for code that only they run.
#include "routes/core_api.hpp"

#include "abi/entry.hpp"
#include "abi/routing.hpp"
#include "abi/state_side.hpp"
#include "host/d1_ledger.hpp"
#include "host/d1_model_settings.hpp"
#include "host/d1_trace_store.hpp"
#include "host/d1_usage_reader.hpp"
#include "host/upstream.hpp"
#include "models/router/doors.hpp"

namespace sitewright::abi {

namespace {

struct Ports {
  explicit Ports(RunContext context)
      : side(context),
        traces(context.effects),
        siblings(context.effects),
        response(context.effects),
        ledger(context.effects, side.clock),
        usage(context.effects),
        model_settings(context.effects, side.clock),
        vault(context.effects),
        upstream(context.effects),
        doors(upstream, side.clock, side.config) {}

  routes::CoreApiPorts all() {
    return {.state = side.state,
            .traces = traces,
            .blobs = side.blobs,
            .queues = side.queues,
            .channel = side.channel,
            .siblings = siblings,
            .response = response,
            .clock = side.clock,
            .ids = side.ids,
            .log = side.log,
            .config = side.config,
            .addresses = side.addresses,
            .models = {ledger, usage, model_settings, vault, doors, routing(side.config)}};
  }

  StateSide side;
  host::D1TraceStore traces;
  host::HostSiblings siblings;
  host::HostResponse response;
  host::D1Ledger ledger;
  host::D1UsageReader usage;
  host::D1ModelSettings model_settings;
  host::HostVault vault;
  host::HostUpstream upstream;
  models::HttpDoors doors;
};

}  // namespace

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  Ports ports(context);
  auto request =
      routes::request_from(std::move(event), std::move(body), ports.side.ids.make("req"));
  co_return ended_with(
      co_await or_return(routes::answer_core_api(ports.all(), std::move(request))));
}

Task<Outcome> begin_run(RunContext, routes::QueueBatch) {
  co_return nothing_to_do("queue");
}

Task<Outcome> begin_run(RunContext, wire::ScheduledEvent) {
  co_return nothing_to_do("scheduled");
}

}  // namespace sitewright::abi
