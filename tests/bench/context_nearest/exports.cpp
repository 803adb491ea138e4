// Nearest vectors as a wasm module of its own, for tests/bench/context_nearest.mjs: the host writes
// numbers where the exports say and reads rows where they say.
#include <cstdint>
#include <vector>

#include "context/passages/nearest.hpp"

namespace {

using namespace sitewright::context;

std::vector<float> matrix;
std::vector<float> query;
ByteVectors bytes;
std::vector<std::uint32_t> rows;

const std::uint32_t* rows_of(const std::vector<Near>& found) {
  rows.clear();
  for (const Near& near : found) rows.push_back(near.row);
  return rows.data();
}

}  // namespace

extern "C" {

[[clang::export_name("reserve_matrix")]] float* reserve_matrix(std::uint32_t count,
                                                               std::uint32_t dimensions) {
  matrix.resize(std::size_t{count} * dimensions);
  query.resize(dimensions);
  return matrix.data();
}

[[clang::export_name("query_address")]] float* query_address() {
  return query.data();
}

[[clang::export_name("quantize")]] void quantize() {
  bytes = to_bytes(matrix, query.size());
}

[[clang::export_name("nearest_floats")]] const std::uint32_t* nearest_floats(std::uint32_t k) {
  return rows_of(nearest(matrix, query.size(), query, k));
}

[[clang::export_name("nearest_bytes")]] const std::uint32_t* nearest_bytes(std::uint32_t k) {
  return rows_of(nearest(bytes, query, k));
}
}
