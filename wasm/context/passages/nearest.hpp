// The vectors nearest to a query by dot product, exactly: every vector is looked at.
// Units:     vectors are rows of `dimensions` numbers; scores are dot products, so for cosine give
//            vectors of length 1.
// Errors:    none; a matrix whose size is no multiple of `dimensions`, or a query of another
//            length, has no nearest vectors.
// Rows of bytes whose first half shows that they are too far away are not read to their end.
// The order of additions is fixed: native and wasm give the same bits. Equal scores are ordered by
// row. Memory bound: 10,000 x 768 take about 1 ms as float, 0.3 ms as bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sitewright::context {

struct Near {
  std::uint32_t row;
  float score;
};

/// The best `k`, best first.
[[nodiscard]] std::vector<Near> nearest(std::span<const float> matrix, std::size_t dimensions,
                                        std::span<const float> query, std::size_t k);

/// Vectors as bytes: a quarter of the memory, and of the time to read it. Each row has a scale of
/// its own, so that its largest number becomes 127.
struct ByteVectors {
  std::size_t dimensions = 0;
  std::vector<std::int8_t> rows;
  std::vector<float> scales;
  std::vector<float> tails = {};  ///< lengths of the second halves of rows; may be left out
};

/// Products of bytes are at most 127 x 127: sums of 32 bits hold as many.
inline constexpr std::size_t longest_vector = std::size_t{1} << 17U;

/// Without rows when `dimensions` are none, or more than longest_vector.
[[nodiscard]] ByteVectors to_bytes(std::span<const float> matrix, std::size_t dimensions);

/// ByteVectors::tails of these rows, for who has rows and scales from elsewhere.
[[nodiscard]] std::vector<float> tails_of(const ByteVectors& vectors);

[[nodiscard]] std::vector<Near> nearest(const ByteVectors& vectors, std::span<const float> query,
                                        std::size_t k);

}  // namespace sitewright::context
