#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "context/diff/text_lines.hpp"
#include "context/tokens/hash.hpp"
#include "context/tokens/tokens.hpp"

namespace sitewright::context {
namespace {

// The file, all numbers little-endian:
//   "SWTOK1" · encoding u8 · 0 · checksum u32 of what follows · token count u32 · run bytes u32
//   character runs · the bytes of ranks 0 to 255 · six planes of token count - 256 bytes:
//   of each later token the left half (low, middle, high byte) and the right half, both ranks.
constexpr std::string_view magic = "SWTOK1";
constexpr std::size_t header_size = 20;
constexpr std::size_t single_count = 256;

constexpr std::uint32_t rank_bits = 18;
constexpr std::uint32_t rank_mask = (1U << rank_bits) - 1;
constexpr std::size_t most_tokens = rank_mask - 1;
constexpr std::size_t most_bytes = std::size_t{8} << 20;  // o200k_base has 1.6 MB

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

// The hash bits above those that choose the slot.
std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 50) << rank_bits;
}

// Loads are done in stretches, a call each: an engine that has compiled a function better takes the
// better one at the next call, and not in the middle of a loop. A cold Worker loads twice as fast.
constexpr std::size_t stretch = 4096;

using Words4 = std::uint32_t __attribute__((vector_size(16)));
constexpr std::uint32_t checksum_factor = 0x01000193U;

[[gnu::noinline]] Words4 checksum_on(Words4 sums, std::string_view bytes) {
  for (std::size_t at = 0; at + sizeof(Words4) <= bytes.size(); at += sizeof(Words4)) {
    Words4 words;
    std::memcpy(&words, bytes.data() + at, sizeof(words));
    sums = (sums ^ words) * checksum_factor;
    sums ^= sums >> 15U;
  }
  return sums;
}

// FNV-1a over words, in four lanes; then over the lanes and the bytes that are left.
std::uint32_t checksum(std::string_view bytes) {
  constexpr std::size_t step = stretch * sizeof(Words4);
  Words4 sums = {0, 1, 2, 3};
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    sums = checksum_on(sums, bytes.substr(at, step));
  }
  std::uint32_t sum = 0x811C9DC5U;
  for (std::size_t lane = 0; lane < 4; ++lane) sum = (sum ^ sums[lane]) * checksum_factor;
  for (const char byte : bytes.substr(bytes.size() & ~(sizeof(Words4) - 1))) {
    sum = (sum ^ static_cast<std::uint8_t>(byte)) * checksum_factor;
  }
  return sum ^ (sum >> 15U);
}

constexpr std::size_t ranks_at_once = 16;

