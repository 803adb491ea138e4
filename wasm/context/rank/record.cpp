#include "context/rank/record.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "context/rank/word_hash.hpp"
#include "context/scan/characters.hpp"
#include "context/scan/language.hpp"
#include "context/scan/modules.hpp"

namespace sitewright::context {
namespace {

constexpr std::size_t most_indexed = std::size_t{1} << 20U;  // bytes of one file that are indexed
constexpr std::size_t longest_specifier = 256;
constexpr std::size_t most_imports = 256;  // a file that imports more is a list, not a neighbour

struct Seen {
  std::uint64_t hash = 0;  // 0: free
  std::uint32_t first = 0;
  std::uint32_t size = 0;
  std::uint16_t body = 0;
  std::uint16_t symbol = 0;
};

void add(std::uint16_t& count, std::uint32_t more) {
  count = static_cast<std::uint16_t>(std::min<std::uint32_t>(count + more, 0xFFFF));
}

// The distinct words of a text; splitting and stemming happen once for each, not once a use.
class WordTable {
 public:
  explicit WordTable(std::size_t bytes)
      : slots_(std::bit_ceil(std::max<std::size_t>(bytes / 24, 64))) {}

  Seen& at(std::string_view text, const WordSpan& word) {
    if (used_ * 2 > slots_.size()) grow();
    const auto hash = word_hash(text.substr(word.first, word.size));
    auto& slot = slots_[find(hash)];
    if (slot.hash == 0) {
      ++used_;
      slot.hash = hash;
      slot.first = static_cast<std::uint32_t>(word.first);
      slot.size = static_cast<std::uint32_t>(word.size);
    }
    return slot;
  }

  [[nodiscard]] const std::vector<Seen>& slots() const { return slots_; }

 private:
  [[nodiscard]] std::size_t find(std::uint64_t hash) const {
    const auto mask = slots_.size() - 1;
    auto at = static_cast<std::size_t>(hash >> 20U) & mask;
    while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Seen> old(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& slot : old) {
      if (slot.hash != 0) slots_[find(slot.hash)] = slot;
    }
  }

  std::vector<Seen> slots_;
  std::size_t used_ = 0;
};

bool declares(std::string_view word) {
  constexpr std::array<std::string_view, 13> words{
      "function", "class",     "interface", "type", "enum",   "const", "let",
      "var",      "namespace", "def",       "func", "struct", "model"};
  if (word.size() < 3 || word.size() > 9) return false;
  return std::ranges::any_of(words, [word](std::string_view one) {
    return one.front() == word.front() && one == word;  // most words differ in their first letter
  });
}

// A declaration counts as top level when its line starts in the first column.
bool top_level(std::string_view text, std::size_t at, std::size_t line) {
  const char first = text[line];
  return line == at ||
         (first != ' ' && first != '\t' && first != '}' && first != '/' && first != '*');
}

void count_words(std::string_view text, WordTable& table) {
  std::size_t line = 0;
  bool declared = false;
  std::size_t previous_end = 0;
  for (auto word = next_word(text, 0); word.size > 0;
       word = next_word(text, word.first + word.size)) {
    const auto gap = text.substr(previous_end, word.first - previous_end);
    if (const auto at = gap.rfind('\n'); at != std::string_view::npos) line = previous_end + at + 1;
    auto& seen = table.at(text, word);
    add(seen.body, 1);
    if (declared && (gap == " " || gap == "* " || gap == " *")) add(seen.symbol, 1);
    declared = declares(text.substr(word.first, word.size)) && top_level(text, word.first, line);
    previous_end = word.first + word.size;
  }
}

std::vector<TermCount> counted_terms(std::string_view text, const WordTable& table) {
  std::vector<TermCount> counts;
  std::vector<Term> terms;
  std::vector<Term> pairs;
  for (const auto& seen : table.slots()) {
    if (seen.hash == 0) continue;
    terms.clear();
    pairs.clear();
    const auto word = text.substr(seen.first, seen.size);
    append_terms(word, terms, pairs);
    terms.insert(terms.end(), pairs.begin(), pairs.end());
    const auto numbered = seen.symbol > 0 ? numbered_term(word) : 0;
    if (numbered != 0) terms.push_back(numbered);
    for (const auto term : terms) counts.push_back({term, seen.body, seen.symbol});
  }
  std::ranges::sort(counts, {}, &TermCount::term);
  std::size_t kept = 0;
  for (const auto& count : counts) {
    if (kept > 0 && counts[kept - 1].term == count.term) {
      add(counts[kept - 1].body, count.body);
      add(counts[kept - 1].symbol, count.symbol);
    } else {
      counts[kept++] = count;
    }
  }
  counts.resize(kept);
  counts.shrink_to_fit();
  return counts;
}

std::vector<std::string> distinct_imports(std::string_view path, std::string_view text) {
  const auto language = language_of(path);
  std::vector<std::string> specifiers;
  if (language == Language::other || language == Language::json || language == Language::markdown) {
    return specifiers;
  }
  const auto scan = scan_modules(language, text);
  for (const auto& import : scan.imports) {
    const bool kept = import.specifier.size() <= longest_specifier &&
                      specifiers.size() < most_imports &&
                      std::ranges::find(specifiers, import.specifier) == specifiers.end();
    if (kept) specifiers.emplace_back(import.specifier);
  }
  return specifiers;
}

}  // namespace

FileRecord make_record(std::string_view path, std::string_view text) {
  FileRecord record;
  record.bytes = static_cast<std::uint32_t>(text.size());
  record.binary = text.substr(0, 8192).contains('\0');
  if (record.binary) return record;
  record.lines = static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
  if (!text.empty() && text.back() != '\n') ++record.lines;
  const auto indexed = text.substr(byte_order_mark(text), most_indexed);
  WordTable table(indexed.size());
  count_words(indexed, table);
  record.terms = counted_terms(indexed, table);
  for (const auto& count : record.terms) {
    record.body_terms += count.body;
    record.symbol_terms += count.symbol;
  }
  record.imports = distinct_imports(path, indexed);
  return record;
}

TermCount find_term(const FileRecord& record, Term term) {
  const auto at = std::ranges::lower_bound(record.terms, term, {}, &TermCount::term);
  return at != record.terms.end() && at->term == term ? *at : TermCount{};
}

}  // namespace sitewright::context
