// Commits a transition and sends what it leads to: events first, so that watchers see causes before
// effects, then messages, then both are marked. Whatever fails after the commit stays in D1 and is
// sent by the reconciler: nothing is lost, something may be sent twice.
#pragma once

#include "ports/effects.hpp"
#include "ports/state_store.hpp"

namespace sitewright::usecases {

struct DeliverPorts {
  ports::StateStore& state;
  ports::Queues& queues;
  ports::Channel& channel;
  ports::Log& log;
};

enum class Committed : std::uint8_t { now, before };

/// Errors: those of StateStore::commit. A failed delivery is logged and is no error.
Task<Committed> commit_and_deliver(DeliverPorts ports, ports::Commit commit);

using OutboxRows = std::vector<std::pair<std::int64_t, ports::OutboxMessage>>;
using EventRows = std::vector<std::pair<std::int64_t, ports::ChannelEvent>>;

/// Sends rows that are on their way out and marks those that went.
Task<Done> deliver(DeliverPorts ports, OutboxRows messages, EventRows events);

}  // namespace sitewright::usecases
