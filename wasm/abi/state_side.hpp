// What both modules of core-api wire alike: the state, and whom its changes are told.
#pragma once

#include "abi/entry.hpp"
#include "host/d1_state_store.hpp"
#include "host/platform.hpp"
#include "host/services.hpp"
#include "usecases/addresses.hpp"
#include "usecases/deliver.hpp"
#include "usecases/transition.hpp"

namespace sitewright::abi {

struct StateSide {
  explicit StateSide(RunContext context)
      : state(context.effects, clock),
        blobs(context.effects, context.blobs),
        queues(context.effects),
        channel(context.effects),
        addresses(config.get("BASE_HOST").value_or("localhost:8787")) {}

  usecases::DeliverPorts deliver() { return {state, queues, channel, log}; }
  usecases::TransitionContext transitions() { return {clock, ids, addresses}; }

  host::HostClock clock;
  host::HostIds ids;
  host::HostLog log;
  host::HostConfig config;
  host::D1StateStore state;
  host::R2Blobs blobs;
  host::HostQueues queues;
  host::HostChannel channel;
  usecases::Addresses addresses;
};

}  // namespace sitewright::abi
