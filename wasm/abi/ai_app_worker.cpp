// ai-app-worker: writes one plan step, or one repair, per message.
#include "abi/entry.hpp"
#include "abi/model_side.hpp"
#include "context/deprecation/deprecations.hpp"
#include "host/d1_fix_reader.hpp"
#include "host/d1_generation_reader.hpp"
#include "host/platform.hpp"
#include "models/router/embeddings.hpp"
#include "routes/workers.hpp"

namespace sitewright::abi {

namespace {

/// Belongs to the isolate, as the blob cache does; nothing of the product depends on it.
usecases::ContextMemory& context_memory() {
  static usecases::ContextMemory memory;
  return memory;
}

usecases::ReferenceMemory& reference_memory() {
  static usecases::ReferenceMemory memory;
  return memory;
}
const models::EmbeddingRouting& embedding_routing(ports::Config& config) {
  static const models::EmbeddingRouting routing = models::embedding_routing_of(config);
  return routing;
}

struct Ports {
  explicit Ports(RunContext context)
      : generations(context.effects),
        blobs(context.effects, context.blobs),
        queues(context.effects),
        channel(context.effects),
        fixes(context.effects),
        siblings(context.effects),
        models(context, models::BuiltinModel::coder_and_reviewer(), clock, ids, log, config,
               context::deprecation_notes),
        embedding_door(models.upstream, config),
        embeddings({embedding_door, models.ledger, clock, ids, log}, routing(config),
                   embedding_routing(config)) {}

  usecases::HealPorts all() {
    return {
        {generations,
         blobs,
         models.model,
         queues,
         channel,
         log,
         {models.assets, clock, context_memory(), {embeddings, blobs, log, reference_memory()}}},
        fixes,
        siblings};
  }

  host::HostClock clock;
  host::HostIds ids;
  host::HostLog log;
  host::HostConfig config;
  host::D1GenerationReader generations;
  host::R2Blobs blobs;
  host::HostQueues queues;
  host::HostChannel channel;
  host::D1FixReader fixes;
  host::HostSiblings siblings;
  ModelSide models;
  models::HttpEmbeddingDoor embedding_door;
  models::RoutedEmbeddings embeddings;
};

}  // namespace

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  Ports ports(context);
  const auto request =
      routes::request_from(std::move(event), std::move(body), ports.ids.make("req"));
  co_return ended_with(routes::problem(request, {Code::not_found, "Only queues are served here."}));
}

Task<Outcome> begin_run(RunContext context, routes::QueueBatch batch) {
  Ports ports(context);
  co_return ended_with(
      co_await or_return(routes::consume_ai_app_worker(ports.all(), std::move(batch))));
}

Task<Outcome> begin_run(RunContext, wire::ScheduledEvent) {
  co_return nothing_to_do("scheduled");
}

}  // namespace sitewright::abi
