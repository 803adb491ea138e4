// Turns what a person typed into words that rules can be written over.
// Total: any bytes are accepted; invalid UTF-8, control characters, direction marks and markup are
// dropped, so nothing after this stage meets them.
// Units:  offsets are bytes of Text::clean. `fold` is lower case without Latin diacritics
//         ("Öffnungszeiten" -> "offnungszeiten", "Straße" -> "strasse"), so tables are plain ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::builtin {

struct Word {
  std::string text;  ///< as written
  std::string fold;
  std::size_t begin = 0;
  std::size_t end = 0;
  char before = 0;        ///< strongest mark since the previous word: . : , ( " - or 0
  bool capital = false;   ///< first letter is upper case
  bool camel = false;     ///< an upper case letter after a lower case one: RustNordic
  bool all_caps = false;  ///< two or more letters, none lower case
  bool has_digit = false;
  bool latin = true;  ///< Latin script (or digits) only
};

/// Text between quotation marks, in words: [first, first + count).
struct Quote {
  std::size_t first = 0;
  std::size_t count = 0;
  std::string text;
};

struct Text {
  std::string clean;
  std::string fold;
  std::vector<Word> words;
  std::vector<Quote> quotes;
};

Text read_text(std::string_view raw);

/// Lower case, Latin diacritics removed. Expects valid UTF-8.
std::string fold_text(std::string_view text);

/// Where a pattern matches: words [first, first + count). count is 0 when it matched a symbol
/// between words (an emoji).
struct Hit {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// `phrase`: folded words separated by blanks; `*` at an end of a word stands for any letters.
/// A phrase with non-ASCII bytes matches anywhere (scripts that write no blanks).
std::optional<Hit> find_phrase(const Text& text, std::string_view phrase, std::size_t from = 0);

/// `phrases`: alternatives separated by `|`. The earliest hit; of equals the longest.
std::optional<Hit> find_any(const Text& text, std::string_view phrases, std::size_t from = 0);

/// True when `fold` is one of the `|`-separated alternatives (each may use `*`).
bool is_any(std::string_view fold, std::string_view words);

/// Calls `visit(std::string_view)` for each part of `list` between `separator`s.
template <class Visit>
void each_part(std::string_view list, char separator, Visit visit) {
  while (!list.empty()) {
    const auto cut = list.find(separator);
    visit(list.substr(0, cut));
    if (cut == std::string_view::npos) return;
    list.remove_prefix(cut + 1);
  }
}

/// FNV-1a: stable on every machine; chooses between equally good wordings.
std::uint64_t stable_hash(std::string_view text, std::uint64_t seed = 0);

/// The words [first, first + count) as they were written, blanks between them.
std::string written(const Text& text, std::size_t first, std::size_t count);

/// Upper-cases the first letter (ASCII, Latin-1, Greek, Cyrillic); the rest is kept.
std::string capitalised(std::string_view text);

}  // namespace sitewright::builtin
