// What both Workers that ask language models wire alike: the router over the books, the way out and
// the built-in model.
#pragma once

#include <string>
#include <utility>

#include "abi/entry.hpp"
#include "abi/routing.hpp"
#include "host/d1_ledger.hpp"
#include "host/platform.hpp"
#include "host/services.hpp"
#include "host/upstream.hpp"
#include "models/builtin_model.hpp"
#include "models/router/doors.hpp"
#include "models/router/router.hpp"

namespace sitewright::abi {

/// Belongs to the isolate: prompts never change.
inline models::PromptMemory& prompt_memory(std::string (*old_ways)()) {
  static models::PromptMemory memory(old_ways);
  return memory;
}

struct ModelSide {
  /// `old_ways`: as PromptMemory has it, for who asks coders and reviewers.
  ModelSide(RunContext context, models::BuiltinModel answering, ports::Clock& clock,
            ports::IdSource& ids, ports::Log& log, ports::Config& config,
            std::string (*old_ways)() = nullptr)
      : assets(context.effects),
        timer(context.effects),
        ledger(context.effects, clock),
        upstream(context.effects),
        builtin(std::move(answering)),
        doors(upstream, clock, config),
        model({doors, ledger, builtin, assets, prompt_memory(old_ways), clock, timer, ids, log},
              routing(config)) {}

  host::HostAssets assets;
  host::HostTimer timer;
  host::D1Ledger ledger;
  host::HostUpstream upstream;
  models::BuiltinModel builtin;
  models::HttpDoors doors;
  models::RoutedModel model;
};

}  // namespace sitewright::abi
