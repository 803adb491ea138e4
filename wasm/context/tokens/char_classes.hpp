// The classes of characters that the patterns of the encodings tell apart.
// Errors: load says no to runs that do not cover Unicode exactly once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sitewright::context {

/// The numbers are those of pack_ranks.mjs.
enum class CharClass : std::uint8_t {
  other,
  upper,    ///< \p{Lu}, \p{Lt}
  lower,    ///< \p{Ll}
  letter,   ///< \p{Lm}, \p{Lo}: both upper and lower to the patterns
  mark,     ///< \p{M}
  number,   ///< \p{N}
  space,    ///< \s but for the two below
  newline,  ///< CR and LF
};

class CharClasses {
 public:
  /// `runs`: one varint of length * 8 + class for each run of equal characters, from U+0000 on.
  [[nodiscard]] bool load(std::string_view runs);

  [[nodiscard]] CharClass of(char32_t character) const {
    return blocks_[block_of_[character / block_size] * std::size_t{block_size} +
                   character % block_size];
  }

 private:
  static constexpr char32_t character_count = 0x110000;
  static constexpr char32_t block_size = 128;

  std::array<std::uint16_t, character_count / block_size> block_of_{};
  std::vector<CharClass> blocks_;
};

}  // namespace sitewright::context
