#include "context/diff/text_lines.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace sitewright::context {
namespace {

constexpr std::uint64_t low_bits = 0x7F7F7F7F7F7F7F7F;

// The high bit of each byte that is no newline, of eight at once; -Os does not vectorize loops.
std::uint64_t other_bytes(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  word ^= 0x0A0A0A0A0A0A0A0A;  // a newline is now a zero byte
  return (((word & low_bits) + low_bits) | word) & ~low_bits;
}

std::size_t newlines_in_word(const char* at) {
  return 8 - static_cast<std::size_t>(std::popcount(other_bytes(at)));
}

}  // namespace

std::size_t count_newlines(std::string_view text) {
  std::size_t count = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) count += newlines_in_word(text.data() + at);
  for (; at < text.size(); ++at) count += text[at] == '\n' ? 1 : 0;
  return count;
}

std::size_t skip_lines(std::string_view text, std::size_t at, std::size_t count) {
  while (at + 8 <= text.size()) {
    const std::size_t newlines = newlines_in_word(text.data() + at);
    if (newlines >= count) break;
    count -= newlines;
    at += 8;
  }
  for (; count > 0 && at < text.size(); ++at) count -= text[at] == '\n' ? 1 : 0;
  return at;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  lines.reserve(text.size() / 24 + 1);
  std::size_t begin = 0;
  const auto end_line_at = [&](std::size_t end) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  };
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t newlines = ~low_bits & ~other_bytes(text.data() + at);
    for (; newlines != 0; newlines &= newlines - 1) {
      end_line_at(at + static_cast<std::size_t>(std::countr_zero(newlines)) / 8 + 1);
    }
  }
  for (; at < text.size(); ++at) {
    if (text[at] == '\n') end_line_at(at + 1);
  }
  if (begin < text.size()) end_line_at(text.size());
  return lines;
}

}  // namespace sitewright::context
