// Classes of bytes in source text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sitewright::context {

/// Bytes of a JavaScript identifier; every byte of a character beyond ASCII counts as one.
inline constexpr std::array<bool, 256> word_bytes = [] {
  std::array<bool, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = true;
  for (int c = 0x80; c <= 0xff; ++c) table[static_cast<std::size_t>(c)] = true;
  table['_'] = table['$'] = true;
  return table;
}();

[[nodiscard]] constexpr bool is_word_byte(char c) {
  return word_bytes[static_cast<unsigned char>(c)];
}
[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Length of the white space at `at` that is written in several bytes (U+00A0, U+FEFF, U+2028,
/// U+2029, U+3000), or 0.
[[nodiscard]] constexpr std::size_t wide_space(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\xc2\xa0")) return 2;
  if (rest.starts_with("\xef\xbb\xbf") || rest.starts_with("\xe2\x80\xa8") ||
      rest.starts_with("\xe2\x80\xa9") || rest.starts_with("\xe3\x80\x80")) {
    return 3;
  }
  return 0;
}

/// Bytes of the mark that a UTF-8 text may begin with: 3 or 0. The text begins behind it.
[[nodiscard]] constexpr std::uint32_t byte_order_mark(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

}  // namespace sitewright::context
