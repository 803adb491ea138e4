#include "project/archive/lz77.hpp"

#include <algorithm>
#include <cstring>

namespace sitewright::project {
namespace {

constexpr std::size_t window = 32'768;
constexpr std::size_t shortest = 3;
constexpr std::size_t longest = 258;
constexpr std::size_t hash_size = 1 << 15;
constexpr int most_tries = 128;          // of one chain; about zlib's level 6
constexpr std::size_t good_length = 64;  // no look ahead after a match as long as this
constexpr std::size_t far = 4'096;       // three bytes from further away cost more than literals

std::size_t hash_at(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at + i]));
  };
  const std::uint32_t three = byte(0) | (byte(1) << 8) | (byte(2) << 16);
  return (three * 0x9E3779B1U) >> (32 - 15);
}

}  // namespace

Matcher::Matcher(std::string_view bytes)
    : bytes_(bytes), head_(hash_size, -1), previous_(window, -1) {}

void Matcher::insert(std::size_t at) {
  if (at + shortest > bytes_.size()) return;
  std::int32_t& newest = head_[hash_at(bytes_, at)];
  previous_[at % window] = newest;
  newest = static_cast<std::int32_t>(at);
}

std::size_t Matcher::common_length(std::size_t a, std::size_t b) const {
  const std::size_t most = std::min(longest, bytes_.size() - b);
  std::size_t length = 0;
  for (; length + 8 <= most; length += 8) {
    std::uint64_t left = 0;
    std::uint64_t right = 0;
    std::memcpy(&left, bytes_.data() + a + length, 8);
    std::memcpy(&right, bytes_.data() + b + length, 8);
    if (left != right) break;
  }
  while (length < most && bytes_[a + length] == bytes_[b + length]) ++length;
  return length;
}

Matcher::Match Matcher::find(std::size_t at) const {
  Match best;
  if (at + shortest > bytes_.size()) return best;
  const std::size_t most = std::min(longest, bytes_.size() - at);
  std::int32_t place = head_[hash_at(bytes_, at)];
  for (int tries = 0; tries < most_tries && place >= 0; ++tries) {
    const auto candidate = static_cast<std::size_t>(place);
    if (at - candidate > window) break;
    const bool may_be_longer =
        best.length == 0 || bytes_[candidate + best.length] == bytes_[at + best.length];
    if (may_be_longer) {
      const std::size_t length = common_length(candidate, at);
      if (length > best.length) best = {length, at - candidate};
      if (length == most) break;
    }
    const std::int32_t older = previous_[candidate % window];
    if (older >= place) break;  // the slot belongs to a newer place: the chain ends here
    place = older;
  }
  if (best.length < shortest || (best.length == shortest && best.distance > far)) return {};
  return best;
}

void Matcher::next(std::vector<Token>& tokens, std::size_t most) {
  for (const std::size_t end = tokens.size() + most;
       tokens.size() < end && position_ < bytes_.size();) {
    const Match match = has_ahead_ ? ahead_ : find(position_);
    has_ahead_ = false;
    insert(position_);
    if (match.length > 0 && match.length < good_length) {
      ahead_ = find(position_ + 1);
      has_ahead_ = ahead_.length > match.length;
    }
    if (match.length == 0 || has_ahead_) {
      tokens.push_back({0, static_cast<std::uint8_t>(bytes_[position_])});
      ++position_;
      continue;
    }
    tokens.push_back(
        {static_cast<std::uint16_t>(match.distance), static_cast<std::uint16_t>(match.length)});
    for (std::size_t i = 1; i < match.length; ++i) insert(position_ + i);
    position_ += match.length;
  }
}

}  // namespace sitewright::project
