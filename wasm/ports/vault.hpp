// Secrets that are kept: sealed here, opened only by the host on the way out (ports/upstream.hpp).
// Errors: unavailable when the deployment has no vault.
#pragma once

#include <string>
#include <vector>

#include "async/task.hpp"

namespace sitewright::ports {

struct SealedSecret {
  std::string text;
  std::string key_id;  ///< of the vault's key
};

struct Vault {
  /// It opens for the same owner only.
  virtual Task<SealedSecret> seal(std::string secret, std::string owner) = 0;
  /// The ids of the vault's keys, newest first: that one seals. None without a vault.
  virtual Task<std::vector<std::string>> key_ids() = 0;
  /// The same secret, sealed by the newest key. Errors: unavailable when it does not open.
  virtual Task<SealedSecret> reseal(std::string sealed, std::string owner) = 0;

 protected:
  ~Vault() = default;
};

}  // namespace sitewright::ports
