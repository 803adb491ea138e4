// The line diff when little has changed: Myers' greedy search on the lines themselves. It looks at
// each equal line once and needs no table of lines, which is what most edits of a file want.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "context/diff/lines.hpp"

namespace sitewright::context {

/// A shortest edit script, or nothing when it has more than `most_edits` inserted and deleted
/// lines.
[[nodiscard]] std::optional<std::vector<LineChange>> small_edit(
    std::span<const std::string_view> before, std::span<const std::string_view> after,
    int most_edits);

}  // namespace sitewright::context
