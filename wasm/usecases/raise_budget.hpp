// Raising what language models may cost: a risky action that a person decides on, so it is in the
// minutes, those of the project or, for a month, those of the user. Lowering is not.
#pragma once

#include <optional>
#include <string>

#include "ports/effects.hpp"
#include "ports/ledger.hpp"
#include "ports/model_settings.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// The limits that hold by a project's settings, as JSON.
[[nodiscard]] wire::ProjectLimits limits_of(const std::string& settings);

/// What is raised, as one sentence; nullopt: nothing is.
[[nodiscard]] std::optional<std::string> raised(const wire::ProjectLimits& before,
                                                const wire::ProjectLimits& after);

struct BudgetPorts {
  ports::UsageReader& usage;
  ports::ModelSettings& settings;
  ports::Clock& clock;
  ports::IdSource& ids;
};

/// A user's limit for each month.
Task<Done> set_budget(BudgetPorts ports, std::string user_id, ports::Budget budget);

}  // namespace sitewright::usecases
