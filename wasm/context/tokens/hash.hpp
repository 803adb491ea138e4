// Keys and hashes of a token's bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sitewright::context {

/// Up to 15 bytes and their number in two words: equal keys are equal pieces. The top four bits of
/// `high` are free.
struct ShortKey {
  std::uint64_t low = 0;   ///< bytes 0 to 7
  std::uint64_t high = 0;  ///< bytes 8 to 14, the length above them

  bool operator==(const ShortKey&) const = default;
};

inline constexpr std::size_t longest_short = 15;

/// How many bytes padded_key reads, whatever the size.
inline constexpr std::size_t key_bytes = 16;

/// Eight bytes as a little-endian word, which all of our targets are.
[[nodiscard]] inline std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  return word;
}

struct ShortMask {
  std::uint64_t low;
  std::uint64_t high;
  std::uint64_t length;
};

inline constexpr auto short_masks = [] {
  std::array<ShortMask, longest_short + 1> masks{};
  for (std::size_t size = 0; size < masks.size(); ++size) {
    const std::size_t above = size > 8 ? size - 8 : 0;
    const std::uint64_t low = size >= 8 ? 0 : ~std::uint64_t{0} << (8 * size);
    masks[size] = {~low, (std::uint64_t{1} << (8 * above)) - 1, std::uint64_t{size} << 56};
  }
  return masks;
}();

/// The key of bytes[0, size); `size` is at most longest_short, and key_bytes can be read.
[[nodiscard]] inline ShortKey padded_key(const char* bytes, std::size_t size) {
  const ShortMask& mask = short_masks[size];
  return {word_at(bytes) & mask.low, (word_at(bytes + 8) & mask.high) | mask.length};
}

[[nodiscard]] inline std::uint64_t hash_of(ShortKey key) {
  const std::uint64_t hash = (key.low * 0x9E3779B97F4A7C15U + key.high) * 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 32);
}

/// Of a piece longer than longest_short.
[[nodiscard]] inline std::uint64_t long_hash(std::string_view piece) {
  std::uint64_t hash = piece.size();
  for (std::size_t at = 0; at + 8 < piece.size(); at += 8) {
    hash = (hash ^ word_at(piece.data() + at)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32;
  }
  hash = (hash ^ word_at(piece.data() + piece.size() - 8)) * 0xD6E8FEB86659FD93U;
  return hash ^ (hash >> 32);
}

/// Of any piece; key_bytes can be read from its begin.
[[nodiscard]] inline std::uint64_t padded_hash(std::string_view piece) {
  if (piece.size() > longest_short) return long_hash(piece);
  return hash_of(padded_key(piece.data(), piece.size()));
}

}  // namespace sitewright::context
