#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "context/tokens/merge.hpp"
#include "context/tokens/pieces.hpp"
#include "context/tokens/tokens.hpp"
#include "context/tokens/utf8_char.hpp"
#include "context/tokens/windows.hpp"

namespace sitewright::context {
namespace {

constexpr unsigned known_bits = 14;
constexpr unsigned merged_bits = 15;
constexpr unsigned count_bits = 4;  // a short piece has at most 15 tokens

// 0 when `entry` is of another piece.
std::size_t count_in(const ShortKey& entry, ShortKey key) {
  const bool is_same = entry.low == key.low && (entry.high ^ key.high) << count_bits == 0;
  return is_same ? static_cast<std::size_t>(entry.high >> (64 - count_bits)) : 0;
}

ShortKey with_count(ShortKey key, std::size_t count) {
  return {key.low, key.high | std::uint64_t{count} << (64 - count_bits)};
}

template <unsigned bits>
std::size_t place(std::uint64_t hash) {
  return static_cast<std::size_t>(hash >> (64 - bits));
}

std::uint64_t starts_at(Encoding encoding, std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.size() >= window_size) return piece_starts(encoding, rest.data(), window_size);
  std::array<char, window_size> copy{};
  std::copy(rest.begin(), rest.end(), copy.begin());
  return piece_starts(encoding, copy.data(), rest.size());
}

std::string with_replacements(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char next = utf8_char_at(text, at);
    out.append(next.is_well_formed ? text.substr(at, next.size) : "\xEF\xBF\xBD");
    at += next.size;
  }
  return out;
}

}  // namespace

Counter::Counter(TokenTable& table)
    : table_(&table),
      known_(std::size_t{1} << known_bits),
      merged_(std::size_t{1} << merged_bits) {}

std::size_t Counter::count(std::string_view text) {
  std::size_t tokens = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<std::uint8_t>(text[at]) < 0x80) {
      const std::uint64_t starts = starts_at(table_->encoding(), text, at);
      if (starts != 1) {
        tokens += count_pieces(text, at, starts);
        at += static_cast<std::size_t>(63 - std::countl_zero(starts));
        continue;
      }
    }
    const PieceEnd end = piece_end(*table_, text, at);
    if (!end.is_well_formed) return tokens + count(with_replacements(text.substr(at)));
    tokens += count_piece(text, at, end.at);
    at = end.at;
  }
  return tokens;
}

// All pieces of a window but the last, whose end is not in it.
std::size_t Counter::count_pieces(std::string_view text, std::size_t begin, std::uint64_t starts) {
  std::size_t tokens = 0;
  const bool is_padded = text.size() - begin >= window_size + key_bytes;
  for (std::size_t from = 0;;) {
    starts &= starts - 1;
    if (starts == 0) return tokens;
    const auto to = static_cast<std::size_t>(std::countr_zero(starts));
    const std::size_t size = to - from;
    const char* const piece = text.data() + begin + from;
    if (is_padded && size <= longest_short) {
      tokens += count_key(padded_key(piece, size), {piece, size});
    } else {
      tokens += count_piece(text, begin + from, begin + to);
    }
    from = to;
  }
}

std::size_t Counter::count_piece(std::string_view text, std::size_t begin, std::size_t end) {
  std::string_view piece = text.substr(begin, end - begin);
  if (text.size() - begin < piece.size() + key_bytes) {
    padded_.assign(piece.begin(), piece.end());
    padded_.resize(piece.size() + key_bytes);
    piece = {padded_.data(), piece.size()};
  }
  if (piece.size() <= longest_short) {
    return count_key(padded_key(piece.data(), piece.size()), piece);
  }
  return table_->find_padded(piece) ? 1 : merged_count(*table_, piece);
}

inline std::size_t Counter::count_key(ShortKey key, std::string_view piece) {
  const std::uint64_t hash = hash_of(key);
  const std::size_t count = count_in(known_[place<known_bits>(hash)], key);
  return count != 0 ? count : count_unknown(key, hash, piece);
}

std::size_t Counter::count_unknown(ShortKey key, std::uint64_t hash, std::string_view piece) {
  ShortKey& known = known_[place<known_bits>(hash)];
  if (table_->find(key, hash)) {
    known = with_count(key, 1);
    return 1;
  }
  ShortKey& merged = merged_[place<merged_bits>(hash)];
  if (count_in(merged, key) == 0) merged = with_count(key, merged_count(*table_, piece));
  known = merged;
  return count_in(merged, key);
}

std::size_t count(TokenTable& table, std::string_view text) {
  return Counter(table).count(text);
}

}  // namespace sitewright::context
