// What language models took, as people ask: in a month, for a project, step by step, call by call.
// Errors: invalid_input for a month that is none; not_found.
#pragma once

#include <optional>
#include <string>

#include "ports/effects.hpp"
#include "ports/ledger.hpp"
#include "ports/state_store.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

struct UsagePorts {
  ports::UsageReader& usage;
  ports::StateStore& state;
  ports::Clock& clock;
};

/// `month` as 2026-11; the present one when there is none.
Task<wire::UsageReport> usage_report(UsagePorts ports, std::string user_id,
                                     std::optional<std::string> month);
Task<wire::ProjectUsage> project_usage(UsagePorts ports, std::string project_id);
/// The generation with what all of its calls took; its own row leaves out those whose answers came
/// to nothing.
[[nodiscard]] ports::GenerationRecord with_calls(ports::GenerationRecord generation,
                                                 const ports::CallSum& calls);
/// Step by step.
Task<wire::StepUsages> generation_usage(UsagePorts ports, std::string generation_id);
Task<wire::ModelCallList> list_calls(UsagePorts ports, std::string generation_id,
                                     ports::PageQuery page);

}  // namespace sitewright::usecases
