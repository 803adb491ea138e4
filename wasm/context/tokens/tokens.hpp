// Counts tokens exactly as tiktoken's encode_ordinary does: special tokens are plain text.
// Units:  bytes in, tokens out. Text is UTF-8; each ill-formed sequence counts as U+FFFD, as the
//         platform's TextDecoder would replace it.
// Errors: only TokenTable::load fails; counting is total, on any bytes.
// Memory: a table of o200k_base holds 4.6 MB, a Counter 0.8 MB. A piece that is no token, such as
//         a megabyte of one letter, takes 24 bytes for each of its bytes while it is merged.
// Source: patterns and ranks of the npm package tiktoken, packed by pack_ranks.mjs; Unicode classes
//         of the version that tiktoken was built with (docs/decisions/0014).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "context/tokens/char_classes.hpp"
#include "context/tokens/hash.hpp"
#include "result/result.hpp"

namespace sitewright::context {

enum class Encoding : std::uint8_t { o200k_base, cl100k_base };

/// Position of a token in its encoding; the lower of two merges goes first.
using Rank = std::uint32_t;

/// The tokens of one encoding, by their bytes. Owns its memory; a moved-from table is empty.
class TokenTable {
 public:
  /// Reads what pack_ranks.mjs wrote; nothing points into `packed` afterwards.
  /// Errors: invalid_input when the bytes are not such a file, whole and unchanged.
  [[nodiscard]] static Result<TokenTable> load(std::string_view packed);

  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// How many tokens there are, special tokens left out.
  [[nodiscard]] std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  [[nodiscard]] std::optional<Rank> find(std::string_view token) const;
  /// The bytes of a token; `rank` is below size().
  [[nodiscard]] std::string_view bytes_of(Rank rank) const;
  [[nodiscard]] std::size_t longest_token() const { return longest_; }
  [[nodiscard]] const CharClasses& classes() const { return classes_; }

  /// As find, for a token from whose begin key_bytes (hash.hpp) can be read.
  [[nodiscard]] std::optional<Rank> find_padded(std::string_view token) const;
  /// As find_padded, for a token of at most longest_short bytes.
  [[nodiscard]] std::optional<Rank> find(ShortKey key, std::uint64_t hash) const;

 private:
  TokenTable() = default;
  /// The two tokens of lower rank that a token is made of.
  struct Halves {
    Rank left = 0;
    Rank right = 0;
  };

  bool read_tokens(std::string_view singles, std::string_view pairs);
  static std::size_t read_halves(std::string_view pairs, std::size_t begin,
                                 std::span<Halves> halves);
  bool read_sizes(std::string_view pairs, std::vector<Halves>& halves, std::size_t begin);
  void write_bytes(const std::vector<Halves>& halves, std::size_t begin);
  bool insert_from(Rank begin, std::size_t count);
  void append(char* to, Rank rank);
  bool insert(Rank rank);
  [[nodiscard]] std::size_t size_of(Rank rank) const { return offsets_[rank + 1] - offsets_[rank]; }
  template <class IsWanted>
  std::optional<Rank> probe(std::uint64_t hash, IsWanted is_wanted) const;

  Encoding encoding_ = Encoding::o200k_base;
  CharClasses classes_;
  std::vector<char> bytes_;             // all tokens, one after the other, and key_bytes more
  std::vector<std::uint32_t> offsets_;  // by rank, into bytes_; one more at the end
  std::vector<std::uint32_t> slots_;    // open addressing: tag << 18 | rank + 1; 0 is free
  std::size_t longest_ = 0;
};

/// Counts many texts; remembers pieces that it has met. The table outlives it.
class Counter {
 public:
  explicit Counter(const TokenTable& table);

  [[nodiscard]] std::size_t count(std::string_view text);

 private:
  std::size_t count_pieces(std::string_view text, std::size_t begin, std::uint64_t starts);
  std::size_t count_piece(std::string_view text, std::size_t begin, std::size_t end);
  std::size_t count_key(ShortKey key, std::string_view piece);
  std::size_t count_unknown(ShortKey key, std::uint64_t hash, std::string_view piece);

  const TokenTable* table_;
  // By hash; the count of tokens in the free bits. What no token is stays longer: it costs more.
  std::vector<ShortKey> known_;
  std::vector<ShortKey> merged_;
  std::vector<char> padded_;
};

/// For a single text. Whoever has many keeps a Counter.
[[nodiscard]] std::size_t count(const TokenTable& table, std::string_view text);

}  // namespace sitewright::context
