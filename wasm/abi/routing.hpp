// What the deployment says about models, read once for an isolate: it does not change in one.
#pragma once

#include "models/router/settings.hpp"

namespace sitewright::abi {

inline const models::Routing& routing(ports::Config& config) {
  static const models::Routing routing = models::routing_of(config);
  return routing;
}

}  // namespace sitewright::abi
