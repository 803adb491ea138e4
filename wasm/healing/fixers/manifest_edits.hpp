// Edits of package.json and package-lock.json that keep both in step and everything else as it is.
#pragma once

#include <string_view>
#include <vector>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

/// Adds a dependency that the lock file holds already, or that the context allows. Empty when it
/// may not be added or is there.
[[nodiscard]] std::vector<Edit> with_package(Workbench& bench, std::string_view package);

}  // namespace sitewright::healing
