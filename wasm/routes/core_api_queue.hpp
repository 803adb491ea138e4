// The queues that core-api consumes: plan requests, step and build statuses, and every dead letter.
#pragma once

#include "routes/queue.hpp"
#include "usecases/plan_generation.hpp"

namespace sitewright::routes {

Task<wire::QueueOutcome> consume_core_api(usecases::PlanPorts ports, QueueBatch batch);

}  // namespace sitewright::routes
