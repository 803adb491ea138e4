// admin-web: who may call, which Worker answers, and the fast path of events to watchers.
#include "abi/entry.hpp"
#include "host/platform.hpp"
#include "routes/workers.hpp"

namespace sitewright::abi {

namespace {

struct Ports {
  explicit Ports(RunContext context)
      : channel(context.effects),
        siblings(context.effects),
        addresses(config.get("BASE_HOST").value_or("localhost:8787")) {}

  routes::AdminWebPorts all() { return {channel, siblings, config, log, addresses}; }

  host::HostIds ids;
  host::HostLog log;
  host::HostConfig config;
  host::HostChannel channel;
  host::HostSiblings siblings;
  usecases::Addresses addresses;
};

}  // namespace

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  Ports ports(context);
  auto request = routes::request_from(std::move(event), std::move(body), ports.ids.make("req"));
  co_return ended_with(
      co_await or_return(routes::answer_admin_web(ports.all(), std::move(request))));
}

Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch) {
  Ports ports(context);
  co_return ended_with(
      co_await or_return(routes::consume_admin_web(ports.all(), std::move(batch))));
}

Task<Outcome> begin_run(RunContext, wire::ScheduledEvent) {
  co_return nothing_to_do("scheduled");
}

}  // namespace sitewright::abi
