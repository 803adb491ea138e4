// The hash of a token's bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sitewright::context {

/// Up to 15 bytes and their number in two words: equal keys are equal pieces.
struct ShortKey {
  std::uint64_t low = 0;   ///< bytes 0 to 7
  std::uint64_t high = 0;  ///< bytes 8 to 14, the length above them

  bool operator==(const ShortKey&) const = default;
};

inline constexpr std::size_t longest_short = 15;

/// The first `count` bytes of a word that was read from memory; `count` is at most 8.
[[nodiscard]] inline std::uint64_t first_bytes(std::uint64_t word, std::size_t count) {
  return count == 0 ? 0 : word & (~std::uint64_t{0} >> (64 - 8 * count));
}

/// Eight bytes as a little-endian word, which both of our targets are.
[[nodiscard]] inline std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  return word;
}

[[nodiscard]] inline std::uint64_t part_of_word(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < count; ++i) {
    word |= std::uint64_t{static_cast<std::uint8_t>(bytes[i])} << (8 * i);
  }
  return word;
}

/// `piece` is of at most longest_short bytes.
[[nodiscard]] inline ShortKey short_key(std::string_view piece) {
  const std::uint64_t length = std::uint64_t{piece.size()} << 56;
  if (piece.size() < 8) return {part_of_word(piece.data(), piece.size()), length};
  return {word_at(piece.data()), part_of_word(piece.data() + 8, piece.size() - 8) | length};
}

[[nodiscard]] inline std::uint64_t hash_of(ShortKey key) {
  std::uint64_t hash = key.low * 0x9E3779B97F4A7C15U + key.high;
  hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 32);
}

[[nodiscard]] inline std::uint64_t hash_of(std::string_view piece) {
  if (piece.size() <= longest_short) return hash_of(short_key(piece));
  std::uint64_t hash = piece.size();
  std::size_t at = 0;
  for (; at + 8 <= piece.size(); at += 8) {
    hash = (hash ^ word_at(piece.data() + at)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32;
  }
  hash ^= part_of_word(piece.data() + at, piece.size() - at);
  hash *= 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 32);
}

}  // namespace sitewright::context
