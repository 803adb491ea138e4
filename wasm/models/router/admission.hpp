// Whether a provider may be asked, by its circuit breaker (breaker.hpp), whose state is in the
// books: a probe is claimed there, so that there is one for all isolates.
// Errors: unavailable when the books are closed.
#pragma once

#include <string>

#include "models/router/answering.hpp"

namespace sitewright::models {

/// The breaker of a provider; closed where there is no row.
[[nodiscard]] ports::ProviderHealth health_of(const ports::Standing& standing,
                                              const std::string& provider);

/// Claims the probe when it is time for one.
Task<bool> admitted(RouterPorts ports, Answering* answering, std::string provider);

/// Nobody is asked after all: a probe that was claimed is given back.
Task<Done> call_off_probe(RouterPorts ports, const Answering* answering, std::string provider);

}  // namespace sitewright::models
