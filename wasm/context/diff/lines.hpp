// Which lines differ between two texts.
// Units:  lines, counted from 0; a line includes its newline, so "a" and "a\n" differ.
// Errors: none; any bytes.
// Source: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the linear-space
//         variant, after equal ends and lines without a partner are set aside. Where two texts
//         differ in more than search_limit places the search settles for a good split instead of
//         the best, so time stays linear in lines; the result is then correct but maybe not
//         minimal.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sitewright::context {

/// `before_count` lines from `before` on were replaced by `after_count` lines from `after` on.
struct LineChange {
  std::uint32_t before = 0;
  std::uint32_t before_count = 0;
  std::uint32_t after = 0;
  std::uint32_t after_count = 0;

  bool operator==(const LineChange&) const = default;
};

inline constexpr int search_limit = 256;  // as in git's xdiff

/// Ascending, with at least one equal line between two of them. An insertion or deletion that
/// could stand in several places stands where the lines at its edges are indented least.
[[nodiscard]] std::vector<LineChange> diff_lines(std::string_view before, std::string_view after);

}  // namespace sitewright::context
