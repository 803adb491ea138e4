#include "project/archive/lz77.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sitewright::project {
namespace {

constexpr std::size_t window = 32'768;
constexpr std::size_t shortest = 3;
constexpr std::size_t longest = 258;
constexpr std::size_t hashed = 4;        // bytes of a chain's hash
constexpr int most_tries = 64;           // of one chain
constexpr std::size_t good_length = 8;   // after it a quarter of the tries looks ahead
constexpr std::size_t lazy_length = 48;  // after it nothing looks ahead
constexpr std::size_t nice_length = 96;  // looks no further
constexpr std::size_t far = 4'096;       // three bytes from further away cost more than literals

/// The first byte is the lowest.
template <typename Number>
Number read(const char* at) {
  Number out = 0;
  std::memcpy(&out, at, sizeof(out));
  if constexpr (std::endian::native == std::endian::big) out = std::byteswap(out);
  return out;
}

constexpr std::uint32_t odd = 0x9E3779B1U;  // 2^32 by the golden ratio

std::size_t hash_of(std::uint32_t four, std::uint32_t shift) {
  return (four * odd) >> shift;
}

std::size_t hash_of_three(std::uint32_t four, std::uint32_t shift) {
  return ((four << 8) * odd) >> shift;
}

}  // namespace

Matcher::Matcher(std::string_view bytes)
    : bytes_(bytes),
      shift_(32 - static_cast<std::uint32_t>(
                      std::clamp(std::bit_width(bytes.size()), 8, std::bit_width(window - 1)))),
      three_(std::size_t{1} << (32 - shift_), -1),
      head_(std::size_t{1} << (32 - shift_), -1),
      previous_(std::min(window, std::bit_ceil(bytes.size())), -1) {}

void Matcher::insert(std::size_t at) {
  if (at + hashed > bytes_.size()) return;
  const auto four = read<std::uint32_t>(bytes_.data() + at);
  std::int32_t& newest = head_[hash_of(four, shift_)];
  previous_[at & (previous_.size() - 1)] = newest;
  newest = static_cast<std::int32_t>(at);
  three_[hash_of_three(four, shift_)] = static_cast<std::int32_t>(at);
}

std::size_t Matcher::common_length(std::size_t a, std::size_t b, std::size_t most) const {
  const char* left = bytes_.data() + a;
  const char* right = bytes_.data() + b;
  std::size_t length = 0;
  for (; length + 8 <= most; length += 8) {
    const auto differs = read<std::uint64_t>(left + length) ^ read<std::uint64_t>(right + length);
    if (differs != 0) return length + static_cast<std::size_t>(std::countr_zero(differs)) / 8;
  }
  while (length < most && left[length] == right[length]) ++length;
  return length;
}

Matcher::Match Matcher::find(std::size_t at, std::size_t above, int tries) const {
  if (at + std::max(hashed, above + 1) > bytes_.size()) return {};
  const std::size_t most = std::min(longest, bytes_.size() - at);
  const std::size_t enough = std::min(most, nice_length);
  const char* here = bytes_.data() + at;
  const auto four = read<std::uint32_t>(here);
  Match best{.length = above};
  if (above < shortest) {
    const std::int32_t place = three_[hash_of_three(four, shift_)];
    const auto candidate = static_cast<std::size_t>(place);
    const bool repeats = place >= 0 && at - candidate <= far &&
                         ((read<std::uint32_t>(bytes_.data() + candidate) ^ four) << 8) == 0;
    best.length = shortest;
    if (repeats) best.distance = at - candidate;
  }
  const std::int32_t oldest = static_cast<std::int32_t>(at > window ? at - window : 0);
  const std::size_t mask = previous_.size() - 1;
  for (std::int32_t place = head_[hash_of(four, shift_)]; place >= oldest && tries > 0; --tries) {
    const auto candidate = static_cast<std::size_t>(place);
    const char* there = bytes_.data() + candidate;
    // The bytes that would make it the longest, then the first ones.
    const std::size_t last = best.length + 1 - hashed;
    if (read<std::uint32_t>(there + last) == read<std::uint32_t>(here + last) &&
        read<std::uint32_t>(there) == four) {
      const std::size_t length = common_length(candidate, at, most);
      if (length > best.length) best = {length, at - candidate};
      if (length >= enough) break;
    }
    place = previous_[candidate & mask];
  }
  return best.distance == 0 ? Match{} : best;
}

void Matcher::next(std::vector<Token>& tokens, std::size_t most) {
  for (const std::size_t end = tokens.size() + most;
       tokens.size() < end && position_ < bytes_.size();) {
    const Match match = has_ahead_ ? ahead_ : find(position_, 0, most_tries);
    has_ahead_ = false;
    insert(position_);
    if (match.length > 0 && match.length < lazy_length) {
      const int tries = match.length < good_length ? most_tries : most_tries / 4;
      ahead_ = find(position_ + 1, match.length, tries);
      has_ahead_ = ahead_.length > 0;
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
