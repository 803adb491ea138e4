// A package that package.json no longer asks for, though its lock file was written with it and the
// project imports it: npm would write a lock file without it, and its version would be gone.
// Errors: none; where a file cannot be read, nothing is found.
#pragma once

#include <string>

#include "project/text_tree.hpp"

namespace sitewright::healing {

/// The first such package; empty where there is none.
[[nodiscard]] std::string lost_package(const project::TextTree& tree);

}  // namespace sitewright::healing
