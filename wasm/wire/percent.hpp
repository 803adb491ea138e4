// Percent-decoding of URL parts (RFC 3986). Nothing for an escape that is not % and two hex digits,
// and for a result that is not UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitewright::wire {

/// What "+" stands for: itself in a path, a space in a query (HTML forms write it so).
enum class Plus : std::uint8_t { plus, space };

[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, Plus plus);

}  // namespace sitewright::wire
