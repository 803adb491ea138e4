// Secrets that are kept: sealed here, opened only by the host on the way out (ports/upstream.hpp).
// Errors: unavailable when the deployment has no vault.
#pragma once

#include <string>

#include "async/task.hpp"

namespace sitewright::ports {

struct SealedSecret {
  std::string text;
  std::string key_id;  ///< of the vault's key
};

struct Vault {
  /// It opens for the same owner only.
  virtual Task<SealedSecret> seal(std::string secret, std::string owner) = 0;

 protected:
  ~Vault() = default;
};

}  // namespace sitewright::ports
