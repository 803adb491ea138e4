// The queues that core-api consumes: plan requests, step and build statuses, and every dead letter.
#pragma once

#include "routes/core_api.hpp"
#include "routes/queue.hpp"

namespace sitewright::routes {

Task<wire::QueueOutcome> consume_core_api(CoreApiPorts ports, QueueBatch batch);

}  // namespace sitewright::routes
