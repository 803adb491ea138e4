#include "context/tokens/packed_tokens.hpp"

#include <cstring>

namespace sitewright::context {
namespace {

// The file, all numbers little-endian:
//   "SWTOK2" · encoding u8 · 0 · checksum u32 of what follows · tokens u32 · run bytes u32 ·
//   groups u32 · longest token u32 · character runs ·
//   of each group its first two bytes, the first above the second, u16 · of each its tokens u16 ·
//   planes of a byte for each token: bytes shared with the one before, bytes of its own, and the
//   low, middle and high byte of its rank · the tokens' own bytes.
constexpr std::string_view magic = "SWTOK2";
constexpr std::size_t checked_from = 12;
constexpr std::size_t header_size = 28;
constexpr std::size_t plane_count = 5;
constexpr std::size_t most_tokens = (std::size_t{1} << 18U) - 2;  // as token_table.cpp has room for

template <class Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof(value));
  return value;
}

using Words4 = std::uint32_t __attribute__((vector_size(16)));
constexpr std::uint32_t checksum_factor = 0x01000193U;

// FNV-1a over words, in four lanes; then over the lanes and the bytes that are left.
std::uint32_t checksum(std::string_view bytes) {
  Words4 sums = {0, 1, 2, 3};
  const std::size_t whole = bytes.size() & ~(sizeof(Words4) - 1);
  for (std::size_t at = 0; at < whole; at += sizeof(Words4)) {
    Words4 words;
    std::memcpy(&words, bytes.data() + at, sizeof(words));
    sums = (sums ^ words) * checksum_factor;
    sums ^= sums >> 15U;
  }
  std::uint32_t sum = 0x811C9DC5U;
  for (std::size_t lane = 0; lane < 4; ++lane) sum = (sum ^ sums[lane]) * checksum_factor;
  for (const char byte : bytes.substr(whole)) {
    sum = (sum ^ static_cast<std::uint8_t>(byte)) * checksum_factor;
  }
  return sum ^ (sum >> 15U);
}

// The sum of sixteen bytes.
std::uint32_t sum16(const char* bytes) {
  constexpr std::uint64_t odd = 0x00FF00FF00FF00FFU;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::memcpy(&low, bytes, 8);
  std::memcpy(&high, bytes + 8, 8);
  const std::uint64_t pairs = (low & odd) + (low >> 8U & odd) + (high & odd) + (high >> 8U & odd);
  return static_cast<std::uint32_t>(pairs * 0x0001000100010001U >> 48U);
}

Failure refuse(const char* what) {
  return fail(Code::invalid_input, std::string("token table: ") + what);
}

}  // namespace

Result<PackedTokens> PackedTokens::load(std::string packed) {
  const std::string_view file = packed;
  if (file.size() < header_size || !file.starts_with(magic) || file[7] != 0) {
    return refuse("not a table of tokens");
  }
  const auto encoding = static_cast<std::uint8_t>(file[6]);
  if (encoding > static_cast<std::uint8_t>(Encoding::cl100k_base)) {
    return refuse("unknown encoding");
  }
  if (number_at<std::uint32_t>(file, 8) != checksum(file.substr(checked_from))) {
    return refuse("damaged");
  }
  PackedTokens tokens;
  tokens.encoding_ = static_cast<Encoding>(encoding);
  tokens.count_ = number_at<std::uint32_t>(file, 12);
  const std::size_t run_bytes = number_at<std::uint32_t>(file, 16);
  const std::size_t groups = number_at<std::uint32_t>(file, 20);
  tokens.longest_ = number_at<std::uint32_t>(file, 24);
  if (tokens.count_ == 0 || tokens.count_ > most_tokens || groups > tokens.count_) {
    return refuse("too many tokens or too few");
  }
  if (tokens.longest_ > longest_possible) return refuse("a token that cannot be");
  const std::size_t left = file.size() - header_size;
  if (run_bytes > left || 4 * groups + plane_count * tokens.count_ > left - run_bytes) {
    return refuse("wrong length");
  }
  if (!tokens.classes_.load(file.substr(header_size, run_bytes))) {
    return refuse("character classes do not cover Unicode");
  }
  const std::string_view numbers = file.substr(header_size + run_bytes);
  if (!tokens.read_groups(numbers.substr(0, 2 * groups), numbers.substr(2 * groups, 2 * groups))) {
    return refuse("groups that cannot be");
  }
  tokens.planes_ = header_size + run_bytes + 4 * groups;
  tokens.packed_ = std::move(packed);
  if (!tokens.read_blocks()) return refuse("wrong length");
  return tokens;
}

bool PackedTokens::read_groups(std::string_view starts, std::string_view counts) {
  groups_.reserve(starts.size() / 2);
  std::uint32_t end = 0;
  for (std::size_t at = 0; at < starts.size(); at += 2) {
    const auto start = number_at<std::uint16_t>(starts, at);
    const auto count = number_at<std::uint16_t>(counts, at);
    if (count == 0 || (at > 0 && start <= groups_.back().start)) return false;
    groups_.push_back({start, end, end + count});
    end += count;
  }
  return end == count_;
}

bool PackedTokens::read_blocks() {
  const char* const rests = packed_.data() + planes_ + count_;
  const std::size_t whole = count_ / block_size;
  block_texts_.resize(whole + 2);
  std::uint32_t text = 0;
  for (std::size_t block = 0; block < whole; ++block) {
    block_texts_[block] = text;
    text += sum16(rests + block * block_size);
  }
  block_texts_[whole] = text;
  for (std::size_t at = whole * block_size; at < count_; ++at) text += rest(at);
  block_texts_[whole + 1] = text;
  return text == texts().size();
}

std::string_view PackedTokens::texts() const {
  return std::string_view(packed_).substr(planes_ + plane_count * count_);
}

std::string_view PackedTokens::first_of(std::size_t block) const {
  return texts().substr(block_texts_[block], rest(block * block_size));
}

RankedToken PackedTokens::Cursor::next() {
  const std::size_t at = position_++;
  const std::size_t own = tokens_.rest(at);
  const std::size_t kept = std::min<std::size_t>(tokens_.shared(at), size_);
  size_ = std::min(kept + own, bytes_.size());
  std::memcpy(bytes_.data() + kept, tokens_.texts().data() + text_, size_ - kept);
  text_ += own;
  const Rank rank = Rank{tokens_.plane(2, at)} | Rank{tokens_.plane(3, at)} << 8U |
                    Rank{tokens_.plane(4, at)} << 16U;
  return {{bytes_.data(), size_}, rank};
}

std::optional<Rank> PackedTokens::find(const Group& group, std::string_view token) const {
  // The last block of the group that does not begin behind the token.
  std::size_t block = group.first / block_size;
  for (std::size_t end = (group.end - 1) / block_size + 1; end - block > 1;) {
    const std::size_t middle = block + (end - block) / 2;
    (first_of(middle) <= token ? block : end) = middle;
  }
  const std::size_t end = std::min<std::size_t>(group.end, (block + 1) * block_size);
  for (Cursor cursor(*this, block); cursor.position() < end;) {
    const RankedToken one = cursor.next();
    if (one.bytes == token) return one.rank;
  }
  return std::nullopt;
}

}  // namespace sitewright::context
