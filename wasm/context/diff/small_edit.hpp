// The line diff when little has changed: Myers' greedy search on the texts themselves. Equal
// stretches are compared and their lines counted sixteen bytes at a time, and there is no table of
// lines, which is what most edits of a file want.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "context/diff/slide.hpp"

namespace sitewright::context {

/// A shortest edit script, or nothing when it has more than `most_edits` inserted and deleted
/// lines.
[[nodiscard]] std::optional<std::vector<PlacedChange>> small_edit(std::string_view before,
                                                                  std::string_view after,
                                                                  int most_edits);

}  // namespace sitewright::context
