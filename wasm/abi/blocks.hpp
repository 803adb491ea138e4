// What memory.cpp gives a module under the names of the C library: blocks of bytes copied, moved,
// filled and compared, sixteen bytes at a time.
// Units: bytes. Life: blocks may begin anywhere; only what lies in them is read or written.
#pragma once

#include <cstddef>
#include <cstdint>

#include "context/scan/bytes16.hpp"

namespace sitewright::abi {

using context::Bytes16;

/// From so many bytes on, memory.copy and memory.fill, which call out of wasm in V8, take less
/// time.
inline constexpr std::size_t kLongBlock = 256;

template <class Word>
[[nodiscard]] Word word_at(const char* from) {
  Word word;
  __builtin_memcpy(&word, from, sizeof word);
  return word;
}

template <class Word>
void put_word(char* to, Word word) {
  __builtin_memcpy(to, &word, sizeof word);
}

/// Of one word to two, by two moves that may overlap; all is read before it writes.
template <class Word>
void move_two(char* to, const char* from, std::size_t size) {
  const auto first = word_at<Word>(from);
  const auto last = word_at<Word>(from + size - sizeof(Word));
  put_word(to, first);
  put_word(to + size - sizeof(Word), last);
}

/// At most 32 bytes.
inline void move_short(char* to, const char* from, std::size_t size) {
  if (size > 16) return move_two<Bytes16>(to, from, size);
  if (size >= 8) return move_two<std::uint64_t>(to, from, size);
  if (size >= 4) return move_two<std::uint32_t>(to, from, size);
  if (size >= 2) return move_two<std::uint16_t>(to, from, size);
  if (size == 1) *to = *from;
}

/// The blocks do not overlap.
inline void copy_block(char* to, const char* from, std::size_t size) {
  if (size <= 32) return move_short(to, from, size);
  if (size >= kLongBlock) {
    __builtin_memcpy(to, from, size);
    return;
  }
  for (std::size_t at = 0; at + 16 < size; at += 16) {
    put_word(to + at, word_at<Bytes16>(from + at));
  }
  put_word(to + size - 16, word_at<Bytes16>(from + size - 16));
}

/// The blocks may overlap.
inline void move_block(char* to, const char* from, std::size_t size) {
  if (size <= 32) return move_short(to, from, size);
  __builtin_memmove(to, from, size);
}

inline void fill_block(char* to, unsigned char value, std::size_t size) {
  if (size >= kLongBlock) {
    __builtin_memset(to, value, size);
    return;
  }
  const Bytes16 bytes = Bytes16{} + value;
  if (size >= 16) {
    for (std::size_t at = 0; at + 16 < size; at += 16) put_word(to + at, bytes);
    put_word(to + size - 16, bytes);
    return;
  }
  for (std::size_t at = 0; at < size; ++at) {
    to[at] = static_cast<char>(value);
    __asm__("");  // else the compiler sees a memset here and calls it
  }
}

/// Of one word to two.
template <class Word>
[[nodiscard]] bool same_two(const char* left, const char* right, std::size_t size) {
  const std::size_t last = size - sizeof(Word);
  return word_at<Word>(left) == word_at<Word>(right) &&
         word_at<Word>(left + last) == word_at<Word>(right + last);
}

/// Where two blocks of at least 16 bytes differ first; their size when they do not.
[[nodiscard]] inline std::size_t first_difference(const char* left, const char* right,
                                                  std::size_t size) {
  for (std::size_t at = 0;;) {
    const auto equal =
        reinterpret_cast<Bytes16>(context::load16(left + at) == context::load16(right + at));
    const std::uint32_t differ = context::bits16(equal) ^ 0xFFFFU;
    if (differ != 0) return at + static_cast<std::size_t>(__builtin_ctz(differ));
    if (at + 16 == size) return size;
    at = at + 32 <= size ? at + 16 : size - 16;  // the last sixteen may overlap those before
  }
}

/// Below, equal to or above 0 as the first byte that differs is smaller, none is, or it is larger.
[[nodiscard]] inline int compare_blocks(const char* left, const char* right, std::size_t size) {
  std::size_t at = 0;
  if (size >= 16) {
    at = first_difference(left, right, size);
  } else {
    if (size >= 8 && same_two<std::uint64_t>(left, right, size)) return 0;
    if (size >= 4 && size < 8 && same_two<std::uint32_t>(left, right, size)) return 0;
    while (at < size && left[at] == right[at]) ++at;
  }
  if (at == size) return 0;
  return static_cast<unsigned char>(left[at]) - static_cast<unsigned char>(right[at]);
}

}  // namespace sitewright::abi
