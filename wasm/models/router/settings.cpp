#include "models/router/settings.hpp"

#include <utility>

namespace sitewright::models {

Routing routing_of(ports::Config& config) {
  Routing routing;
  auto choice = read_choice(config.get("SITEWRIGHT_MODEL").value_or(""), routing.offers);
  auto routes = read_routes(config.get("MODEL_ROUTES").value_or(""), routing.offers);
  if (!choice) routing.fault = choice.error().detail;
  if (!routes) routing.fault = routes.error().detail;
  if (choice) routing.choice = std::move(*choice);
  if (routes) routing.routes = std::move(*routes);
  return routing;
}

}  // namespace sitewright::models
