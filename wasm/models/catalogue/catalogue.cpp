#include "models/catalogue/catalogue.hpp"

#include <algorithm>
#include <utility>

#include "models/catalogue/compatible.hpp"
#include "models/catalogue/providers_json.hpp"
#include "models/catalogue/setting_text.hpp"

namespace sitewright::models {

namespace {

Price plain(const wire::CataloguePrices& prices) {
  return {.input = prices.input,
          .cached = prices.cached,
          .cache_write = prices.cache_write,
          .output = prices.output};
}

Grade grade_of(const wire::CatalogueModel& model) {
  switch (model.grade) {
    case wire::ModelGrade::usual:
      return Grade::usual;
    case wire::ModelGrade::strong:
      return Grade::strong;
    case wire::ModelGrade::light:
      return Grade::light;
  }
  std::unreachable();
}

Offer offer_of(const wire::CatalogueProvider& provider, const wire::CatalogueModel& model) {
  return {.provider = provider.name,
          .model = model.name,
          .grade = grade_of(model),
          .window_tokens = model.context_tokens,
          .output_tokens = model.max_output_tokens,
          .prices = prices_of(model),
          .images = std::ranges::find(model.takes, wire::ModelTakes::images) != model.takes.end()};
}

}  // namespace

const wire::Catalogue& catalogue() {
  static const wire::Catalogue rows = [] {
    auto decoded = wire::decode<wire::Catalogue>(kProvidersJson);
    return decoded ? std::move(*decoded) : wire::Catalogue{};
  }();
  return rows;
}

const wire::CatalogueProvider* find_provider(std::string_view name) {
  for (const auto& provider : catalogue().providers) {
    if (provider.name == name) return &provider;
  }
  return nullptr;
}

const wire::CatalogueModel* find_model(const wire::CatalogueProvider& provider,
                                       std::string_view model) {
  for (const auto& one : provider.models) {
    if (one.name == model || one.name == kAnyModel) return &one;
  }
  return nullptr;
}

Prices prices_of(const wire::CatalogueModel& model) {
  Prices prices{.usual = plain(model.prices)};
  if (model.long_context) {
    prices.long_above = model.long_context->above_input_tokens;
    prices.beyond = plain(model.long_context->prices);
  }
  return prices;
}

std::optional<std::string> base_url_of(const wire::CatalogueProvider& provider,
                                       ports::Config& config) {
  if (!provider.base_url_setting.empty()) {
    const auto set = config.get(provider.base_url_setting).value_or("");
    if (const auto url = without_blanks(set); !url.empty()) return std::string(url);
  }
  if (provider.base_url.empty()) return std::nullopt;
  return provider.base_url;
}

bool is_open(const wire::CatalogueProvider& provider, ports::Config& config) {
  if (!base_url_of(provider, config)) return false;
  return !provider.key_needed || config.get(provider.key_secret).has_value();
}

Offered offers(ports::Config& config) {
  Offered offered;
  for (const auto& row : catalogue().providers) {
    if (!base_url_of(row, config)) continue;
    const auto provider = as_deployed(row, config);
    if (!provider) {
      offered.fault = provider.error().detail;
      continue;
    }
    for (const auto& model : provider->models) {
      offered.offers.push_back(offer_of(*provider, model));
    }
  }
  return offered;
}

}  // namespace sitewright::models
