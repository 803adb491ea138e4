// One run of one Worker in the simulated world, with the ports that its abi/<worker>.cpp wires.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "context/deprecation/deprecations.hpp"
#include "embedding.hpp"
#include "host/d1_fix_reader.hpp"
#include "host/d1_ledger.hpp"
#include "host/d1_model_settings.hpp"
#include "host/d1_state_store.hpp"
#include "host/d1_trace_store.hpp"
#include "host/d1_usage_reader.hpp"
#include "host/effects.hpp"
#include "host/platform.hpp"
#include "host/services.hpp"
#include "models/router/embeddings.hpp"
#include "models/router/router.hpp"
#include "routes/core_api.hpp"
#include "routes/core_api_queue.hpp"
#include "routes/workers.hpp"
#include "usecases/reconcile.hpp"
#include "usecases/reseal_keys.hpp"

namespace sitewright::simulation {

/// One for all worlds, as one for all runs of an isolate: it changes no answer.
inline usecases::ContextMemory& context_memory() {
  static usecases::ContextMemory memory;
  return memory;
}

struct RunPorts {
  RunPorts(std::uint32_t id, host::BlobCache& cache, ports::Model& answering,
           models::ProviderDoor& door, const models::Routing& settings, Embedding& embedding)
      : effects(id),
        state(effects, clock),
        traces(effects),
        blobs(effects, cache),
        queues(effects),
        channel(effects),
        fixes(effects),
        assets(effects),
        siblings(effects),
        response(effects),
        runner(effects),
        ledger(effects, clock),
        usage(effects),
        model_settings(effects, clock),
        vault(effects),
        providers(door),
        routing(settings),
        timer(effects),
        model({door, ledger, answering, assets, prompts, clock, timer, ids, log}, settings),
        embeddings({*embedding.door, ledger, clock, ids, log}, settings, embedding.routing),
        reference(embedding.memory),
        addresses("localhost:8787") {}

  routes::CoreApiPorts core_api() {
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
            .models = {ledger, usage, model_settings, vault, providers, routing}};
  }
  usecases::PlanPorts planning() {
    return {{state, queues, channel, log}, blobs, model, {clock, ids, addresses}};
  }
  usecases::HealPorts ai_app_worker() {
    return {{state,
             blobs,
             model,
             queues,
             channel,
             log,
             {assets, clock, context_memory(), {embeddings, blobs, log, reference}}},
            fixes,
            siblings};
  }
  usecases::BuildPorts build_service() { return {state, blobs, queues, runner, log}; }
  routes::AdminWebPorts admin_web() { return {channel, siblings, config, log, addresses}; }

  host::Effects effects;
  host::HostClock clock;
  host::HostIds ids;
  host::HostLog log;
  host::HostConfig config;
  host::D1StateStore state;
  host::D1TraceStore traces;
  host::R2Blobs blobs;
  host::HostQueues queues;
  host::HostChannel channel;
  host::D1FixReader fixes;
  host::HostAssets assets;
  host::HostSiblings siblings;
  host::HostResponse response;
  host::HostBuildRunner runner;
  host::D1Ledger ledger;
  host::D1UsageReader usage;
  host::D1ModelSettings model_settings;
  host::HostVault vault;
  models::ProviderDoor& providers;
  const models::Routing& routing;
  host::HostTimer timer;
  models::PromptMemory prompts{context::deprecation_notes};
  models::RoutedModel model;
  models::RoutedEmbeddings embeddings;
  usecases::ReferenceMemory& reference;
  usecases::Addresses addresses;
};

}  // namespace sitewright::simulation
