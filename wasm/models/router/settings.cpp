#include "models/router/settings.hpp"

#include <utility>

#include "models/catalogue/catalogue.hpp"

namespace sitewright::models {

Routing routing_of(ports::Config& config) {
  auto offered = offers(config);
  Routing routing{.offers = std::move(offered.offers),
                  .price_version = catalogue().version,
                  .fault = std::move(offered.fault)};
  for (const auto& provider : catalogue().providers) {
    if (!base_url_of(provider, config)) continue;
    routing.providers.push_back(
        {.name = provider.name,
         .title = provider.title,
         .secret = config.get(provider.key_secret) ? provider.key_secret : std::string(),
         .takes_key = provider.format != wire::WireFormatName::workers_ai});
    if (is_open(provider, config)) routing.open.push_back(provider.name);
  }
  auto choice = read_choice(config.get("SITEWRIGHT_MODEL").value_or(""), routing.offers);
  auto routes = read_routes(config.get("MODEL_ROUTES").value_or(""), routing.offers);
  // What names models that cannot be read makes unknown what names them.
  if (!choice && routing.fault.empty()) routing.fault = choice.error().detail;
  if (!routes && routing.fault.empty()) routing.fault = routes.error().detail;
  if (choice) routing.choice = std::move(*choice);
  if (routes) routing.routes = std::move(*routes);
  return routing;
}

}  // namespace sitewright::models
