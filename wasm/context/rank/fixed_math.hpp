// Logarithms and powers that give the same bits native and in wasm: the C libraries differ in the
// last place, and one such bit can turn the order of two files. Plain IEEE arithmetic only.
#pragma once

#include <bit>
#include <cstdint>

// For all that is computed in a file that includes this: no fused multiply-add, which rounds once
// where wasm rounds twice.
#pragma clang fp contract(off)

namespace sitewright::context {

/// log2 of a positive finite number, within 2e-4. The rational fits log2(m) for m in [1, 2).
[[nodiscard]] inline double log2_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto exponent = static_cast<int>(bits >> 52U & 0x7FFU) - 1023;
  const auto mantissa = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFU) | 0x3FF0000000000000U);
  // atanh series: log2(m) = 2/ln2 * (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1).
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double square = s * s;
  double sum = square / 9.0;
  sum = square * (1.0 / 7.0 + sum);
  sum = square * (1.0 / 5.0 + sum);
  sum = square * (1.0 / 3.0 + sum);
  const double series = s * (1.0 + sum);
  return static_cast<double>(exponent) + 2.8853900817779268 * series;
}

/// e to the power of `value`, which is at most 0; the same bits everywhere.
[[nodiscard]] inline double exp_of(double value) {
  if (value < -700.0) return 0.0;
  const double scaled = value * 1.4426950408889634;
  const auto whole = static_cast<int>(scaled) - 1;
  const double part = (scaled - static_cast<double>(whole)) * 0.6931471805599453;
  double sum = 1.0;
  for (int term = 12; term > 0; --term) sum = 1.0 + sum * part / static_cast<double>(term);
  const auto bits = static_cast<std::uint64_t>(1023 + whole) << 52U;
  return sum * std::bit_cast<double>(bits);
}

}  // namespace sitewright::context
