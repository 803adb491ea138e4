// Cuts text into the pieces that an encoding's pattern matches; tokens never cross their borders.
// Errors: none. Ill-formed UTF-8 is cut as the U+FFFD that stands for it, and said.
// Source: the patterns spelled out in pack_ranks.mjs, which refuses to pack for any other.
#pragma once

#include <cstddef>
#include <string_view>

#include "context/tokens/char_classes.hpp"
#include "context/tokens/tokens.hpp"

namespace sitewright::context {

struct PieceEnd {
  std::size_t at = 0;          ///< behind the last byte of the piece
  bool is_well_formed = true;  ///< of what was looked at to find the end
};

/// The end of the piece that begins at `begin`, which is below text.size(). Takes time linear in
/// the piece and what follows it of one class.
[[nodiscard]] PieceEnd piece_end(const TokenTable& table, std::string_view text, std::size_t begin);

}  // namespace sitewright::context
