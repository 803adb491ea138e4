#include "builtin/prompt/tokens.hpp"

#include <algorithm>
#include <utility>

#include "builtin/prompt/utf8.hpp"

namespace sitewright::builtin {
namespace {

bool starts_with_folded(std::string_view text, std::size_t at, std::string_view lower) {
  if (text.size() - at < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[at + i];
    const char folded = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (folded != lower[i]) return false;
  }
  return true;
}

/// Where the markup that opens at `at` ends; `at` itself when it is only a "less than".
std::size_t markup_end(std::string_view raw, std::size_t at) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (at + 1 >= raw.size()) return at;
  const char mark = raw[at + 1];
  if (!letter(mark) && mark != '/' && mark != '!') return at;
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"<script", "</script>"},
        {"<style", "</style>"},
        {"<!--", "-->"}}) {
    if (!starts_with_folded(raw, at, open)) continue;
    for (std::size_t i = at; i < raw.size(); ++i) {
      if (starts_with_folded(raw, i, close)) return i + close.size();
    }
  }
  const auto close = raw.find('>', at);
  return close == std::string_view::npos || close - at > 300 ? at : close + 1;
}

/// Valid UTF-8 on one line, blanks collapsed, without markup or invisible characters.
std::string cleaned(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  const auto blank = [&] {
    if (!out.empty() && out.back() != ' ' && out.back() != '\n') out.push_back(' ');
  };
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] == '<') {
      if (const auto end = markup_end(raw, at); end != at) {
        blank();
        at = end;
        continue;
      }
    }
    const char32_t point = utf8::next(raw, at);
    if (point == '\n') {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      if (!out.empty() && out.back() != '\n') out.push_back('\n');
    } else if (point == ' ' || point == '\t' || point == '\r' || point == 0xA0 || point == 0x3000) {
      blank();
    } else if (point != utf8::invalid && !utf8::is_dropped(point)) {
      utf8::append(out, point);
    }
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out;
}

constexpr char32_t opening_quotes[] = {'"',    0x201C, 0x201E, 0xAB, 0x2018,
                                       0x201A, 0x300C, 0x300E, '\'', '`'};
constexpr char32_t closing_quotes[] = {'"',    0x201D, 0x201C, 0xBB, 0x2019,
                                       0x2018, 0x300D, 0x300F, '\'', '`'};

char mark_of(char32_t point) {
  switch (point) {
    case '.':
    case '!':
    case '?':
    case '\n':
    case ';':
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
      return '.';
    case ':':
    case 0xFF1A:
      return ':';
    case ',':
    case 0x3001:
    case 0xFF0C:
    case 0x060C:
      return ',';
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
      return '(';
    case '-':
    case 0x2013:
    case 0x2014:
    case '|':
    case '/':
      return '-';
    default:
      return 0;
  }
}

int strength(char mark) {
  return static_cast<int>(std::string_view("-\"(,:.").find(mark) + 1) * (mark != 0);
}

bool joins(char32_t point) {  // inside a word only: o'clock, co-op, Node.js
  return point == '\'' || point == 0x2019 || point == '-' || point == '.' || point == 0x2010;
}

void finish(Word& word, std::string_view clean, std::vector<Word>& words) {
  word.text = std::string(clean.substr(word.begin, word.end - word.begin));
  word.fold = fold_text(word.text);
  bool lower_seen = false;
  std::size_t letters = 0;
  std::size_t uppers = 0;
  for (std::size_t at = 0; at < word.text.size();) {
    const std::size_t start = at;
    const char32_t point = utf8::next(word.text, at);
    const bool upper = utf8::is_upper(point);
    const bool digit = point >= '0' && point <= '9';
    word.has_digit |= digit;
    word.capital |= start == 0 && upper;
    word.camel |= upper && lower_seen;
    word.latin &= utf8::is_latin(point) || point == 0x2019;
    lower_seen |= !upper && !digit && point != '-' && point != '\'' && point != '.';
    letters += !digit;
    uppers += upper;
  }
  word.all_caps = uppers >= 2 && uppers == letters;
  words.push_back(std::move(word));
  word = {};
}

constexpr std::string_view titles = "dr|mr|mrs|ms|prof|st|nr|no|sr|sra|dra|dott|ing|hr|fr";

std::vector<Word> split_words(std::string_view clean) {
  std::vector<Word> words;
  Word word;
  bool open = false;
  char mark = 0;
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t start = at;
    const char32_t point = utf8::next(clean, at);
    bool part = utf8::is_word(point);
    if (open && !part && joins(point) && at < clean.size()) {
      std::size_t peek = at;
      part = utf8::is_word(utf8::next(clean, peek));
    }
    if (open && (point == '+' || point == '#')) part = true;  // C++, C#
    if (part) {
      if (!open) {
        word.begin = start;
        word.before = std::exchange(mark, '\0');
        open = true;
      }
      word.end = at;
    } else {
      if (std::exchange(open, false)) finish(word, clean, words);
      if (point == '&') {  // "Salt & Stone" is one name
        Word ampersand;
        ampersand.begin = start;
        ampersand.end = at;
        ampersand.before = std::exchange(mark, '\0');
        finish(ampersand, clean, words);
      } else if (point == '.' && !words.empty() && words.back().end == start &&
                 is_any(words.back().fold, titles)) {
        // "Dr. Wei" is no end of a sentence.
      } else if (strength(mark_of(point)) > strength(mark)) {
        mark = mark_of(point);
      }
    }
  }
  if (open) finish(word, clean, words);
  return words;
}

