// Words of code and prose as search terms. An identifier is split where its case changes, at
// digits and at `_` and `$`; parts are lower-cased and stemmed; two neighbouring parts are a term
// of their own, so that "operator labels" finds useOperatorLabels before a file that has both
// words far apart. Words of other scripts become n-grams: two characters for scripts without
// spaces, four for the rest.
// Terms are 32-bit hashes: a record of a file holds no text. Two words that share a hash are
// one term; at 100,000 distinct words that touches about one in a million.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

using Term = std::uint32_t;

/// One word of a text: a run of ASCII letters, digits, `_` and `$`, or of letters beyond ASCII.
struct WordSpan {
  std::size_t first = 0;
  std::size_t size = 0;
  bool ascii = true;
};

/// The next word at or after `at`; size 0 at the end. Digits alone are no word.
[[nodiscard]] WordSpan next_word(std::string_view text, std::size_t at);

/// Appends the terms of one word as next_word cut it: its parts, then its pairs.
void append_terms(std::string_view word, std::vector<Term>& parts, std::vector<Term>& pairs);

/// A whole name that has digits, `thing7_3`, in any case of its letters; 0 for any other word and
/// for one of more than 96 bytes. append_terms drops digits, so that forms of one word meet.
[[nodiscard]] Term numbered_term(std::string_view word);

/// Appends the terms of numbers of three and more digits that stand alone: "404.tsx".
void append_numbers(std::string_view text, std::vector<Term>& numbers);

/// Bytes of the letter beyond ASCII at `at`; 0 for a sign and for ASCII.
[[nodiscard]] std::size_t foreign_letter(std::string_view text, std::size_t at);

/// Letters of ASCII only.
[[nodiscard]] std::string lower_case(std::string_view text);

/// The pair of two neighbouring parts.
[[nodiscard]] constexpr Term pair_of(Term left, Term right) {
  std::uint64_t mixed = (std::uint64_t{left} << 32U | right) * 0x9E3779B97F4A7C15U;
  mixed ^= mixed >> 29U;
  return static_cast<Term>(mixed * 0xBF58476D1CE4E5B9U >> 32U);
}

/// A stemmed, lower-case word as a term (for word lists that are part of the program).
[[nodiscard]] Term term_of(std::string_view lower_case_word);

}  // namespace sitewright::context
