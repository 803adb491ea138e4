// Texts and code that run into each other: quotes within a text, and code among elements that lost
// the brace in front of it.
// Errors: none; an empty answer where it cannot be told.
#pragma once

#include <vector>

#include "healing/fixers/repair.hpp"

namespace sitewright::healing {

/// `"Write "to" us"`: the inner quotes become part of the text.
[[nodiscard]] std::vector<Edit> inner_quotes(const Source& source);

/// `items.map((item) => (` among elements, told of at its `>`: the brace in front of it.
[[nodiscard]] std::vector<Edit> brace_of_list(const Source& source, std::uint32_t offset);

}  // namespace sitewright::healing
