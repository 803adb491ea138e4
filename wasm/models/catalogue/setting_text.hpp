// The text of a setting, as people write it.
#pragma once

#include <string_view>

namespace sitewright::models {

/// Without those around it, line ends as well.
[[nodiscard]] inline std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

}  // namespace sitewright::models
