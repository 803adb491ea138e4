#include "context/tokens/pieces.hpp"

#include <cstdint>
#include <optional>

#include "context/tokens/utf8_char.hpp"

namespace sitewright::context {
namespace {

using enum CharClass;

constexpr std::uint32_t bit(CharClass kind) {
  return 1U << static_cast<std::uint32_t>(kind);
}

constexpr std::uint32_t capitals = bit(upper) | bit(letter) | bit(mark);
constexpr std::uint32_t smalls = bit(lower) | bit(letter) | bit(mark);
constexpr std::uint32_t letters = bit(upper) | bit(lower) | bit(letter);
constexpr std::uint32_t signs = bit(other) | bit(mark);
constexpr std::uint32_t blanks = bit(space) | bit(newline);

struct Char {
  CharClass kind;
  std::size_t end;
};

// Reads one piece; each part of a pattern is a function from its begin to its end.
class PieceReader {
 public:
  PieceReader(const TokenTable& table, std::string_view text)
      : classes_(table.classes()),
        text_(text),
        is_o200k_(table.encoding() == Encoding::o200k_base) {}

  PieceEnd end_of(std::size_t begin) { return {piece(begin), is_well_formed_}; }

 private:
  [[nodiscard]] bool is_at_end(std::size_t at) const { return at == text_.size(); }

  Char at(std::size_t begin) {
    const Utf8Char read = utf8_char_at(text_, begin);
    is_well_formed_ = is_well_formed_ && read.is_well_formed;
    return {classes_.of(read.character), begin + read.size};
  }

  std::size_t run(std::size_t begin, std::uint32_t kinds) {
    while (!is_at_end(begin)) {
      const Char next = at(begin);
      if ((bit(next.kind) & kinds) == 0) break;
      begin = next.end;
    }
    return begin;
  }

  std::size_t piece(std::size_t begin) {
    if (!is_o200k_) {
      if (const std::size_t end = contraction(begin); end > begin) return end;
    }
    const Char first = at(begin);
    if (const std::size_t end = word(begin, first); end > begin) return end;
    if (first.kind == number) return numbers(begin);
    const bool is_blank = text_[begin] == ' ';
    const std::size_t sign = is_blank ? begin + 1 : begin;
    if (const std::size_t end = run(sign, signs); end > sign) return line_ends(end);
    return white_space(begin);
  }

  // A word with at most one sign or blank before it.
  std::size_t word(std::size_t begin, Char first) {
    const bool may_lead = (bit(first.kind) & (letters | bit(number) | bit(newline))) == 0;
    if (!is_o200k_) {
      const std::size_t from = may_lead ? first.end : begin;
      const std::size_t end = run(from, letters);
      return end > from ? end : begin;
    }
    if (may_lead) {
      if (const auto end = mixed_word(first.end)) return contraction(*end);
      if (first.kind != mark) {
        const std::size_t end = run(first.end, capitals);
        return end > first.end ? contraction(end) : begin;
      }
    }
    if (const auto end = mixed_word(begin)) return contraction(*end);
    const std::size_t end = run(begin, capitals);
    return end > begin ? contraction(end) : begin;
  }

  // capitals* smalls+: where no small letter follows the capitals, the match gives back what is
  // only a capital.
  std::optional<std::size_t> mixed_word(std::size_t begin) {
    std::optional<std::size_t> last_small;
    while (!is_at_end(begin)) {
      const Char next = at(begin);
      if (next.kind == lower) return run(begin, smalls);
      if ((bit(next.kind) & capitals) == 0) break;
      begin = next.end;
      if (next.kind != upper) last_small = begin;
    }
    return last_small;
  }

  // 's 't 're 've 'm 'll 'd in any case; the end of nothing is its begin.
  [[nodiscard]] std::size_t contraction(std::size_t begin) const {
    const std::string_view rest = text_.substr(begin, 3);
    if (rest.size() < 2 || rest[0] != '\'') return begin;
    const auto lowered = [&](std::size_t index) {
      return index < rest.size() ? static_cast<char>(rest[index] | 0x20) : '\0';
    };
    switch (lowered(1)) {
      case 's':
      case 't':
      case 'm':
      case 'd':
        return begin + 2;
      case 'r':
      case 'v':
        return lowered(2) == 'e' ? begin + 3 : begin;
      case 'l':
        return lowered(2) == 'l' ? begin + 3 : begin;
      default:
        break;
    }
    // The long s is an s in another case.
    return rest.substr(1) == "\xC5\xBF" ? begin + 3 : begin;
  }

  std::size_t numbers(std::size_t begin) {
    for (int count = 0; count < 3 && !is_at_end(begin); ++count) {
      const Char next = at(begin);
      if (next.kind != number) break;
      begin = next.end;
    }
    return begin;
  }

  [[nodiscard]] std::size_t line_ends(std::size_t begin) const {
    const std::string_view set = is_o200k_ ? "\r\n/" : "\r\n";
    const std::size_t end = text_.find_first_not_of(set, begin);
    return end == std::string_view::npos ? text_.size() : end;
  }

  // To the last line end; without one all but the last blank, which belongs to what follows.
  std::size_t white_space(std::size_t begin) {
    std::size_t end = begin;
    std::size_t last = begin;
    std::size_t after_newline = begin;
    while (!is_at_end(end)) {
      const Char next = at(end);
      if ((bit(next.kind) & blanks) == 0) break;
      last = end;
      end = next.end;
      if (next.kind == newline) after_newline = end;
    }
    if (after_newline > begin) return after_newline;
    return is_at_end(end) || last == begin ? end : last;
  }

  const CharClasses& classes_;
  std::string_view text_;
  bool is_o200k_;
  bool is_well_formed_ = true;
};

}  // namespace

PieceEnd piece_end(const TokenTable& table, std::string_view text, std::size_t begin) {
  return PieceReader(table, text).end_of(begin);
}

}  // namespace sitewright::context
