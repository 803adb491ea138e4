// Plans a generation: asks the architect and turns its answer into a plan with steps.
// Idempotent: a message that came before, or for an older attempt, changes nothing.
#pragma once

#include "ports/model.hpp"
#include "usecases/deliver.hpp"
#include "usecases/transition.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

struct PlanPorts {
  DeliverPorts deliver;
  ports::BlobStore& blobs;
  ports::Model& model;
  TransitionContext context;
};

/// Errors: unavailable when a store refused; the message is tried again.
Task<Done> plan_generation(PlanPorts ports, wire::PlanRequested message);

/// The message came once too often: the generation fails with this reason.
Task<Done> give_up_plan(PlanPorts ports, wire::PlanRequested message, std::string reason);

}  // namespace sitewright::usecases
