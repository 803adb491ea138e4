// The line of an offset, for offsets that never descend.
#pragma once

#include <cstdint>
#include <string_view>

#include "context/scan/bytes16.hpp"

namespace sitewright::context {

class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  /// Counted from 1.
  std::uint32_t line_of(std::uint32_t offset) {
    line_ += count_byte(text_.substr(offset_, offset - offset_), '\n');
    offset_ = offset;
    return line_;
  }

  /// The last offset asked for.
  [[nodiscard]] std::uint32_t offset() const { return offset_; }

 private:
  std::string_view text_;
  std::uint32_t offset_ = 0;
  std::uint32_t line_ = 1;
};

}  // namespace sitewright::context
