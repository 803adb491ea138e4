#include "context/passages/nearest.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace sitewright::context {

namespace {

using Float4 = float __attribute__((vector_size(16)));
constexpr std::size_t sums_of_row = 4;  // of four lanes each, none of which waits for another

Float4 load(const float* from) {
  Float4 lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

float dot(const float* row, const float* query, std::size_t dimensions) {
  Float4 sums[sums_of_row] = {};
  std::size_t i = 0;
  for (; i + sums_of_row * 4 <= dimensions; i += sums_of_row * 4) {
    for (std::size_t part = 0; part < sums_of_row; ++part) {
      sums[part] += load(row + i + part * 4) * load(query + i + part * 4);
    }
  }
  const Float4 sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  float total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  for (; i < dimensions; ++i) total += row[i] * query[i];
  return total;
}

/// Where the second half of a row begins.
std::size_t half_of(std::size_t dimensions) {
  return dimensions / 2 & ~std::size_t{7};
}

float length_of(std::span<const std::int8_t> numbers) {
  double square = 0;
  for (const std::int8_t x : numbers) square += std::int32_t{x} * std::int32_t{x};
  return static_cast<float>(std::sqrt(square));
}

/// Of a part of `count` rows, one behind the other, with that of the query, which is read once for
/// all of them.
template <std::size_t count>
std::array<std::int32_t, count> dots(const std::int8_t* rows, std::size_t dimensions,
                                     const std::int16_t* query, std::size_t length) {
  std::array<std::int32_t, count> totals{};
  std::size_t i = 0;
#ifdef __wasm_simd128__
  std::array<v128_t, count> sums{};
#pragma clang loop unroll_count(4)
  for (; i + 8 <= length; i += 8) {
    const v128_t asked = wasm_v128_load(query + i);
    for (std::size_t row = 0; row < count; ++row) {
      const v128_t eight = wasm_i16x8_load8x8(rows + row * dimensions + i);
      sums[row] = wasm_i32x4_add(sums[row], wasm_i32x4_dot_i16x8(eight, asked));
    }
  }
  for (std::size_t row = 0; row < count; ++row) {
    const v128_t sum = sums[row];
    totals[row] = wasm_i32x4_extract_lane(sum, 0) + wasm_i32x4_extract_lane(sum, 1) +
                  wasm_i32x4_extract_lane(sum, 2) + wasm_i32x4_extract_lane(sum, 3);
  }
#endif
  for (std::size_t row = 0; row < count; ++row) {
    const std::int8_t* const numbers = rows + row * dimensions;
    for (std::size_t at = i; at < length; ++at) {
      totals[row] += std::int32_t{numbers[at]} * std::int32_t{query[at]};
    }
  }
  return totals;
}

bool better(const Near& a, const Near& b) {
  return a.score != b.score ? a.score > b.score : a.row < b.row;
}

/// Keeps the best k of what it is shown, in a heap whose top is the worst of them.
class Best {
 public:
  explicit Best(std::size_t k) : k_(k) { near_.reserve(k); }

  void show(Near near) {
    if (near_.size() < k_) {
      near_.push_back(near);
      std::ranges::push_heap(near_, better);
    } else if (k_ != 0 && better(near, near_.front())) {
      std::ranges::pop_heap(near_, better);
      near_.back() = near;
      std::ranges::push_heap(near_, better);
    }
  }

  /// Whether so good a score may be among them.
  [[nodiscard]] bool may_take(double score) const {
    return near_.size() < k_ || (k_ != 0 && score >= near_.front().score);
  }

  std::vector<Near> take() {
    std::ranges::sort_heap(near_, better);
    return std::move(near_);
  }

 private:
  std::size_t k_;
  std::vector<Near> near_;
};

/// One search among vectors of bytes.
class ByteSearch {
 public:
  ByteSearch(const ByteVectors& vectors, std::span<const float> query, std::size_t k)
      : vectors_(vectors),
        rows_(vectors.scales.size()),
        half_(vectors.tails.size() == rows_ ? half_of(vectors.dimensions) : 0),
        best_(std::min(k, rows_)) {
    const ByteVectors small = to_bytes(query, query.size());
    query_.assign(small.rows.begin(), small.rows.end());
    scale_ = small.scales.front();
    tail_ = small.tails.front();
  }

  std::vector<Near> run() {
    constexpr std::size_t together = 4;
    std::size_t row = 0;
    for (; row + together <= rows_; row += together) look_at<together>(row);
    for (; row < rows_; ++row) look_at<1>(row);
    return best_.take();
  }

 private:
  template <std::size_t count>
  void look_at(std::size_t first) {
    const auto dimensions = vectors_.dimensions;
    const auto* const rows = vectors_.rows.data() + first * dimensions;
    const auto halves = dots<count>(rows, dimensions, query_.data(), half_);
    bool near = half_ == 0;
    for (std::size_t at = 0; at < count && !near; ++at) near = may_be_near(first + at, halves[at]);
    if (!near) return;
    const auto rest =
        dots<count>(rows + half_, dimensions, query_.data() + half_, dimensions - half_);
    for (std::size_t at = 0; at < count; ++at) {
      const auto row = first + at;
      best_.show({static_cast<std::uint32_t>(row),
                  static_cast<float>(halves[at] + rest[at]) * vectors_.scales[row] * scale_});
    }
  }

  /// The second halves add no more than the product of their lengths (Cauchy and Schwarz); a little
  /// is added for the rounding of scores.
  [[nodiscard]] bool may_be_near(std::size_t row, std::int32_t half) const {
    const double most = half + vectors_.tails[row] * tail_ * 1.0001 + 1;
    return best_.may_take(most * vectors_.scales[row] * scale_ * (most > 0 ? 1.000001 : 0.999999));
  }

  const ByteVectors& vectors_;
  std::size_t rows_;
  std::size_t half_;  ///< 0: rows are read to their end
  Best best_;
  std::vector<std::int16_t> query_;
  float scale_ = 0;
  double tail_ = 0;
};

float largest(std::span<const float> row) {
  float most = 0;
  for (const float x : row) most = std::max(most, std::abs(x));
  return most;
}

}  // namespace

std::vector<Near> nearest(std::span<const float> matrix, std::size_t dimensions,
                          std::span<const float> query, std::size_t k) {
  if (dimensions == 0 || query.size() != dimensions || matrix.size() % dimensions != 0) return {};
  const std::size_t rows = matrix.size() / dimensions;
  Best best(std::min(k, rows));
  // All of memory, one row after the other: as several streams, or with parts left out, it takes
  // some processors twice the time.
  for (std::size_t row = 0; row < rows; ++row) {
    const float score = dot(matrix.data() + row * dimensions, query.data(), dimensions);
    best.show({static_cast<std::uint32_t>(row), score});
  }
  return best.take();
}

ByteVectors to_bytes(std::span<const float> matrix, std::size_t dimensions) {
  if (dimensions == 0 || dimensions > longest_vector || matrix.size() % dimensions != 0) return {};
  ByteVectors vectors{.dimensions = dimensions, .rows = {}, .scales = {}};
  vectors.rows.reserve(matrix.size());
  for (std::size_t begin = 0; begin < matrix.size(); begin += dimensions) {
    const auto row = matrix.subspan(begin, dimensions);
    const float scale = largest(row) / 127.0F;
    vectors.scales.push_back(scale);
    for (const float x : row) {
      const float scaled = scale > 0 ? x / scale : 0;
      vectors.rows.push_back(
          static_cast<std::int8_t>(std::lrint(std::clamp(scaled, -127.0F, 127.0F))));
    }
  }
  vectors.tails = tails_of(vectors);
  return vectors;
}

std::vector<float> tails_of(const ByteVectors& vectors) {
  const auto dimensions = vectors.dimensions;
  const std::span<const std::int8_t> rows(vectors.rows);
  std::vector<float> tails;
  tails.reserve(vectors.scales.size());
  for (std::size_t row = 0; row < vectors.scales.size(); ++row) {
    const auto bytes = rows.subspan(row * dimensions, dimensions);
    tails.push_back(length_of(bytes.subspan(half_of(dimensions))));
  }
  return tails;
}

std::vector<Near> nearest(const ByteVectors& vectors, std::span<const float> query, std::size_t k) {
  if (vectors.dimensions == 0 || query.size() != vectors.dimensions) return {};
  return ByteSearch(vectors, query, k).run();
}

}  // namespace sitewright::context
