// A user's own key for a provider: tried by one small call, sealed, kept. The call goes to the
// provider's cheapest model; when the answer may be about that model (withdrawn, not for this
// account), to the next one. The key itself is in no answer, error, log or row.
// Errors: not_found for a provider that is none; invalid_input when the provider does not take the
//         key, takes none, or refused all of its models; conflict when a budget does not allow the
//         call; unavailable when the provider or the vault cannot be reached. Nothing is kept then.
#pragma once

#include <string>

#include "models/router/router.hpp"
#include "ports/effects.hpp"
#include "ports/ledger.hpp"
#include "ports/model_settings.hpp"
#include "ports/vault.hpp"

namespace sitewright::usecases {

struct ProviderKeyPorts {
  ports::Ledger& ledger;
  ports::ModelSettings& settings;
  ports::Vault& vault;
  models::ProviderDoor& providers;
  const models::Routing& routing;
  ports::Clock& clock;
  ports::IdSource& ids;
};

Task<ports::ProviderKey> set_provider_key(ProviderKeyPorts ports, std::string user_id,
                                          std::string provider, std::string key);

}  // namespace sitewright::usecases
