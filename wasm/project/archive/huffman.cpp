#include "project/archive/huffman.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace sitewright::project {
namespace {

constexpr std::size_t longest_code = 15;

struct Symbol {
  std::uint32_t frequency;
  std::uint16_t index;
};

std::vector<Symbol> used_symbols(std::span<const std::uint32_t> frequencies) {
  std::vector<Symbol> used;
  for (std::size_t i = 0; i < frequencies.size(); ++i) {
    if (frequencies[i] > 0) used.push_back({frequencies[i], static_cast<std::uint16_t>(i)});
  }
  for (std::uint16_t i = 0; used.size() < 2; ++i) {
    if (frequencies[i] == 0) used.push_back({1, i});
  }
  std::ranges::sort(used, [](const Symbol& a, const Symbol& b) {
    return a.frequency != b.frequency ? a.frequency < b.frequency : a.index < b.index;
  });
  return used;
}

// Depths of the leaves of a Huffman tree over ascending frequencies: two queues, one of leaves and
// one of inner nodes, both ascending.
std::vector<std::size_t> depths(const std::vector<Symbol>& leaves) {
  const std::size_t count = leaves.size();
  std::vector<std::uint64_t> weight(2 * count - 1);
  std::vector<std::size_t> parent(2 * count - 1);
  for (std::size_t i = 0; i < count; ++i) weight[i] = leaves[i].frequency;
  std::size_t leaf = 0;
  std::size_t inner = count;
  for (std::size_t made = count; made < 2 * count - 1; ++made) {
    const auto take = [&] {
      const bool takes_leaf = leaf < count && (inner == made || weight[leaf] <= weight[inner]);
      return takes_leaf ? leaf++ : inner++;
    };
    const std::size_t first = take();
    const std::size_t second = take();
    weight[made] = weight[first] + weight[second];
    parent[first] = parent[second] = made;
  }
  std::vector<std::size_t> depth(2 * count - 1);
  for (std::size_t node = 2 * count - 2; node-- > 0;) depth[node] = depth[parent[node]] + 1;
  depth.resize(count);
  return depth;
}

using Counts = std::array<std::uint32_t, longest_code + 1>;

// Puts what is too deep at the limit, then makes room: a leaf one level up from the bottom-most
// possible place is split until the code fits again.
void repair(Counts& counts, std::size_t limit) {
  std::uint64_t total = 0;
  for (std::size_t i = 1; i <= limit; ++i) total += std::uint64_t{counts[i]} << (limit - i);
  for (; total > std::uint64_t{1} << limit; --total) {
    --counts[limit];
    std::size_t i = limit - 1;
    while (counts[i] == 0) --i;
    --counts[i];
    counts[i + 1] += 2;
  }
}

std::uint16_t reversed(std::uint32_t bits, std::uint8_t length) {
  std::uint32_t out = 0;
  for (std::uint8_t i = 0; i < length; ++i) out |= ((bits >> i) & 1U) << (length - 1 - i);
  return static_cast<std::uint16_t>(out);
}

}  // namespace

std::vector<std::uint8_t> code_lengths(std::span<const std::uint32_t> frequencies,
                                       std::uint8_t limit) {
  const auto used = used_symbols(frequencies);
  Counts counts{};
  for (const std::size_t depth : depths(used)) ++counts[std::min<std::size_t>(depth, limit)];
  repair(counts, limit);
  std::vector<std::uint8_t> lengths(frequencies.size());
  auto symbol = used.rbegin();  // the most frequent gets the shortest
  for (std::uint8_t length = 1; length <= limit; ++length) {
    for (std::uint32_t i = 0; i < counts[length]; ++i) lengths[(symbol++)->index] = length;
  }
  return lengths;
}

std::vector<PrefixCode> codes_of(std::span<const std::uint8_t> lengths) {
  Counts counts{};
  for (const std::uint8_t length : lengths) counts[length] += length > 0 ? 1 : 0;
  Counts next{};
  for (std::size_t i = 1; i < next.size(); ++i) next[i] = (next[i - 1] + counts[i - 1]) << 1;
  std::vector<PrefixCode> codes(lengths.size());
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] > 0) codes[i] = {reversed(next[lengths[i]]++, lengths[i]), lengths[i]};
  }
  return codes;
}

}  // namespace sitewright::project
