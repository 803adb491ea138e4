// The tokens of one encoding as pack_ranks.mjs wrote them: sorted by their bytes, each without what
// it shares with the one before, so that looking one up needs nothing to be built first.
// Errors: load says no to bytes that are not such a file, whole and unchanged. Whatever has the
//         right checksum can be read to its end, and gives nonsense at worst.
// Memory: the file, 1.4 MB for o200k_base, and 0.1 MB.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context/tokens/char_classes.hpp"
#include "result/result.hpp"

namespace sitewright::context {

enum class Encoding : std::uint8_t { o200k_base, cl100k_base };

/// Position of a token in its encoding; the lower of two merges goes first.
using Rank = std::uint32_t;

struct RankedToken {
  std::string_view bytes;  ///< until the next one is read
  Rank rank = 0;
};

class PackedTokens {
 public:
  /// Tokens that begin with the same two bytes; a token of one byte is in the group of that byte
  /// and 0.
  struct Group {
    std::uint16_t start = 0;  ///< the first byte above the second
    std::uint32_t first = 0;  ///< its first token, in their order
    std::uint32_t end = 0;    ///< behind its last
  };

  static constexpr std::size_t block_size = 16;  // tokens; the first of a block shares nothing
  static constexpr std::size_t longest_possible = 255;

  [[nodiscard]] static Result<PackedTokens> load(std::string packed);

  [[nodiscard]] Encoding encoding() const { return encoding_; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] std::size_t longest() const { return longest_; }
  [[nodiscard]] const CharClasses& classes() const { return classes_; }
  /// By `start`.
  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }

  /// Of a token that is in `group` if it is anywhere. Time: a search over the group's blocks.
  [[nodiscard]] std::optional<Rank> find(const Group& group, std::string_view token) const;

  template <class Take>
  void for_each(const Group& group, Take take) const {
    Cursor cursor(*this, group.first / block_size);
    while (cursor.position() < group.end) {
      const bool is_in_group = cursor.position() >= group.first;
      const RankedToken token = cursor.next();
      if (is_in_group) take(token);
    }
  }

 private:
  class Cursor {
   public:
    Cursor(const PackedTokens& tokens, std::size_t block)
        : tokens_(tokens), position_(block * block_size), text_(tokens.block_texts_[block]) {}
    [[nodiscard]] std::size_t position() const { return position_; }
    RankedToken next();

   private:
    const PackedTokens& tokens_;
    std::size_t position_;
    std::size_t text_;
    std::size_t size_ = 0;
    std::array<char, longest_possible> bytes_{};
  };

  PackedTokens() = default;
  bool read_groups(std::string_view starts, std::string_view counts);
  bool read_blocks();
  [[nodiscard]] std::uint8_t shared(std::size_t at) const { return plane(0, at); }
  [[nodiscard]] std::uint8_t rest(std::size_t at) const { return plane(1, at); }
  [[nodiscard]] std::uint8_t plane(std::size_t number, std::size_t at) const {
    return static_cast<std::uint8_t>(packed_[planes_ + number * count_ + at]);
  }
  [[nodiscard]] std::string_view texts() const;
  [[nodiscard]] std::string_view first_of(std::size_t block) const;

  std::string packed_;
  Encoding encoding_ = Encoding::o200k_base;
  std::size_t count_ = 0;
  std::size_t longest_ = 0;
  std::size_t planes_ = 0;  // where they begin in packed_
  CharClasses classes_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> block_texts_;  // where a block's bytes begin in texts(); one more
};

}  // namespace sitewright::context
