// What a visitor reads, as it stands in scripts: text between tags, and texts in quotes that are
// more than a word. The net under all fixers: none may take it away.
// Errors: none. Time: linear in the edited files.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "healing/fixers/repair.hpp"

namespace sitewright::healing {

struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// By their places. Of a file that is no script there are none.
[[nodiscard]] std::vector<TextSpan> visible_text(const Source& source);

/// Whether words that a visitor reads would be gone from an edited file: neither put back by one of
/// the edits nor written there a second time.
[[nodiscard]] bool loses_text(Workbench& bench, const Repair& repair);

/// Whether a visitor would read marks of code: a comment that became text between tags.
[[nodiscard]] bool shows_code(Workbench& bench, const Repair& repair);

/// Whether the script or a text in it ends in the middle, or says in a comment that the rest stays
/// as it was: what is missing cannot be told, so nothing may close it.
[[nodiscard]] bool is_cut(const Source& source);

}  // namespace sitewright::healing
