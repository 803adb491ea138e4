// A provider as one deployment has it: the row "*" of a compatible server becomes the models that
// its setting names. Short: "name,name@context tokens". Long: JSON by
// schemas/model/compatible_models.json, with limits, prices, grade, what each takes, embeddings.
// The list of headers that go along stays only where the deployment has it.
// Errors: invalid_input; the detail names the setting and the place in it.
#pragma once

#include <string_view>

#include "ports/effects.hpp"
#include "result/result.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

/// The name of the row that stands for any model.
inline constexpr std::string_view kAnyModel = "*";

/// A row that no setting completes comes back as it is.
[[nodiscard]] Result<wire::CatalogueProvider> as_deployed(const wire::CatalogueProvider& row,
                                                          ports::Config& config);

}  // namespace sitewright::models
