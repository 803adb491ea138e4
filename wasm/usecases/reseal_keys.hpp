// Ends the rotation of VAULT_KEYS: what an older key sealed is sealed anew by the newest, so that
// the older one can be taken away. Runs by cron; with one key it asks nobody.
// Idempotent: a key that its user sets or forgets meanwhile stays as the user wants it.
#pragma once

#include "ports/effects.hpp"
#include "ports/model_settings.hpp"
#include "ports/vault.hpp"

namespace sitewright::usecases {

struct ResealKeysPorts {
  ports::ModelSettings& settings;
  ports::Vault& vault;
  ports::Log& log;
};

/// At most 20 keys of a run. One that does not open is logged and stays.
/// Errors: unavailable when VAULT_KEYS cannot be read or the database refused.
Task<Done> reseal_keys(ResealKeysPorts ports);

}  // namespace sitewright::usecases
