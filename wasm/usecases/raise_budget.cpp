#include "usecases/raise_budget.hpp"

#include <utility>

#include "models/router/money.hpp"
#include "project/risk.hpp"

namespace sitewright::usecases {

namespace {

using Limit = std::optional<std::int64_t>;

bool above(const Limit& after, const Limit& before) {
  if (!before) return false;
  return !after || *after > *before;
}

std::string from_to(const Limit& before, const Limit& after) {
  const auto words = [](const Limit& limit) {
    return limit ? models::dollars(*limit) : std::string("no limit");
  };
  return " from " + words(before) + " to " + words(after);
}

}  // namespace

wire::ProjectLimits limits_of(const std::string& settings) {
  wire::ProjectLimits limits{.generation_micros = ports::kGenerationBudget};
  const auto said = wire::decode<wire::ProjectSettings>(settings);
  if (!said || !said->budget) return limits;
  if (said->budget->generation_micros) limits.generation_micros = said->budget->generation_micros;
  limits.project_micros = said->budget->project_micros;
  return limits;
}

std::optional<std::string> raised(const wire::ProjectLimits& before,
                                  const wire::ProjectLimits& after) {
  std::string what;
  if (above(after.generation_micros, before.generation_micros)) {
    what = "of each change" + from_to(before.generation_micros, after.generation_micros);
  }
  if (above(after.project_micros, before.project_micros)) {
    if (!what.empty()) what += ", and ";
    what += "of the project" + from_to(before.project_micros, after.project_micros);
  }
  if (what.empty()) return std::nullopt;
  return "Raise the budget " + what + ".";
}

Task<Done> set_budget(BudgetPorts ports, std::string user_id, ports::Budget budget) {
  const auto before = co_await or_return(ports.usage.budget(user_id));
  std::optional<ports::BudgetRaise> minutes;
  if (above(budget.month_micros, before.month_micros)) {
    minutes = ports::BudgetRaise{
        .id = ports.ids.make("brs"),
        .user_id = user_id,
        .risk = std::string(project::to_string(project::risk_of(project::Deed::raise_budget))),
        .asked_by = std::string(project::to_string(project::Asker::person)),
        .from_micros = before.month_micros,
        .to_micros = budget.month_micros,
        .created_at = ports.clock.now()};
  }
  co_return co_await or_return(
      ports.settings.set_budget(std::move(user_id), budget, std::move(minutes)));
}

}  // namespace sitewright::usecases
