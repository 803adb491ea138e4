// Vector steps of the quick scanner (quick_modules.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "context/scan/bytes16.hpp"

namespace sitewright::context {

inline constexpr std::size_t block_bytes = 64;
inline constexpr std::size_t read_ahead = 2;  // bytes after a block that its masks look at

inline constexpr Table16 marks_of_code = set_of("\"'`/");
inline constexpr Table16 marks_in_template = set_of("\"'`/{}");

// What the blocks of code are looked through for.
class Marks {
 public:
  explicit Marks(bool in_template)
      : marks_(held16(in_template ? marks_in_template : marks_of_code)) {}

  // Keywords are seen by what hardly any other word has: "por" of import and export, "eq" of
  // require.
  [[nodiscard]] std::uint64_t events_of(const char* block) const {
    std::uint64_t events = 0;
    for (std::size_t part = 0; part < block_bytes; part += 16) {
      const Bytes16 first = load16(block + part);
      const Bytes16 second = load16(block + part + 1);
      const Bytes16 third = load16(block + part + 2);
      const Bytes16 found = among16(first, marks_, low_bits_) |
                            (equal16(first, p_) & equal16(second, o_) & equal16(third, r_)) |
                            (equal16(first, e_) & equal16(second, q_));
      events |= static_cast<std::uint64_t>(bits16(found)) << part;
    }
    return events;
  }

 private:
  Bytes16 marks_;
  Bytes16 low_bits_ = held16(sixteen<15>);
  Bytes16 p_ = held16(sixteen<'p'>);
  Bytes16 o_ = held16(sixteen<'o'>);
  Bytes16 r_ = held16(sixteen<'r'>);
  Bytes16 e_ = held16(sixteen<'e'>);
  Bytes16 q_ = held16(sixteen<'q'>);
};

/// The bits below the lowest one of `stops`.
[[nodiscard]] constexpr std::uint32_t before_first(std::uint32_t stops) {
  return ~(stops | (0 - stops));
}

inline constexpr Table16 marks_in_string = set_of("\\\n`{");

/// The end of the string at `begin` if it has up to 15 bytes and nothing in it matters, or 0.
[[nodiscard]] inline std::uint32_t plain_string_end(std::string_view text, std::uint32_t begin) {
  if (begin + 17 > text.size()) return 0;
  const Bytes16 bytes = load16(text.data() + begin + 1);
  const std::uint32_t ends = bits16(equal16(bytes, text[begin]));
  const std::uint32_t others = bits16(among16(bytes, held16(marks_in_string), held16(sixteen<15>)) |
                                      equal16(bytes, held16(sixteen<'<'>)));
  if ((ends & before_first(others)) == 0) return 0;
  return begin + 2 + static_cast<std::uint32_t>(__builtin_ctz(ends));
}

struct CommentLine {
  std::uint32_t end = 0;
  bool has_code = false;  ///< a brace or a tag opens in it
};

[[nodiscard]] inline CommentLine comment_line(std::string_view text, std::uint32_t at) {
  const Bytes16 line_feed = held16(sixteen<'\n'>);
  const Bytes16 brace = held16(sixteen<'{'>);
  const Bytes16 tag = held16(sixteen<'<'>);
  CommentLine line;
  for (; at + 16 <= text.size(); at += 16) {
    const Bytes16 bytes = load16(text.data() + at);
    const std::uint32_t ends = bits16(equal16(bytes, line_feed));
    const std::uint32_t code = bits16(equal16(bytes, brace) | equal16(bytes, tag));
    line.has_code |= (code & before_first(ends)) != 0;
    if (ends != 0) {
      line.end = at + static_cast<std::uint32_t>(__builtin_ctz(ends));
      return line;
    }
  }
  for (; at < text.size() && text[at] != '\n'; ++at) {
    line.has_code |= text[at] == '{' || text[at] == '<';
  }
  line.end = at;
  return line;
}

/// Past the first "*/" whose "/" stands at `at` or later; the size of the text and 1 if none does.
[[nodiscard]] inline std::size_t after_comment(std::string_view text, std::size_t at) {
  const Bytes16 star = held16(sixteen<'*'>);
  const Bytes16 slash = held16(sixteen<'/'>);
  for (; at + 32 <= text.size(); at += 32) {
    const char* from = text.data() + at;
    const Bytes16 first = equal16(load16(from - 1), star) & equal16(load16(from), slash);
    const Bytes16 second = equal16(load16(from + 15), star) & equal16(load16(from + 16), slash);
    const std::uint32_t ends = bits16(first) | bits16(second) << 16U;
    if (ends != 0) return at + static_cast<std::size_t>(__builtin_ctz(ends)) + 1;
  }
  while (at < text.size() && (text[at] != '/' || text[at - 1] != '*')) ++at;
  return at + 1;
}

}  // namespace sitewright::context
