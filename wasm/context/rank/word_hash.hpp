// A quick 64-bit hash of a word's bytes, for tables that live as long as one call. Two words with
// one hash count as one word there: at a million words that happens once in 40 million runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sitewright::context {

/// Never 0, so that 0 can mean a free slot.
[[nodiscard]] inline std::uint64_t word_hash(std::string_view word) {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
  const char* at = word.data();
  const auto size = word.size();
  const auto eight = [](const char* from) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, 8);
    return bytes;
  };
  const auto four = [](const char* from) {
    std::uint32_t bytes = 0;
    std::memcpy(&bytes, from, 4);
    return std::uint64_t{bytes};
  };
  const auto one = [](char byte) { return std::uint64_t{static_cast<unsigned char>(byte)}; };
  std::uint64_t hash = size * factor;
  std::uint64_t tail = 0;
  if (size >= 8) {
    for (std::size_t done = 0; done + 8 < size; done += 8) {
      hash = (hash ^ eight(at + done)) * factor;
      hash ^= hash >> 32U;
    }
    tail = eight(at + size - 8);
  } else if (size >= 4) {
    tail = four(at) << 32U | four(at + size - 4);
  } else if (size > 0) {
    tail = one(at[0]) << 16U | one(at[size / 2]) << 8U | one(at[size - 1]);
  }
  hash = (hash ^ tail) * 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  hash *= factor;
  return (hash ^ hash >> 29U) | 1U;
}

}  // namespace sitewright::context
