// Sixteen bytes at a time, the same in wasm and natively.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sitewright::context {

using Bytes16 = unsigned char __attribute__((vector_size(16)));

[[nodiscard]] inline Bytes16 load16(const char* from) {
  Bytes16 bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

/// Bytes that are `c` as 0xff, others as 0.
[[nodiscard]] inline Bytes16 equal16(Bytes16 bytes, char c) {
  return reinterpret_cast<Bytes16>(bytes == static_cast<unsigned char>(c));
}

[[nodiscard]] inline Bytes16 equal16(Bytes16 bytes, Bytes16 others) {
  return reinterpret_cast<Bytes16>(bytes == others);
}

using Table16 = std::array<char, 16>;

/// Loads a table so that no compiler knows what is in it. An engine of wasm makes a vector that it
/// knows anew wherever it is used, at the cost of three comparisons; others stay in registers.
[[nodiscard]] inline Bytes16 held16(const Table16& table) {
  const char* from = table.data();
  asm("" : "+r"(from));
  return load16(from);
}

template <char c>
inline constexpr Table16 sixteen = [] {
  Table16 table{};
  table.fill(c);
  return table;
}();

/// For among16: a few bytes, no two of them with the same low four bits.
[[nodiscard]] consteval Table16 set_of(std::string_view bytes) {
  Table16 table{1};  // no byte with these low bits is 1, none with others 0
  for (const char c : bytes) table[static_cast<std::size_t>(c & 15)] = c;
  return table;
}

/// Bytes that are in the set as 0xff, others as 0. `low_bits` is sixteen<15>.
[[nodiscard]] inline Bytes16 among16(Bytes16 bytes, Bytes16 set, Bytes16 low_bits) {
#if defined(__wasm_simd128__)
  const v128_t found =
      wasm_i8x16_swizzle(reinterpret_cast<v128_t>(set), reinterpret_cast<v128_t>(bytes & low_bits));
  return equal16(reinterpret_cast<Bytes16>(found), bytes);
#else
  Bytes16 found{};
  for (int at = 0; at < 16; ++at) found[at] = set[bytes[at] & low_bits[at]];
  return equal16(found, bytes);
#endif
}

/// The top bit of each byte; bit 0 is the first byte.
[[nodiscard]] inline std::uint32_t bits16(Bytes16 bytes) {
#if defined(__wasm_simd128__)
  return wasm_i8x16_bitmask(reinterpret_cast<v128_t>(bytes));
#elif defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(bytes)));
#else
  std::uint32_t bits = 0;
  for (int at = 0; at < 16; ++at) bits |= static_cast<std::uint32_t>(bytes[at] >> 7) << at;
  return bits;
#endif
}

[[nodiscard]] inline std::uint32_t count_byte(std::string_view text, char c) {
  std::uint32_t count = 0;
  std::size_t at = 0;
  for (; at + 16 <= text.size(); at += 16) {
    count += static_cast<std::uint32_t>(
        __builtin_popcount(bits16(equal16(load16(text.data() + at), c))));
  }
  for (; at < text.size(); ++at) count += text[at] == c ? 1 : 0;
  return count;
}

/// Where `c` stands from `at` on, or the size of the text. wasi-libc's memchr goes byte by byte.
[[nodiscard]] inline std::size_t find_byte(std::string_view text, char c, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    const std::uint32_t bits = bits16(equal16(load16(text.data() + at), c));
    if (bits != 0) return at + static_cast<std::size_t>(__builtin_ctz(bits));
  }
  while (at < text.size() && text[at] != c) ++at;
  return at;
}

}  // namespace sitewright::context
