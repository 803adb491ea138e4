// Untrusted process output made fit for a frame: no terminal escapes, no control characters, valid
// UTF-8, bounded length.
// Units:  bytes; a cut never splits a code point.
// Errors: none; what is not text becomes U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sitewright::healing {

/// Drops ANSI escapes and other control characters (a tab becomes a space), repairs UTF-8.
[[nodiscard]] std::string clean_line(std::string_view raw);

/// At most `limit` bytes, ending with "…" when something was cut.
[[nodiscard]] std::string clipped(std::string text, std::size_t limit);

/// Without the blanks around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace sitewright::healing
