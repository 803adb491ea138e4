#include "context/tokens/char_classes.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace sitewright::context {
namespace {

struct Run {
  char32_t length = 0;
  CharClass kind = CharClass::other;
};

// Reads a varint of at most four bytes off `runs`; a length of 0 is an error.
Run next_run(std::string_view& runs) {
  std::uint32_t value = 0;
  for (std::uint32_t shift = 0; shift < 28 && !runs.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(runs.front());
    runs.remove_prefix(1);
    value |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return {value >> 3, static_cast<CharClass>(value & 7)};
  }
  return {};
}

}  // namespace

bool CharClasses::load(std::string_view runs) {
  using Block = std::array<CharClass, block_size>;
  std::map<Block, std::uint16_t> known;
  // Most blocks are of one class; these need no comparison.
  std::array<std::optional<std::uint16_t>, 8> uniform;
  Block block{};
  blocks_.clear();
  char32_t at = 0;
  const auto number_of_block = [&] {
    const auto [entry, is_new] = known.emplace(block, static_cast<std::uint16_t>(known.size()));
    if (is_new) blocks_.insert(blocks_.end(), block.begin(), block.end());
    return entry->second;
  };
  while (!runs.empty()) {
    const Run run = next_run(runs);
    if (run.length == 0 || run.length > character_count - at) return false;
    for (const char32_t end = at + run.length; at < end;) {
      const char32_t from = at % block_size;
      const char32_t to = std::min<char32_t>(block_size, from + (end - at));
      auto& same = uniform[static_cast<std::size_t>(run.kind)];
      const bool whole = from == 0 && to == block_size;
      if (!whole || !same) std::fill_n(block.data() + from, to - from, run.kind);
      at += to - from;
      if (to < block_size) continue;
      const std::uint16_t number = whole && same ? *same : number_of_block();
      if (whole) same = number;
      block_of_[at / block_size - 1] = number;
    }
  }
  return at == character_count;
}

}  // namespace sitewright::context
