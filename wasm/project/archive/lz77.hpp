// Finds repetitions: text as literals and references to the last 32 KiB.
// Source: RFC 1951, 4: hash chains with lazy matching.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sitewright::project {

struct Token {
  std::uint16_t distance = 0;  ///< 1..32,768; 0: a literal
  std::uint16_t value = 0;     ///< the literal byte, or the length 3..258
};

class Matcher {
 public:
  explicit Matcher(std::string_view bytes);

  /// Appends at most `most` tokens, fewer at the end of the bytes.
  void next(std::vector<Token>& tokens, std::size_t most);

  /// Bytes that all tokens so far stand for.
  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  struct Match {
    std::size_t length = 0;
    std::size_t distance = 0;
  };

  /// Longer than `above`, or nothing.
  [[nodiscard]] Match find(std::size_t at, std::size_t above, int tries) const;
  [[nodiscard]] std::size_t common_length(std::size_t a, std::size_t b, std::size_t most) const;
  void insert(std::size_t at);

  std::string_view bytes_;
  std::size_t position_ = 0;
  Match ahead_;  // at position_, found while looking one byte ahead
  bool has_ahead_ = false;
  // A short text has small tables: most files of a site are shorter than the window.
  std::uint32_t shift_;                 // from a product to its slot
  std::vector<std::int32_t> three_;     // by hash of three bytes: the newest place
  std::vector<std::int32_t> head_;      // by hash of four bytes: the newest place
  std::vector<std::int32_t> previous_;  // by place modulo the window: the one before
};

}  // namespace sitewright::project
