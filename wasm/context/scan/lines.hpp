// The line of an offset, for offsets that never descend.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "context/scan/bytes16.hpp"

namespace sitewright::context {

class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  /// Counted from 1.
  std::uint32_t line_of(std::uint32_t offset) {
    while (offset_ < offset) {
      if (offset_ + 16 > text_.size()) {
        line_ += count_byte(text_.substr(offset_, offset - offset_), '\n');
        offset_ = offset;
        break;
      }
      std::uint32_t bits = bits16(equal16(load16(text_.data() + offset_), '\n'));
      const std::uint32_t count = std::min(offset - offset_, 16U);
      bits &= 0xffffU >> (16 - count);
      line_ += static_cast<std::uint32_t>(__builtin_popcount(bits));
      offset_ += count;
    }
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
