// Bytes as text: base64 of RFC 4648, section 4, padded, without line ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sitewright::wire {

/// Whether it is the one text that some bytes are written as: no other letters, no missing padding,
/// no bits left over.
[[nodiscard]] bool is_base64(std::string_view text);

/// The bytes; nullopt when it is no base64.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace sitewright::wire
