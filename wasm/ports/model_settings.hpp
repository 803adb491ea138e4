// What users set about language models: their budget and keys of their own. Each is one row that is
// set as a whole, so to do it twice is to do it once.
// Errors: unavailable when the database refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/ledger.hpp"
#include "ports/vault.hpp"

namespace sitewright::ports {

/// A provider key that is sealed anew.
struct ResealedKey {
  ProviderKey key;  ///< as it was read
  SealedSecret anew;
};

struct ModelSettings {
  /// With the minutes of it, where it raises the budget: both or neither.
  virtual Task<Done> set_budget(std::string user_id, Budget budget,
                                std::optional<BudgetRaise> minutes) = 0;
  virtual Task<Done> set_key(ProviderKey key) = 0;
  /// Whether there was one.
  virtual Task<bool> delete_key(std::string user_id, std::string provider) = 0;
  /// At most `limit` keys of all users that one of these sealed, by user and provider, `after` one.
  virtual Task<std::vector<ProviderKey>> keys_sealed_by(std::vector<std::string> key_ids,
                                                        ProviderKey after, std::int64_t limit) = 0;
  /// Those that were set or deleted since they were read stay as they are.
  virtual Task<Done> reseal(std::vector<ResealedKey> keys) = 0;

 protected:
  ~ModelSettings() = default;
};

}  // namespace sitewright::ports
