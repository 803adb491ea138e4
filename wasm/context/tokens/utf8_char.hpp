// One character off UTF-8 text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sitewright::context {

struct Utf8Char {
  char32_t character = 0xFFFD;  ///< U+FFFD for an ill-formed sequence
  std::uint8_t size = 1;        ///< bytes of the character, or those that one U+FFFD replaces
  bool is_well_formed = false;
};

/// `at` is below text.size(). An ill-formed sequence is as long as the Unicode standard's "maximal
/// subpart" (section 3.9), which is what TextDecoder replaces by one U+FFFD.
[[nodiscard]] inline Utf8Char utf8_char_at(std::string_view text, std::size_t at) {
  const auto byte_at = [&](std::size_t index) -> std::uint8_t {
    return index < text.size() ? static_cast<std::uint8_t>(text[index]) : 0;
  };
  const std::uint8_t first = byte_at(at);
  if (first < 0x80) return {first, 1, true};
  if (first < 0xC2 || first > 0xF4) return {};
  const std::uint8_t tail = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  const std::uint8_t lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const std::uint8_t highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  char32_t character = first & (0x3FU >> tail);
  for (std::uint8_t i = 1; i <= tail; ++i) {
    const std::uint8_t byte = byte_at(at + i);
    if (byte < (i == 1 ? lowest : 0x80) || byte > (i == 1 ? highest : 0xBF)) {
      return {0xFFFD, i, false};
    }
    character = character << 6 | (byte & 0x3FU);
  }
  return {character, static_cast<std::uint8_t>(tail + 1), true};
}

}  // namespace sitewright::context
