#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "context/diff/text_lines.hpp"
#include "context/tokens/hash.hpp"
#include "context/tokens/tokens.hpp"

namespace sitewright::context {
namespace {

constexpr std::uint32_t index_bits = 18;
constexpr std::uint32_t index_mask = (1U << index_bits) - 1;
constexpr std::size_t slots_at_first = std::size_t{1} << 14U;

// The hash bits above those that choose the slot.
std::uint32_t tag_of(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash >> 50) << index_bits;
}

std::uint16_t start_of(const char* token) {
  const auto byte = [&](std::size_t at) {
    return std::uint16_t{static_cast<std::uint8_t>(token[at])};
  };
  return static_cast<std::uint16_t>(byte(0) << 8U | byte(1));
}

}  // namespace

TokenTable::TokenTable(PackedTokens packed)
    : packed_(std::move(packed)),
      lookups_(packed_.groups().size()),
      settled_((std::size_t{1} << 16U) / 64, ~std::uint64_t{0}),
      bytes_(key_bytes),
      slots_(slots_at_first) {
  for (const auto& group : packed_.groups()) {
    settled_[group.start / 64U] &= ~(std::uint64_t{1} << group.start % 64U);
  }
}

Result<TokenTable> TokenTable::load(std::string packed) {
  return PackedTokens::load(std::move(packed)).transform([](PackedTokens tokens) {
    return TokenTable(std::move(tokens));
  });
}

std::optional<Rank> TokenTable::find(std::string_view token) {
  if (token.empty() || token.size() > packed_.longest()) return std::nullopt;
  std::array<char, PackedTokens::longest_possible + key_bytes> copy{};
  std::copy(token.begin(), token.end(), copy.begin());
  return find_padded({copy.data(), token.size()});
}

std::optional<Rank> TokenTable::find_padded(std::string_view token) {
  if (token.size() <= longest_short) {
    const ShortKey key = padded_key(token.data(), token.size());
    return find(key, hash_of(key));
  }
  if (token.size() > packed_.longest()) return std::nullopt;
  const auto found = probe(long_hash(token),
                           [&](const Entry& entry) { return same_bytes(bytes_of(entry), token); });
  return found || is_settled(start_of(token.data())) ? found : find_packed(token);
}

std::optional<Rank> TokenTable::find(ShortKey key, std::uint64_t hash) {
  const auto found = probe(hash, [&](const Entry& entry) {
    return entry.size <= longest_short && padded_key(bytes_.data() + entry.at, entry.size) == key;
  });
  if (found) return found;
  std::array<char, key_bytes> token;
  std::memcpy(token.data(), &key.low, 8);
  if (is_settled(start_of(token.data()))) return std::nullopt;
  std::memcpy(token.data() + 8, &key.high, 8);
  return find_packed({token.data(), static_cast<std::size_t>(key.high >> 56U & 0xFU)});
}

// Looks a token up where it is packed. What is found is remembered; a group in which as much has
// been looked up as it has blocks is remembered as a whole, which costs as much again.
std::optional<Rank> TokenTable::find_packed(std::string_view token) {
  const auto& groups = packed_.groups();
  const std::array<char, 2> start{token[0], token.size() > 1 ? token[1] : '\0'};
  // Not std::ranges::lower_bound: the dashboard's compiler has an older library.
  const auto group = std::lower_bound(
      groups.begin(), groups.end(), start_of(start.data()),
      [](const PackedTokens::Group& one, std::uint32_t wanted) { return one.start < wanted; });
  const auto found = packed_.find(*group, token);
  auto& lookups = lookups_[static_cast<std::size_t>(group - groups.begin())];
  if (++lookups * PackedTokens::block_size >= group->end - group->first) {
    packed_.for_each(*group, [this](const RankedToken& one) { insert(one); });
    settled_[group->start / 64U] |= std::uint64_t{1} << group->start % 64U;
  } else if (found) {
    insert({token, *found});
  }
  return found;
}

// Leaves a token alone that is there already.
void TokenTable::insert(const RankedToken& token) {
  if (2 * (entries_.size() + 1) > slots_.size()) grow();
  const std::size_t at = bytes_.size() - key_bytes;
  bytes_.resize(bytes_.size() + token.bytes.size());
  std::copy(token.bytes.begin(), token.bytes.end(),
            bytes_.begin() + static_cast<std::ptrdiff_t>(at));
  const Entry entry{static_cast<std::uint32_t>(at), token.rank & 0xFFFFFFU,
                    static_cast<std::uint8_t>(token.bytes.size())};
  const std::uint64_t hash = padded_hash(bytes_of(entry));
  const bool is_known = probe(hash, [&](const Entry& other) {
                          return bytes_of(other) == bytes_of(entry);
                        }).has_value();
  if (is_known) {
    bytes_.resize(at + key_bytes);
    return;
  }
  entries_.push_back(entry);
  place(hash, entries_.size());
}

void TokenTable::grow() {
  slots_.assign(2 * slots_.size(), 0);
  for (std::size_t i = 0; i < entries_.size(); ++i)
    place(padded_hash(bytes_of(entries_[i])), i + 1);
}

void TokenTable::place(std::uint64_t hash, std::size_t number) {
  const std::size_t mask = slots_.size() - 1;
  auto at = static_cast<std::size_t>(hash) & mask;
  while (slots_[at] != 0) at = (at + 1) & mask;
  slots_[at] = tag_of(hash) | static_cast<std::uint32_t>(number);
}

template <class IsWanted>
std::optional<Rank> TokenTable::probe(std::uint64_t hash, IsWanted is_wanted) const {
  const std::uint32_t tag = tag_of(hash);
  const std::size_t mask = slots_.size() - 1;
  for (auto at = static_cast<std::size_t>(hash) & mask;; at = (at + 1) & mask) {
    const std::uint32_t slot = slots_[at];
    if (slot == 0) return std::nullopt;
    if ((slot & ~index_mask) != tag) continue;
    const Entry& entry = entries_[(slot & index_mask) - 1];
    if (is_wanted(entry)) return entry.rank;
  }
}

}  // namespace sitewright::context
