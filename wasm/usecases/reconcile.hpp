// The safety net: sends what a commit left behind, wakes generations that stopped moving, writes
// off calls that nobody settled, forgets what is old. Runs by cron, and at the first event after a
// start. Idempotent: everything it sends may be sent twice.
#pragma once

#include <string>

#include "ports/effects.hpp"
#include "ports/ledger.hpp"
#include "usecases/deliver.hpp"
#include "usecases/transition.hpp"

namespace sitewright::usecases {

struct ReconcilePorts {
  DeliverPorts deliver;
  TransitionContext context;
  ports::Ledger& ledger;
  ports::BlobStore& blobs;
};

/// `boot_id` names the start of a local run, where queues lose their messages with the process: a
/// new one makes every running generation ask again. Empty in production, whose queues keep them.
Task<Done> reconcile(ReconcilePorts ports, std::string boot_id);

}  // namespace sitewright::usecases
