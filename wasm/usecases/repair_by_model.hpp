// Asks the coder for an edit that makes a failed build pass: it is given the errors and the files
// around them, and answers in file operations. When the answer does not apply it is told why and
// asked once more.
// Errors: unavailable (try again later) and conflict (no budget) as the model gives them; any other
//         says in words why there is no repair.
#pragma once

#include "usecases/repair_candidate.hpp"
#include "usecases/write_step.hpp"

namespace sitewright::usecases {

/// Pointers and spans outlive the task. `usage` grows by what was asked.
Task<RepairCandidate> repair_by_model(WriteStepPorts ports, const ports::GenerationView* view,
                                      const BrokenTree* broken, ports::Usage* usage);

}  // namespace sitewright::usecases
