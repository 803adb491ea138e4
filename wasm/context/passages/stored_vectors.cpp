#include "context/passages/stored_vectors.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>

namespace sitewright::context {

namespace {

constexpr std::string_view magic = "SWVEC01\n";
constexpr std::size_t head_size = magic.size() + 2 * sizeof(std::uint32_t);

void append(std::string& out, const void* from, std::size_t size) {
  out.append(static_cast<const char*>(from), size);
}

}  // namespace

std::string pack_vectors(const ByteVectors& vectors) {
  const std::uint32_t numbers[] = {static_cast<std::uint32_t>(vectors.scales.size()),
                                   static_cast<std::uint32_t>(vectors.dimensions)};
  std::string out(magic);
  append(out, numbers, sizeof numbers);
  append(out, vectors.scales.data(), vectors.scales.size() * sizeof(float));
  append(out, vectors.rows.data(), vectors.rows.size());
  return out;
}

Result<ByteVectors> read_vectors(std::string_view bytes, std::size_t rows) {
  const auto broken = [] { return fail(Code::invalid_input, "These are no stored vectors."); };
  if (bytes.size() < head_size || !bytes.starts_with(magic)) return broken();
  std::uint32_t numbers[2];
  std::memcpy(numbers, bytes.data() + magic.size(), sizeof numbers);
  const auto [count, dimensions] = numbers;
  bytes.remove_prefix(head_size);
  if (count != rows || dimensions == 0 || dimensions > longest_vector) return broken();
  if (bytes.size() != std::uint64_t{count} * (sizeof(float) + dimensions)) return broken();
  ByteVectors vectors{.dimensions = dimensions, .rows = {}, .scales = {}};
  if (rows == 0) return vectors;
  vectors.scales.resize(rows);
  vectors.rows.resize(rows * dimensions);
  std::memcpy(vectors.scales.data(), bytes.data(), rows * sizeof(float));
  bytes.remove_prefix(rows * sizeof(float));
  std::memcpy(vectors.rows.data(), bytes.data(), bytes.size());
  for (const auto scale : vectors.scales) {
    if (!std::isfinite(scale)) return broken();
  }
  vectors.tails = tails_of(vectors);
  return vectors;
}

}  // namespace sitewright::context
