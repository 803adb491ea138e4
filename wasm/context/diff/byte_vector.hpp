// Sixteen bytes at once, in wasm, on x86-64 and, more slowly, anywhere.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace sitewright::context {

using ByteVector = std::uint8_t __attribute__((vector_size(16)));

[[nodiscard]] inline ByteVector byte_vector_at(const char* bytes) {
  ByteVector vector;
  std::memcpy(&vector, bytes, sizeof(vector));
  return vector;
}

/// Bit i: the top bit of byte i.
[[nodiscard]] inline std::uint32_t top_bits(ByteVector bytes) {
#if defined(__wasm_simd128__)
  return wasm_i8x16_bitmask(reinterpret_cast<v128_t>(bytes));
#elif defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_epi8(reinterpret_cast<__m128i>(bytes)));
#else
  std::uint32_t bits = 0;
  for (int i = 0; i < 16; ++i) bits |= std::uint32_t{bytes[i] >> 7U} << i;
  return bits;
#endif
}

/// Bit i: whether the comparison held for byte i.
template <class Comparison>
[[nodiscard]] std::uint32_t bits_of(Comparison comparison) {
  return top_bits(reinterpret_cast<ByteVector>(comparison));
}

/// Whether the comparison held for every byte.
template <class Comparison>
[[nodiscard]] bool all_of(Comparison comparison) {
#if defined(__wasm_simd128__)
  return wasm_i8x16_all_true(reinterpret_cast<v128_t>(comparison));
#else
  return bits_of(comparison) == 0xFFFF;
#endif
}

}  // namespace sitewright::context
