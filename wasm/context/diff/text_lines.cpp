#include "context/diff/text_lines.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

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

// Counts newlines in each of the vector's bytes, which hold 255 steps.
class NewlineCount {
 public:
  void add(ByteVector bytes) {
    counts_ -= reinterpret_cast<ByteVector>(bytes == '\n');  // all ones is minus one
    if (++steps_ == 255) flush();
  }
  std::size_t total() {
    flush();
    return total_;
  }

 private:
  void flush() {
    std::uint64_t halves[2];
    std::memcpy(halves, &counts_, sizeof(counts_));
    constexpr std::uint64_t even = 0x00FF00FF00FF00FF;
    const std::uint64_t sums = (halves[0] & even) + ((halves[0] >> 8U) & even) +
                               (halves[1] & even) + ((halves[1] >> 8U) & even);
    total_ += static_cast<std::size_t>((sums * 0x0001000100010001U) >> 48U);
    counts_ = ByteVector{};
    steps_ = 0;
  }

  ByteVector counts_{};
  int steps_ = 0;
  std::size_t total_ = 0;
};

}  // namespace

bool same_bytes(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::size_t at = 0;
  for (; at + step <= a.size(); at += step) {
    if (!all_of(byte_vector_at(a.data() + at) == byte_vector_at(b.data() + at))) return false;
  }
  for (; at < a.size(); ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

EqualLines equal_lines(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  NewlineCount newlines;
  std::size_t at = 0;
  for (; at + step <= size; at += step) {
    const ByteVector left = byte_vector_at(a.data() + at);
    if (!all_of(left == byte_vector_at(b.data() + at))) break;
    newlines.add(left);
  }
  std::size_t lines = newlines.total();
  while (at < size && a[at] == b[at]) lines += a[at++] == '\n' ? 1 : 0;
  if (at == a.size() && at == b.size()) {
    lines += at > 0 && a[at - 1] != '\n' ? 1 : 0;
  } else {
    at = a.substr(0, at).rfind('\n') + 1;  // npos + 1 == 0
  }
  return {static_cast<std::uint32_t>(lines), at};
}

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
