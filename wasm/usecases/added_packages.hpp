// What a model's change of package.json and package-lock.json brings into a site, beyond what is
// allowed: another package, another version or alias of one that is there, and whatever else
// decides what is installed. Taking something away adds nothing.
// Errors: none; a changed file that is not read to its end counts as an addition, because what a
//         later repair of its text would make of it is not known.
// Source: npm docs, package.json and package-lock.json (lockfileVersion 3).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "project/text_tree.hpp"

namespace sitewright::usecases {

/// For people and models, each as the beginning of "… is not allowed.". `allowed`: "name@version".
[[nodiscard]] std::vector<std::string> added_packages(const project::TextTree& before,
                                                      const project::TextTree& after,
                                                      std::span<const std::string> allowed);

}  // namespace sitewright::usecases
