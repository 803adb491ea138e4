// Counts tokens exactly as tiktoken's encode_ordinary does: special tokens are plain text.
// Units:  bytes in, tokens out. Text is UTF-8; each ill-formed sequence counts as U+FFFD, as the
//         platform's TextDecoder would replace it.
// Errors: only TokenTable::load fails; counting is total, on any bytes.
// Memory: a table of o200k_base holds 1.7 MB at first and 7 MB when every token was met, a Counter
//         0.8 MB. A piece that is no token, such as a megabyte of one letter, takes 24 bytes for
//         each of its bytes while it is merged.
// Source: patterns and ranks of the npm package tiktoken, packed by pack_ranks.mjs; Unicode classes
//         of the version that tiktoken was built with (docs/decisions/0014).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context/tokens/hash.hpp"
#include "context/tokens/packed_tokens.hpp"
#include "result/result.hpp"

namespace sitewright::context {

/// The tokens of one encoding, by their bytes. Remembers what was looked up. Owns its memory; a
/// moved-from table is empty.
class TokenTable {
 public:
  /// Reads what pack_ranks.mjs wrote.
  /// Errors: invalid_input when the bytes are not such a file, whole and unchanged.
  [[nodiscard]] static Result<TokenTable> load(std::string packed);

  [[nodiscard]] Encoding encoding() const { return packed_.encoding(); }
  /// How many tokens there are, special tokens left out.
  [[nodiscard]] std::size_t size() const { return packed_.size(); }
  [[nodiscard]] const CharClasses& classes() const { return packed_.classes(); }

  [[nodiscard]] std::optional<Rank> find(std::string_view token);
  /// As find, for a token from whose begin key_bytes (hash.hpp) can be read; it is not empty.
  [[nodiscard]] std::optional<Rank> find_padded(std::string_view token);
  /// As find_padded, for a token of at most longest_short bytes.
  [[nodiscard]] std::optional<Rank> find(ShortKey key, std::uint64_t hash);

 private:
  struct Entry {
    std::uint32_t at = 0;  // in bytes_
    std::uint32_t rank : 24 = 0;
    std::uint32_t size : 8 = 0;
  };

  explicit TokenTable(PackedTokens packed);
  std::optional<Rank> find_packed(std::string_view token);
  void insert(const RankedToken& token);
  void grow();
  void place(std::uint64_t hash, std::size_t number);
  /// All tokens that begin with these two bytes have an entry.
  [[nodiscard]] bool is_settled(std::uint16_t start) const {
    return (settled_[start / 64U] >> start % 64U & 1U) != 0;
  }
  [[nodiscard]] std::string_view bytes_of(const Entry& entry) const {
    return {bytes_.data() + entry.at, entry.size};
  }
  template <class IsWanted>
  std::optional<Rank> probe(std::uint64_t hash, IsWanted is_wanted) const;

  PackedTokens packed_;
  std::vector<std::uint32_t> lookups_;  // by group, while it is not settled
  std::vector<std::uint64_t> settled_;  // a bit for each two bytes
  std::vector<char> bytes_;             // of all entries, one after the other, and key_bytes more
  std::vector<Entry> entries_;          // tokens that were met
  std::vector<std::uint32_t> slots_;    // open addressing: tag << 18 | entry + 1; 0 is free
};

/// Counts many texts; remembers pieces that it has met. The table outlives it.
class Counter {
 public:
  explicit Counter(TokenTable& table);

  [[nodiscard]] std::size_t count(std::string_view text);

 private:
  std::size_t count_pieces(std::string_view text, std::size_t begin, std::uint64_t starts);
  std::size_t count_piece(std::string_view text, std::size_t begin, std::size_t end);
  std::size_t count_key(ShortKey key, std::string_view piece);
  std::size_t count_unknown(ShortKey key, std::uint64_t hash, std::string_view piece);

  TokenTable* table_;
  // By hash; the count of tokens in the free bits. What no token is stays longer: it costs more.
  std::vector<ShortKey> known_;
  std::vector<ShortKey> merged_;
  std::vector<char> padded_;
};

/// For a single text. Whoever has many keeps a Counter.
[[nodiscard]] std::size_t count(TokenTable& table, std::string_view text);

}  // namespace sitewright::context
