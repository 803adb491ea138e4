#include "context/rank/terms.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <span>

#include "context/rank/stem.hpp"
#include "context/scan/bytes16.hpp"
#include "context/scan/characters.hpp"

namespace sitewright::context {
namespace {

constexpr std::size_t longest_part = 40;     // longer runs are data, not words
constexpr std::size_t longest_foreign = 60;  // code points of one word that are looked at
constexpr std::size_t longest_numbered = 96;

enum class Kind : std::uint8_t { none, digit, lower, upper, joint, foreign };

constexpr std::array<Kind, 256> kinds = [] {
  std::array<Kind, 256> table{};
  for (int at = 0; at < 256; ++at) {
    auto& kind = table[static_cast<std::size_t>(at)];
    if (at >= '0' && at <= '9') kind = Kind::digit;
    if (at >= 'a' && at <= 'z') kind = Kind::lower;
    if (at >= 'A' && at <= 'Z') kind = Kind::upper;
    if (at == '_' || at == '$') kind = Kind::joint;
    if (at >= 0x80) kind = Kind::foreign;
  }
  return table;
}();

Kind kind_of(char byte) {
  return kinds[static_cast<unsigned char>(byte)];
}

bool begins_word(Kind kind) {
  return kind == Kind::lower || kind == Kind::upper || kind == Kind::foreign;
}

bool is_ascii_word(Kind kind) {
  return kind != Kind::none && kind != Kind::foreign;
}

Bytes16 letters16(Bytes16 bytes) {
  const Bytes16 above_a = (bytes | 0x20) - 'a';
  return reinterpret_cast<Bytes16>(above_a < 26);
}

// The first byte from `at` on that begins a word: begins_word sixteen at a time.
std::size_t word_begin(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    const Bytes16 bytes = load16(text.data() + at);
    const std::uint32_t bits = bits16(letters16(bytes) | bytes);
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
  }
  while (at < text.size() && !begins_word(kind_of(text[at]))) ++at;
  return at;
}

// The first byte from `at` on that is not is_ascii_word, sixteen at a time.
std::size_t ascii_word_end(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    const Bytes16 bytes = load16(text.data() + at);
    const Bytes16 digits = reinterpret_cast<Bytes16>(Bytes16(bytes - '0') < 10);
    const Bytes16 word = letters16(bytes) | digits | equal16(bytes, '_') | equal16(bytes, '$');
    const std::uint32_t bits = bits16(word) ^ 0xFFFFU;
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
  }
  while (at < text.size() && is_ascii_word(kind_of(text[at]))) ++at;
  return at;
}

Term hash_of(std::string_view text) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x01000193U;
  hash ^= hash >> 15U;
  hash *= 0x2C1B3C6DU;
  return hash ^ hash >> 13U;
}

constexpr char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

Term part_term(std::string_view part) {
  std::array<char, longest_part> letters{};
  const auto size = std::min(part.size(), letters.size());
  for (std::size_t at = 0; at < size; ++at) letters[at] = lower(part[at]);
  return hash_of({letters.data(), stem(letters, size)});
}

void append_part(std::string_view part, std::vector<Term>& parts) {
  if (part.size() >= 2 && part.size() <= longest_part) parts.push_back(part_term(part));
}

// aB | ABc -> A Bc | letters and digits part company, digits alone are dropped.
void append_ascii(std::string_view word, std::vector<Term>& parts) {
  std::size_t first = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto kind = kind_of(word[at]);
    if (kind == Kind::joint || kind == Kind::digit) {
      append_part(word.substr(first, at - first), parts);
      first = at + 1;
      continue;
    }
    if (kind != Kind::upper || at == first) continue;
    const bool before_lower = at + 1 < word.size() && kind_of(word[at + 1]) == Kind::lower;
    if (kind_of(word[at - 1]) == Kind::lower || (before_lower && at > first)) {
      append_part(word.substr(first, at - first), parts);
      first = at;
    }
  }
  append_part(word.substr(first), parts);
}

struct Decoded {
  char32_t point;
  std::size_t size;
};

// Broken sequences count as one byte each; they only make odd terms, never wrong reads.
Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at + offset]));
  };
  const auto lead = byte(0);
  const std::size_t size = lead < 0xC2   ? 1
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF5 ? 4
                                         : 1;
  if (size == 1 || at + size > text.size()) return {lead, 1};
  char32_t point = lead & (0x7FU >> size);
  for (std::size_t offset = 1; offset < size; ++offset) {
    if ((byte(offset) & 0xC0U) != 0x80U) return {lead, 1};
    point = point << 6U | (byte(offset) & 0x3FU);
  }
  return {point, size};
}

