// What the deployment says about models: SITEWRIGHT_MODEL, MODEL_ROUTES, keys and addresses.
#pragma once

#include "models/router/router.hpp"

namespace sitewright::models {

/// A setting that says nothing sensible becomes Routing::fault.
[[nodiscard]] Routing routing_of(ports::Config& config);

}  // namespace sitewright::models
