#include "wire/base64.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace sitewright::wire {

namespace {

constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNone = 64;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    values[static_cast<unsigned char>(kLetters[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

std::uint8_t value_of(char letter) {
  return kValues[static_cast<unsigned char>(letter)];
}

/// Without its padding; what is left of a whole group of four tells how much there was.
std::string_view unpadded(std::string_view text) {
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  return text.substr(0, text.size() - padding);
}

}  // namespace

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  const auto letters = unpadded(text);
  if (!std::ranges::all_of(letters, [](char c) { return value_of(c) != kNone; })) return false;
  switch (letters.size() % 4) {
    case 2:
      return (value_of(letters.back()) & 0x0FU) == 0;
    case 3:
      return (value_of(letters.back()) & 0x03U) == 0;
    default:
      return true;
  }
}

std::optional<std::string> from_base64(std::string_view text) {
  if (!is_base64(text)) return std::nullopt;
  const auto letters = unpadded(text);
  std::string bytes;
  bytes.reserve(letters.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char letter : letters) {
    bits = (bits << 6U) | value_of(letter);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>((bits >> count) & 0xFFU);
  }
  return bytes;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(byte);
    count += 8;
    while (count >= 6) {
      count -= 6;
      text += kLetters[(bits >> count) & 0x3FU];
    }
  }
  if (count > 0) text += kLetters[(bits << (6 - count)) & 0x3FU];
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

}  // namespace sitewright::wire
