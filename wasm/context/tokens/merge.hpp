// Byte pair encoding of one piece.
#pragma once

#include <cstddef>
#include <string_view>

#include "context/tokens/tokens.hpp"

namespace sitewright::context {

/// How many tokens are left after all merges, lowest rank first and leftmost first among equals.
/// `piece` is not empty, and key_bytes (hash.hpp) can be read from each of its bytes on. Time n log
/// n, memory 21 n bytes.
[[nodiscard]] std::size_t merged_count(TokenTable& table, std::string_view piece);

}  // namespace sitewright::context
