// Repairs the files of a version whose build failed, once per message, and says so on both
// step-status queues. Runs in ai-app-worker, which reads D1 and writes only blobs.
// Order: the lock file that came with the failure, a rule (repair_by_fixer.hpp), a fix that worked
//        before (healing/pattern.hpp), the model with the errors and the files around them, the
//        rules' other repairs, a fall-back (healing/fallback.hpp). What was built before is not
//        tried again, and each repair begins with the files of the best attempt so far: one that
//        did not reduce the errors is rolled back by that.
// Idempotent: everything it writes is named by its content; core-api takes a repair once.
#pragma once

#include "ports/sibling.hpp"
#include "usecases/write_step.hpp"

namespace sitewright::usecases {

struct HealPorts {
  WriteStepPorts step;
  ports::FixReader& fixes;
  ports::Sibling& siblings;
};

/// Errors: unavailable when a store, a queue, build-service or the model refused; the message is
/// tried again. That nothing is left to try is a status, not an error.
/// `delivery` counts from 1; at the last, fixers that are out of reach are passed over.
Task<Done> heal_version(HealPorts ports, wire::RepairRequested message, std::int64_t delivery);

}  // namespace sitewright::usecases
