#include "context/passages/nearest.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

namespace sitewright::context {

namespace {

using Float4 = float __attribute__((vector_size(16)));
constexpr std::size_t block = 16;  // four independent sums of four lanes

Float4 load(const float* from) {
  Float4 lanes;
  std::memcpy(&lanes, from, sizeof lanes);
  return lanes;
}

float dot(const float* row, const float* query, std::size_t length) {
  Float4 sums[4] = {};
  std::size_t i = 0;
  for (; i + block <= length; i += block) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      sums[lane] += load(row + i + lane * 4) * load(query + i + lane * 4);
    }
  }
  const Float4 sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  float total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  for (; i < length; ++i) total += row[i] * query[i];
  return total;
}

/// Products of bytes are at most 127 x 127, so 2^17 of them fit; longer vectors are refused.
constexpr std::size_t longest_bytes = std::size_t{1} << 17U;

std::int32_t dot(const std::int8_t* row, const std::int16_t* query, std::size_t length) {
  std::int32_t total = 0;
  std::size_t i = 0;
#ifdef __wasm_simd128__
  v128_t sums = wasm_i32x4_splat(0);
  for (; i + 16 <= length; i += 16) {
    const v128_t bytes = wasm_v128_load(row + i);
    sums = wasm_i32x4_add(
        sums, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_low_i8x16(bytes), wasm_v128_load(query + i)));
    sums = wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(wasm_i16x8_extend_high_i8x16(bytes),
                                                     wasm_v128_load(query + i + 8)));
  }
  total = wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1) +
          wasm_i32x4_extract_lane(sums, 2) + wasm_i32x4_extract_lane(sums, 3);
#endif
  for (; i < length; ++i) total += std::int32_t{row[i]} * std::int32_t{query[i]};
  return total;
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

  std::vector<Near> take() {
    std::ranges::sort_heap(near_, better);
    return std::move(near_);
  }

 private:
  std::size_t k_;
  std::vector<Near> near_;
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
  for (std::size_t row = 0; row < rows; ++row) {
    best.show({static_cast<std::uint32_t>(row),
               dot(matrix.data() + row * dimensions, query.data(), dimensions)});
  }
  return best.take();
}

ByteVectors to_bytes(std::span<const float> matrix, std::size_t dimensions) {
  if (dimensions == 0 || dimensions > longest_bytes || matrix.size() % dimensions != 0) return {};
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
  return vectors;
}

std::vector<Near> nearest(const ByteVectors& vectors, std::span<const float> query, std::size_t k) {
  if (vectors.dimensions == 0 || query.size() != vectors.dimensions) return {};
  const ByteVectors small = to_bytes(query, query.size());
  const std::vector<std::int16_t> wide(small.rows.begin(), small.rows.end());
  const std::size_t rows = vectors.scales.size();
  Best best(std::min(k, rows));
  for (std::size_t row = 0; row < rows; ++row) {
    const auto product =
        dot(vectors.rows.data() + row * vectors.dimensions, wide.data(), vectors.dimensions);
    best.show({static_cast<std::uint32_t>(row),
               static_cast<float>(product) * vectors.scales[row] * small.scales.front()});
  }
  return best.take();
}

}  // namespace sitewright::context