// Sixteen numbers from their low, middle and high bytes.
void read_ranks(const char* low, const char* middle, const char* high, Rank* ranks) {
  using Bytes = std::uint8_t __attribute__((vector_size(16)));
  const auto load = [](const char* from) {
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof(bytes));
    return bytes;
  };
  const Bytes lows = load(low);
  const Bytes middles = load(middle);
  const Bytes highs = load(high);
  const auto put = [ranks](std::size_t at, Bytes two, Bytes one) {
    const Bytes first =
        __builtin_shufflevector(two, one, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
    const Bytes second = __builtin_shufflevector(two, one, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28,
                                                 29, 14, 15, 30, 31);
    std::memcpy(ranks + at, &first, sizeof(first));
    std::memcpy(ranks + at + 4, &second, sizeof(second));
  };
  const Bytes none = {};
  put(0,
      __builtin_shufflevector(lows, middles, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7,
                              23),
      __builtin_shufflevector(highs, none, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
  put(8,
      __builtin_shufflevector(lows, middles, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30,
                              15, 31),
      __builtin_shufflevector(highs, none, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15,
                              31));
}

Failure refuse(const char* what) {
  return fail(Code::invalid_input, std::string("token table: ") + what);
}

}  // namespace

Result<TokenTable> TokenTable::load(std::string_view packed) {
  if (packed.size() < header_size || !packed.starts_with(magic) || packed[7] != 0) {
    return refuse("not a table of tokens");
  }
  const auto encoding = static_cast<std::uint8_t>(packed[6]);
  if (encoding > static_cast<std::uint8_t>(Encoding::cl100k_base)) {
    return refuse("unknown encoding");
  }
  if (u32_at(packed, 8) != checksum(packed.substr(12))) return refuse("damaged");
  const std::size_t count = u32_at(packed, 12);
  const std::size_t run_bytes = u32_at(packed, 16);
  if (count < single_count || count > most_tokens) return refuse("too many tokens or too few");
  const std::size_t token_bytes = single_count + 6 * (count - single_count);
  if (run_bytes > packed.size() || packed.size() != header_size + run_bytes + token_bytes) {
    return refuse("wrong length");
  }
  TokenTable table;
  table.longest_ = 1;
  table.encoding_ = static_cast<Encoding>(encoding);
  if (!table.classes_.load(packed.substr(header_size, run_bytes))) {
    return refuse("character classes do not cover Unicode");
  }
  const std::string_view tokens = packed.substr(header_size + run_bytes);
  if (!table.read_tokens(tokens.substr(0, single_count), tokens.substr(single_count))) {
    return refuse("a token that cannot be");
  }
  return table;
}

// The halves of the pairs from `begin` on, ranks_at_once of them or what is left.
std::size_t TokenTable::read_halves(std::string_view pairs, std::size_t begin,
                                    std::span<Halves> halves) {
  const std::size_t count = pairs.size() / 6;
  const auto plane = [&](std::size_t number) { return pairs.data() + number * count + begin; };
  std::array<Rank, ranks_at_once> left{};
  std::array<Rank, ranks_at_once> right{};
  const std::size_t size = std::min(ranks_at_once, count - begin);
  if (begin + ranks_at_once <= count) {
    read_ranks(plane(0), plane(1), plane(2), left.data());
    read_ranks(plane(3), plane(4), plane(5), right.data());
  } else {
    const auto rank_at = [&](std::size_t first, std::size_t at) {
      Rank rank = 0;
      for (std::size_t byte = 0; byte < 3; ++byte) {
        rank |= Rank{static_cast<std::uint8_t>(plane(first + byte)[at])} << (8 * byte);
      }
      return rank;
    };
    for (std::size_t at = 0; at < size; ++at) {
      left[at] = rank_at(0, at);
      right[at] = rank_at(3, at);
    }
  }
  for (std::size_t at = 0; at < size; ++at) halves[begin + at] = {left[at], right[at]};
  return size;
}

[[gnu::noinline]] bool TokenTable::read_sizes(std::string_view pairs, std::vector<Halves>& halves,
                                              std::size_t begin) {
  const std::size_t end = std::min(begin + stretch, halves.size());
  for (std::size_t at = begin; at < end;) at += read_halves(pairs, at, halves);
  for (std::size_t pair = begin; pair < end; ++pair) {
    const Halves two = halves[pair];
    const std::size_t rank = single_count + pair;
    if (two.left >= rank || two.right >= rank) return false;
    const std::size_t size = size_of(two.left) + size_of(two.right);
    if (offsets_[rank] + size > most_bytes) return false;
    offsets_[rank + 1] = offsets_[rank] + static_cast<std::uint32_t>(size);
    longest_ = std::max(longest_, size);
  }
  return true;
}

[[gnu::noinline]] void TokenTable::write_bytes(const std::vector<Halves>& halves,
                                               std::size_t begin) {
  const std::size_t end = std::min(begin + stretch, halves.size());
  for (std::size_t pair = begin; pair < end; ++pair) {
    char* const to = bytes_.data() + offsets_[single_count + pair];
    append(to, halves[pair].left);
    append(to + size_of(halves[pair].left), halves[pair].right);
  }
}

[[gnu::noinline]] bool TokenTable::insert_from(Rank begin, std::size_t count) {
  const auto end = static_cast<Rank>(std::min(begin + stretch, count));
  for (Rank rank = begin; rank < end; ++rank) {
    if (!insert(rank)) return false;
  }
  return true;
}

bool TokenTable::read_tokens(std::string_view singles, std::string_view pairs) {
  const std::size_t pair_count = pairs.size() / 6;
  const std::size_t count = single_count + pair_count;
  std::vector<Halves> halves(pair_count);
  offsets_.resize(count + 1);
  for (std::uint32_t i = 0; i <= single_count; ++i) offsets_[i] = i;
  for (std::size_t at = 0; at < pair_count; at += stretch) {
    if (!read_sizes(pairs, halves, at)) return false;
  }
  bytes_.resize(offsets_.back() + key_bytes);
  std::copy(singles.begin(), singles.end(), bytes_.begin());
  for (std::size_t at = 0; at < pair_count; at += stretch) write_bytes(halves, at);
  slots_.assign(std::bit_ceil(2 * count), 0);
  for (std::size_t at = 0; at < count; at += stretch) {
    if (!insert_from(static_cast<Rank>(at), count)) return false;
  }
  return true;
}

// Copies whole blocks: what is too much is written over by the token that comes next.
void TokenTable::append(char* to, Rank rank) {
  const char* const from = bytes_.data() + offsets_[rank];
  const std::size_t size = size_of(rank);
  if (size <= key_bytes && to + key_bytes <= bytes_.data() + bytes_.size()) {
    std::array<char, key_bytes> block;
    std::memcpy(block.data(), from, key_bytes);
    std::memcpy(to, block.data(), key_bytes);
  } else {
    std::copy_n(from, size, to);
  }
}

// Says no to a token that is there already.
bool TokenTable::insert(Rank rank) {
  const std::string_view token = bytes_of(rank);
  const std::uint64_t hash = padded_hash(token);
  const std::uint32_t tag = tag_of(hash);
  const std::size_t mask = slots_.size() - 1;
  for (auto at = static_cast<std::size_t>(hash) & mask;; at = (at + 1) & mask) {
    const std::uint32_t slot = slots_[at];
    if (slot == 0) {
      slots_[at] = tag | (rank + 1);
      return true;
    }
    const bool same_tag = (slot & ~rank_mask) == tag;
    if (same_tag && bytes_of((slot & rank_mask) - 1) == token) return false;
  }
}

std::string_view TokenTable::bytes_of(Rank rank) const {
  return {bytes_.data() + offsets_[rank], offsets_[rank + 1] - offsets_[rank]};
}

std::optional<Rank> TokenTable::find(std::string_view token) const {
  if (token.empty() || token.size() > longest_) return std::nullopt;
  if (token.size() > longest_short) return find_padded(token);
  std::array<char, key_bytes> copy{};
  std::copy(token.begin(), token.end(), copy.begin());
  return find_padded({copy.data(), token.size()});
}

std::optional<Rank> TokenTable::find_padded(std::string_view token) const {
  if (token.size() <= longest_short) {
    const ShortKey key = padded_key(token.data(), token.size());
    return find(key, hash_of(key));
  }
  if (token.size() > longest_) return std::nullopt;
  return probe(long_hash(token), [&](Rank rank) { return same_bytes(bytes_of(rank), token); });
}

std::optional<Rank> TokenTable::find(ShortKey key, std::uint64_t hash) const {
  return probe(hash, [&](Rank rank) {
    const std::string_view token = bytes_of(rank);
    return token.size() <= longest_short && padded_key(token.data(), token.size()) == key;
  });
}

template <class IsWanted>
std::optional<Rank> TokenTable::probe(std::uint64_t hash, IsWanted is_wanted) const {
  const std::uint32_t tag = tag_of(hash);
  const std::size_t mask = slots_.size() - 1;
  for (auto at = static_cast<std::size_t>(hash) & mask;; at = (at + 1) & mask) {
    const std::uint32_t slot = slots_[at];
    if (slot == 0) return std::nullopt;
    if ((slot & ~rank_mask) != tag) continue;
    const Rank rank = (slot & rank_mask) - 1;
    if (is_wanted(rank)) return rank;
  }
}

}  // namespace sitewright::context
