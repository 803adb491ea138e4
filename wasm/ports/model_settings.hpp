// What users set about language models: their budget and keys of their own. Each is one row that is
// set as a whole, so to do it twice is to do it once.
// Errors: unavailable when the database refused.
#pragma once

#include <optional>
#include <string>

#include "async/task.hpp"
#include "ports/ledger.hpp"

namespace sitewright::ports {

struct ModelSettings {
  /// With the minutes of it, where it raises the budget: both or neither.
  virtual Task<Done> set_budget(std::string user_id, Budget budget,
                                std::optional<BudgetRaise> minutes) = 0;
  virtual Task<Done> set_key(ProviderKey key) = 0;
  /// Whether there was one.
  virtual Task<bool> delete_key(std::string user_id, std::string provider) = 0;

 protected:
  ~ModelSettings() = default;
};

}  // namespace sitewright::ports
