// Finds piece borders 64 bytes at a time, where the text is plain ASCII without a contraction. What
// it is not sure of it leaves to pieces.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "context/tokens/tokens.hpp"

namespace sitewright::context {

inline constexpr std::size_t window_size = 64;

/// `bytes` is 64 bytes, the first `size` of them text that goes on or ends behind them, and a piece
/// begins at the first. Bit i of the answer: a piece begins at byte i. All pieces up to the highest
/// bit are there; bit 0 is always set. Where only bit 0 is, the piece has to be read in another
/// way.
[[nodiscard]] std::uint64_t piece_starts(Encoding encoding, const char* bytes, std::size_t size);

}  // namespace sitewright::context
