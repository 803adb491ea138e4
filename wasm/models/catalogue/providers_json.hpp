// providers.json as a constant; cmake/model_catalogue.cmake writes the source.
#pragma once

#include <string_view>

namespace sitewright::models {

extern const std::string_view kProvidersJson;

}  // namespace sitewright::models
