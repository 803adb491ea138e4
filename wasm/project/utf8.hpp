// UTF-8, checked. Well-formed as in Unicode 15, table 3-7: no overlong forms, no surrogates,
// nothing above U+10FFFF.
// Units: bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitewright::project {

/// Bytes of the well-formed character that `text` begins with, 0 when there is none.
[[nodiscard]] std::size_t utf8_character_size(std::string_view text);

/// Bytes at the front of `text` that are well-formed; text.size() when all of it is.
[[nodiscard]] std::size_t utf8_valid_prefix(std::string_view text);

[[nodiscard]] inline bool is_utf8(std::string_view text) {
  return utf8_valid_prefix(text) == text.size();
}

/// `text` as a JSON string with its quotes, appended to `out`. Only what RFC 8259 demands is
/// escaped; an ill-formed byte becomes U+FFFD, so the output is always valid JSON.
void append_json_string(std::string& out, std::string_view text);

}  // namespace sitewright::project
