// Packages of a site beyond its starter: which ones a plan may have, and what a step does to them.
// A package stands in package.json and package-lock.json alike, with one exact version. What it
// depends on itself comes into the lock file with the repair of the build that misses it.
// Errors: none; a package.json that cannot be read has no packages.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/records.hpp"
#include "project/text_tree.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::usecases {

/// "name@version", one a line.
[[nodiscard]] std::string package_lines(std::span<const wire::WantedDependency> packages);

/// What the plan wants and no decision of the project allows yet; another version is another wish.
[[nodiscard]] std::vector<wire::WantedDependency> undecided_packages(
    std::span<const wire::WantedDependency> wanted,
    std::span<const ports::DecisionRecord> decisions);

/// What a repair may add without asking: the starter's own packages and those that approved
/// decisions allow, each with the exact version that was allowed last.
[[nodiscard]] std::map<std::string, std::string, std::less<>> packages_for_repairs(
    const project::TextTree& starter, std::span<const ports::DecisionRecord> decisions);

/// The same as "name@version", with every version that was allowed: what a model's change may add.
[[nodiscard]] std::vector<std::string> allowed_packages(
    const project::TextTree& starter, std::span<const ports::DecisionRecord> decisions);

/// The tree with the packages of a plan that are allowed, in the versions that are.
[[nodiscard]] project::TextTree with_packages(project::TextTree tree,
                                              std::span<const wire::WantedDependency> packages);

/// package.json and package-lock.json as they were.
void put_back_packages(const project::TextTree& before, project::TextTree& after);

}  // namespace sitewright::usecases
