// Records what workers report: a step's or a build's attempt has come so far. One transition per
// message; a message for an older attempt, or one that came before, changes nothing.
// Errors: unavailable when a store refused or kept changing underneath; the message is tried again.
#pragma once

#include "usecases/deliver.hpp"
#include "usecases/transition.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

struct RecordPorts {
  DeliverPorts deliver;
  ports::BlobStore& blobs;
  TransitionContext context;
};

Task<Done> record_step_status(RecordPorts ports, wire::StepStatus message);
Task<Done> record_build_status(RecordPorts ports, wire::BuildStatus message);

}  // namespace sitewright::usecases
