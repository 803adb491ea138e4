#include "context/diff/text_lines.hpp"

#include <bit>
#include <cstdint>

#include "context/diff/byte_vector.hpp"

namespace sitewright::context {
namespace {

constexpr std::size_t step = sizeof(ByteVector);

// Bit i: whether byte i is a newline, of as many as a vector has.
std::uint32_t newline_bits(const char* at) {
  return bits_of(byte_vector_at(at) == '\n');
}

std::size_t newlines_in_step(const char* at) {
  return static_cast<std::size_t>(std::popcount(newline_bits(at)));
}

}  // namespace

std::size_t count_newlines(std::string_view text) {
  std::size_t count = 0;
  std::size_t at = 0;
  for (; at + step <= text.size(); at += step) count += newlines_in_step(text.data() + at);
  for (; at < text.size(); ++at) count += text[at] == '\n' ? 1 : 0;
  return count;
}

std::size_t skip_lines(std::string_view text, std::size_t at, std::size_t count) {
  while (at + step <= text.size()) {
    const std::size_t newlines = newlines_in_step(text.data() + at);
    if (newlines >= count) break;
    count -= newlines;
    at += step;
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
  for (; at + step <= text.size(); at += step) {
    std::uint32_t newlines = newline_bits(text.data() + at);
    for (; newlines != 0; newlines &= newlines - 1) {
      end_line_at(at + static_cast<std::size_t>(std::countr_zero(newlines)) + 1);
    }
  }
  for (; at < text.size(); ++at) {
    if (text[at] == '\n') end_line_at(at + 1);
  }
  if (begin < text.size()) end_line_at(text.size());
  return lines;
}

}  // namespace sitewright::context
