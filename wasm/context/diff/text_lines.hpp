// Lines of a text, by number, without a table of all of them.
// Units: lines counted from 0, with their newlines; the last one may have none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace sitewright::context {

[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

/// a == b, sixteen bytes at a time: memcmp of wasi-libc goes byte by byte.
[[nodiscard]] bool same_bytes(std::string_view a, std::string_view b);

/// The equal lines at the beginning of two texts.
struct EqualLines {
  std::uint32_t lines = 0;
  std::size_t bytes = 0;
};

[[nodiscard]] EqualLines equal_lines(std::string_view a, std::string_view b);

[[nodiscard]] std::size_t count_newlines(std::string_view text);

/// Where the text goes on after `count` more newlines from `at`; its end when there are fewer.
[[nodiscard]] std::size_t skip_lines(std::string_view text, std::size_t at, std::size_t count);

/// Reads lines in ascending order.
class LineCursor {
 public:
  explicit LineCursor(std::string_view text) : text_(text) {}

  /// `line` is not before the cursor.
  void seek(std::size_t line) {
    at_ = skip_lines(text_, at_, line - line_);
    line_ = line;
  }
  /// Empty at the end.
  std::string_view next() {
    const std::size_t end = skip_lines(text_, at_, 1);
    const std::string_view line = text_.substr(at_, end - at_);
    at_ = end;
    ++line_;
    return line;
  }
  [[nodiscard]] bool is_at_end() const { return at_ == text_.size(); }
  [[nodiscard]] std::size_t line() const { return line_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
};

}  // namespace sitewright::context
