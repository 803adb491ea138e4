#include <string>

#include "context/tokens/merge.hpp"
#include "context/tokens/pieces.hpp"
#include "context/tokens/tokens.hpp"
#include "context/tokens/utf8_char.hpp"

namespace sitewright::context {
namespace {

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

Counter::Counter(const TokenTable& table) : table_(&table) {}

std::size_t Counter::count(std::string_view text) {
  std::size_t tokens = 0;
  for (std::size_t at = 0; at < text.size();) {
    const PieceEnd end = piece_end(*table_, text, at);
    if (!end.is_well_formed) return tokens + count(with_replacements(text.substr(at)));
    tokens += count_piece(text.substr(at, end.at - at));
    at = end.at;
  }
  return tokens;
}

std::size_t Counter::count_piece(std::string_view piece) {
  return table_->find(piece) ? 1 : merged_count(*table_, piece);
}

std::size_t count(const TokenTable& table, std::string_view text) {
  return Counter(table).count(text);
}

}  // namespace sitewright::context
