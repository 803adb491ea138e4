// Which language models there are, how their providers are, and who answers what.
#pragma once

#include <string>
#include <vector>

#include "models/router/router.hpp"
#include "ports/ledger.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// For the user whose standing it is.
[[nodiscard]] wire::ModelReport model_report(const models::Routing& routing,
                                             const ports::Standing& standing);

/// The deployment's keys and the user's own.
[[nodiscard]] wire::ProviderKeyList provider_keys(const models::Routing& routing,
                                                  const ports::Standing& standing);

[[nodiscard]] wire::ProviderKey key_view(const ports::ProviderKey& key);

/// Prometheus text: calls, tokens and cost by provider, model and outcome.
[[nodiscard]] std::string usage_metrics(const std::vector<ports::CallSum>& totals);

}  // namespace sitewright::usecases
