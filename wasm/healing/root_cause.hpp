// Which problems of a build are its causes and which only follow from them, or are the same one in
// the words of another tool: what people are told, once each.
// Errors: none. Time: quadratic in the problems, of which a build has a hundred at most.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "healing/problem.hpp"

namespace sitewright::healing {

/// Positions of the causes, ascending. At least one for any problems. Of a file that cannot be
/// parsed the first place is the cause; a missing package, name or member is one cause however
/// often it is missed.
[[nodiscard]] std::vector<std::size_t> root_causes(std::span<const Problem> problems);

}  // namespace sitewright::healing
