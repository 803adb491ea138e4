// Which known name a mistyped one means.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace sitewright::healing {

/// Insertions, deletions, replacements and swaps of neighbours; gives up above `limit`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The one candidate that is nearest and near enough: the same but for letter case and marks, or
/// one edit for three letters, at most three. Empty when none is, or two are as near.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       std::span<const std::string> candidates);

}  // namespace sitewright::healing
