#include "usecases/reseal_keys.hpp"

#include <string>
#include <utility>
#include <vector>

#include "models/router/router.hpp"

namespace sitewright::usecases {

namespace {

/// The writes of a run: D1's free plan allows an invocation 50 queries, which other chores share.
constexpr std::int64_t kBatch = 20;
/// Read past keys that do not open, so that these do not keep the others waiting.
constexpr int kMostReads = 5;

Task<std::vector<ports::ResealedKey>> resealed(ResealKeysPorts ports,
                                               const std::vector<ports::ProviderKey>* keys) {
  std::vector<ports::ResealedKey> anew;
  for (const auto& key : *keys) {
    auto sealed =
        co_await ports.vault.reseal(key.sealed, models::key_owner(key.user_id, key.provider));
    if (sealed) {
      anew.push_back({key, std::move(*sealed)});
      continue;
    }
    ports.log.write(ports::Log::Level::warning, "provider_key_does_not_open",
                    {{"userId", key.user_id}, {"provider", key.provider}, {"keyId", key.key_id}});
  }
  co_return anew;
}

}  // namespace

Task<Done> reseal_keys(ResealKeysPorts ports) {
  auto older = co_await or_return(ports.vault.key_ids());
  if (older.size() < 2) co_return Done{};
  older.erase(older.begin());
  ports::ProviderKey last;
  for (int read = 0; read < kMostReads; ++read) {
    const auto keys = co_await or_return(ports.settings.keys_sealed_by(older, last, kBatch));
    auto anew = co_await or_return(resealed(ports, &keys));
    const auto count = anew.size();
    if (count > 0) {
      co_await or_return(ports.settings.reseal(std::move(anew)));
      ports.log.write(ports::Log::Level::info, "provider_keys_resealed",
                      {{"keys", std::to_string(count)}});
    }
    if (count > 0 || std::ssize(keys) < kBatch) co_return Done{};
    last = keys.back();
  }
  co_return Done{};
}

}  // namespace sitewright::usecases
