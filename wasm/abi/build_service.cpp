// build-service: one build per message, and the fixers for those that fail.
#include "abi/entry.hpp"
#include "host/d1_generation_reader.hpp"
#include "host/platform.hpp"
#include "routes/workers.hpp"

namespace sitewright::abi {

namespace {

struct Ports {
  explicit Ports(RunContext context)
      : generations(context.effects),
        blobs(context.effects, context.blobs),
        queues(context.effects),
        runner(context.effects) {}

  usecases::BuildPorts all() { return {generations, blobs, queues, runner, log}; }

  host::HostClock clock;
  host::HostIds ids;
  host::HostLog log;
  host::D1GenerationReader generations;
  host::R2Blobs blobs;
  host::HostQueues queues;
  host::HostBuildRunner runner;
};

}  // namespace

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  Ports ports(context);
  auto request = routes::request_from(std::move(event), std::move(body), ports.ids.make("req"));
  const auto reply = co_await routes::answer_build_service(ports.all(), request);
  co_return ended_with(reply ? *reply : routes::problem(request, reply.error()));
}

Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch) {
  Ports ports(context);
  co_return ended_with(
      co_await or_return(routes::consume_build_service(ports.all(), std::move(batch))));
}

Task<Outcome> begin_run(RunContext, wire::ScheduledEvent) {
  co_return nothing_to_do("scheduled");
}

}  // namespace sitewright::abi
