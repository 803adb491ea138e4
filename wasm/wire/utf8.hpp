// Well-formed UTF-8, by table 3-7 of the Unicode standard: no overlong forms, no surrogates,
// nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace sitewright::wire {

/// Bytes of the sequence at `position`, 0 if it is not well formed.
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t position);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace sitewright::wire
