// Who can be asked: the rows of providers.json, compiled in. Edit that file to change addresses,
// models, prices or limits; its schema is schemas/model/catalogue.json.
// Units: prices in millionths of a US dollar for a million tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/router/choose.hpp"
#include "ports/effects.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

[[nodiscard]] const wire::Catalogue& catalogue();

/// nullptr: none of that name.
[[nodiscard]] const wire::CatalogueProvider* find_provider(std::string_view name);

/// A model "*" stands for every name. nullptr: the provider has none of that name.
[[nodiscard]] const wire::CatalogueModel* find_model(const wire::CatalogueProvider& provider,
                                                     std::string_view model);

[[nodiscard]] Prices prices_of(const wire::CatalogueModel& model);

/// Where a provider is asked in this deployment; nullopt: nowhere.
[[nodiscard]] std::optional<std::string> base_url_of(const wire::CatalogueProvider& provider,
                                                     ports::Config& config);

/// Whether the deployment has what its own calls need: an address, and a key or the binding.
[[nodiscard]] bool is_open(const wire::CatalogueProvider& provider, ports::Config& config);

struct Offered {
  std::vector<Offer> offers = {};
  std::string fault = {};  ///< of a setting that names models and cannot be read; empty: none
};

/// Every provider that the deployment has an address for, with its models in their order. Those of
/// a compatible server are named by a setting (compatible.hpp).
[[nodiscard]] Offered offers(ports::Config& config);

}  // namespace sitewright::models