/// Pairs of quotation marks; an apostrophe inside a word opens nothing.
std::vector<Quote> find_quotes(std::string_view clean, const std::vector<Word>& words) {
  std::vector<Quote> quotes;
  const auto inside_word = [&](std::size_t at) {
    return std::ranges::any_of(words, [&](const Word& w) { return w.begin < at && at < w.end; });
  };
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t start = at;
    const char32_t point = utf8::next(clean, at);
    const auto* open = std::ranges::find(opening_quotes, point);
    if (open == std::end(opening_quotes) || inside_word(start)) continue;
    if (point == '\'' && start > 0 && clean[start - 1] != ' ' && clean[start - 1] != '(') continue;
    const char32_t close = closing_quotes[open - opening_quotes];
    for (std::size_t scan = at; scan < clean.size();) {
      const std::size_t end = scan;
      const char32_t candidate = utf8::next(clean, scan);
      const bool closes = candidate == close || (point == 0x201E && candidate == 0x201D) ||
                          (point == 0x201C && candidate == 0x201C);
      if (!closes || inside_word(end)) continue;
      Quote quote{.text = std::string(clean.substr(at, end - at))};
      quote.first = static_cast<std::size_t>(
          std::ranges::find_if(words, [&](const Word& w) { return w.begin >= at; }) -
          words.begin());
      while (quote.first + quote.count < words.size() &&
             words[quote.first + quote.count].end <= end) {
        ++quote.count;
      }
      if (quote.count > 0) quotes.push_back(std::move(quote));
      at = scan;
      break;
    }
  }
  return quotes;
}

/// `*` at an end of `pattern` stands for any letters.
bool word_matches(std::string_view word, std::string_view pattern) {
  const bool open_front = pattern.starts_with('*');
  if (open_front) pattern.remove_prefix(1);
  const bool open_back = pattern.ends_with('*');
  if (open_back) pattern.remove_suffix(1);
  if (open_front && open_back) return word.find(pattern) != std::string_view::npos;
  if (open_front) return word.ends_with(pattern);
  if (open_back) return word.starts_with(pattern);
  return word == pattern;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::optional<Hit> find_anywhere(const Text& text, std::string_view phrase, std::size_t from) {
  while (phrase.starts_with('*')) phrase.remove_prefix(1);
  while (phrase.ends_with('*')) phrase.remove_suffix(1);
  for (std::size_t i = from; i < text.words.size(); ++i) {
    if (text.words[i].fold.find(phrase) != std::string::npos) return Hit{i, 1};
  }
  if (from == 0 && text.fold.find(phrase) != std::string::npos) return Hit{0, 0};
  return std::nullopt;
}

}  // namespace

std::string fold_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) utf8::append_folded(out, utf8::next(text, at));
  return out;
}

Text read_text(std::string_view raw) {
  Text text;
  text.clean = cleaned(raw);
  text.fold = fold_text(text.clean);
  text.words = split_words(text.clean);
  text.quotes = find_quotes(text.clean, text.words);
  return text;
}

std::optional<Hit> find_phrase(const Text& text, std::string_view phrase, std::size_t from) {
  if (phrase.empty()) return std::nullopt;
  if (!is_ascii(phrase)) return find_anywhere(text, phrase, from);
  for (std::size_t first = from; first < text.words.size(); ++first) {
    std::size_t count = 0;
    bool all = true;
    each_part(phrase, ' ', [&](std::string_view part) {
      all = all && first + count < text.words.size() &&
            word_matches(text.words[first + count].fold, part);
      ++count;
    });
    if (all) return Hit{first, count};
  }
  return std::nullopt;
}

std::optional<Hit> find_any(const Text& text, std::string_view phrases, std::size_t from) {
  std::optional<Hit> best;
  each_part(phrases, '|', [&](std::string_view phrase) {
    const auto hit = find_phrase(text, phrase, from);
    if (!hit) return;
    const bool better = !best || hit->first < best->first ||
                        (hit->first == best->first && hit->count > best->count);
    if (better) best = hit;
  });
  return best;
}

bool is_any(std::string_view fold, std::string_view words) {
  bool found = false;
  each_part(words, '|', [&](std::string_view word) { found = found || word_matches(fold, word); });
  return found;
}

std::uint64_t stable_hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = 14695981039346656037ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  hash ^= hash >> 32;  // the low bits alone are used for choices
  hash *= 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 32);
}

std::string written(const Text& text, std::size_t first, std::size_t count) {
  std::string out;
  for (std::size_t i = first; i < first + count && i < text.words.size(); ++i) {
    if (!out.empty()) out.push_back(' ');
    out.append(text.words[i].text);
  }
  return out;
}

std::string capitalised(std::string_view text) {
  if (text.empty()) return {};
  std::size_t at = 0;
  char32_t point = utf8::next(text, at);
  const bool two_apart = point >= 0x100 && point <= 0x17F;
  if ((point >= 'a' && point <= 'z') || (point >= 0xE0 && point <= 0xFE && point != 0xF7) ||
      (point >= 0x3B1 && point <= 0x3C9 && point != 0x3C2) || (point >= 0x430 && point <= 0x44F)) {
    point -= 32;
  } else if (point >= 0x450 && point <= 0x45F) {
    point -= 80;
  } else if (two_apart && !utf8::is_upper(point) && point != 0x138 && point != 0x149 &&
             point != 0x17F && point != 0x131) {
    point -= 1;
  }
  std::string out;
  utf8::append(out, point);
  out.append(text.substr(at));
  return out;
}

}  // namespace sitewright::builtin
