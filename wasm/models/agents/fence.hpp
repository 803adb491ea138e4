// Material for a model between tags that it cannot close by itself: what people, files and other
// models wrote is data, and must not be able to look like what comes after it.
#pragma once

#include <string>
#include <string_view>

namespace sitewright::models {

/// `<tag name="…">`, the text, `</tag>`, each on lines of its own. When the text holds the closing
/// tag, in any case, the tag gets a number that makes it one that the text does not hold.
/// `attribute` and `value` may be empty.
[[nodiscard]] std::string fenced(std::string_view tag, std::string_view attribute,
                                 std::string_view value, std::string_view text);

/// Each line with its number in front, from 1.
[[nodiscard]] std::string numbered(std::string_view text);

}  // namespace sitewright::models