// Signs between words: Latin-1 signs, general punctuation to symbols, CJK punctuation, full width
// punctuation, private use and specials, pictographs.
constexpr bool separates(char32_t point) {
  return (point >= 0x80 && point < 0xC0 && point != 0xAA && point != 0xB5 && point != 0xBA) ||
         point == 0xD7 || point == 0xF7 || (point >= 0x2000 && point < 0x2C00) ||
         (point >= 0x3000 && point < 0x3040) || (point >= 0xE000 && point < 0xF900) ||
         (point >= 0xFE00 && point < 0xFE70) || (point >= 0xFF00 && point < 0xFF21) ||
         (point >= 0xFFE0 && point < 0x10000) || (point >= 0x1F000 && point < 0x20000);
}

// Scripts that put no space between words: Thai to Tibetan and Khmer, CJK, kana, Hangul.
constexpr bool unspaced(char32_t point) {
  return (point >= 0x0E00 && point < 0x1000) || (point >= 0x1780 && point < 0x1800) ||
         (point >= 0x2E80 && point < 0xA4D0) || (point >= 0xAC00 && point < 0xD7B0) ||
         (point >= 0xF900 && point < 0xFB00) || (point >= 0x20000 && point < 0x32000);
}

// Simple case folding where it is a fixed step: Latin-1, Latin Extended-A, Greek, Cyrillic.
constexpr char32_t folded(char32_t point) {
  if (point >= 'A' && point <= 'Z') return point + 32;
  if ((point >= 0xC0 && point <= 0xDE) || (point >= 0x391 && point <= 0x3A9)) return point + 32;
  if (point >= 0x410 && point <= 0x42F) return point + 32;
  if (point >= 0x400 && point <= 0x40F) return point + 80;
  if (point >= 0x100 && point < 0x130) return point | 1U;
  return point;
}

Term gram(std::span<const char32_t> points) {
  std::uint32_t hash = 0x9747B28CU;
  for (const auto point : points) hash = (hash ^ point) * 0x01000193U;
  return hash ^ hash >> 16U;
}

void append_foreign(std::string_view word, std::vector<Term>& parts) {
  std::array<char32_t, longest_foreign> points{};
  std::size_t count = 0;
  bool spaced = true;
  for (std::size_t at = 0; at < word.size() && count < points.size();) {
    const auto [point, size] = decode(word, at);
    points[count++] = folded(point);
    spaced = spaced && !unspaced(point);
    at += size;
  }
  const std::span<const char32_t> all(points.data(), count);
  const std::size_t length = spaced ? 4 : 2;
  if (count <= length) return parts.push_back(gram(all));
  for (std::size_t at = 0; at + length <= count; ++at)
    parts.push_back(gram(all.subspan(at, length)));
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& byte : out) byte = lower(byte);
  return out;
}

std::size_t foreign_letter(std::string_view text, std::size_t at) {
  if (kind_of(text[at]) != Kind::foreign) return 0;
  const auto [point, size] = decode(text, at);
  return separates(point) ? 0 : size;
}

WordSpan next_word(std::string_view text, std::size_t at) {
  for (;;) {
    at = word_begin(text, at);
    if (at == text.size()) return {at, 0, true};
    WordSpan word{at, 0, true};
    std::size_t end = at;
    for (;;) {
      end = ascii_word_end(text, end);
      if (end == text.size() || kind_of(text[end]) != Kind::foreign) break;
      const auto size = foreign_letter(text, end);
      if (size == 0) break;
      word.ascii = false;
      end += size;
    }
    word.size = end - at;
    if (word.size > 0) return word;
    at += decode(text, at).size;
  }
}

void append_terms(std::string_view word, std::vector<Term>& parts, std::vector<Term>& pairs) {
  const auto before = parts.size();
  const bool ascii =
      std::ranges::none_of(word, [](char byte) { return kind_of(byte) == Kind::foreign; });
  if (!ascii) return append_foreign(word, parts);
  append_ascii(word, parts);
  for (auto at = before + 1; at < parts.size(); ++at) {
    pairs.push_back(pair_of(parts[at - 1], parts[at]));
  }
}

Term numbered_term(std::string_view word) {
  const auto is = [&](Kind kind) {
    return std::ranges::any_of(word, [kind](char byte) { return kind_of(byte) == kind; });
  };
  if (word.size() > longest_numbered || !is(Kind::digit) || is(Kind::foreign)) return 0;
  return hash_of(lower_case(word));
}

void append_numbers(std::string_view text, std::vector<Term>& numbers) {
  constexpr std::size_t least = 3;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto word = text.substr(at, ascii_word_end(text, at) - at);
    at += word.size();
    const bool number = std::ranges::all_of(word, [](char byte) { return is_digit(byte); });
    if (number && word.size() >= least && word.size() <= longest_numbered) {
      numbers.push_back(hash_of(word));
    }
  }
}

Term term_of(std::string_view lower_case_word) {
  return part_term(lower_case_word);
}

}  // namespace sitewright::context
