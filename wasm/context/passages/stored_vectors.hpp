// Vectors of passages as an object in a store, a byte for each number.
// Form:   "SWVEC01\n", rows, dimensions (32 bits, little endian), a scale for each row (float),
//         rows. Tails are computed when they are read.
// Errors: invalid_input when the bytes are not such an object of that many rows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "context/passages/nearest.hpp"
#include "result/result.hpp"

namespace sitewright::context {

[[nodiscard]] std::string pack_vectors(const ByteVectors& vectors);
[[nodiscard]] Result<ByteVectors> read_vectors(std::string_view bytes, std::size_t rows);

}  // namespace sitewright::context
