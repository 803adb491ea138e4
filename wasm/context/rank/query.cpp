#include "context/rank/query.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <utility>

#include "context/rank/mentions.hpp"

namespace sitewright::context {
namespace {

// Shares of a word's weight by where and how it stands; measured by tests/context/retrieval.
constexpr double subject_weight = 1.0;
constexpr double body_weight = 0.4;
constexpr double scope_weight = 1.3;
constexpr double change_verb_weight = 0.2;
constexpr double quoted_factor = 1.6;
constexpr double identifier_factor = 1.4;
constexpr std::size_t longest_task = 16 * 1024;  // the rest of a longer task is not read

constexpr auto function_words = std::to_array<std::string_view>(
    {"a",      "an",      "the",      "this",      "that",    "these", "those", "and",     "or",
     "but",    "if",      "then",     "else",      "when",    "where", "while", "of",      "to",
     "in",     "on",      "at",       "by",        "for",     "from",  "with",  "without", "into",
     "onto",   "as",      "is",       "are",       "was",     "were",  "be",    "been",    "being",
     "it",     "its",     "we",       "you",       "they",    "our",   "your",  "their",   "not",
     "no",     "so",      "can",      "could",     "should",  "would", "will",  "may",     "might",
     "must",   "do",      "does",     "did",       "done",    "has",   "have",  "had",     "than",
     "too",    "very",    "also",     "just",      "only",    "more",  "most",  "some",    "any",
     "all",    "each",    "every",    "other",     "such",    "there", "here",  "now",     "after",
     "before", "about",   "over",     "under",     "out",     "up",    "down",  "via",     "per",
     "etc",    "let",     "us",       "please",    "pr",      "https", "http",  "com",     "github",
     "wip",    "instead", "properly", "correctly", "because", "which", "who",   "what",    "how",
     "why"});

constexpr auto change_verbs = std::to_array<std::string_view>(
    {"fix",       "add",     "remove",  "update",    "change",   "refactor", "improve", "make",
     "use",       "support", "allow",   "implement", "create",   "delete",   "move",    "rename",
     "feat",      "feature", "chore",   "bug",       "issue",    "enhance",  "tweak",   "adjust",
     "clean",     "cleanup", "ensure",  "prevent",   "handle",   "enable",   "disable", "replace",
     "introduce", "extract", "convert", "simplify",  "optimize", "rework",   "revert",  "set",
     "get",       "new",     "old",     "minor",     "small",    "better",   "show",    "display",
     "build",     "write",   "put",     "give",      "avoid",    "closes",   "fixes",   "missing",
     "code",      "file",    "wrong",   "correct",   "perf",     "style",    "address", "follow"});

class WordList {
 public:
  explicit WordList(std::span<const std::string_view> words) {
    for (const auto word : words) terms_.push_back(term_of(word));
    std::ranges::sort(terms_);
  }
  [[nodiscard]] bool has(Term term) const { return std::ranges::binary_search(terms_, term); }

 private:
  std::vector<Term> terms_;
};

constexpr bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// "Co-authored-by: x" and the like say nothing about the work.
bool is_trailer(std::string_view line) {
  const auto low = lower_case(line.substr(0, 20));
  return low.starts_with("co-authored-by:") || low.starts_with("signed-off-by:") ||
         low.starts_with("reviewed-by:") || low.starts_with("change-id:");
}

class Builder {
 public:
  Builder() : function_words_(function_words), change_verbs_(change_verbs) {}

  void line(std::string_view text, double weight) {
    previous_ = 0;
    std::size_t last = 0;
    for (auto word = next_word(text, 0); word.size > 0; word = next_word(text, last)) {
      const auto gap = text.substr(last, word.first - last);
      // A pair crosses spaces and joints, no punctuation.
      if (gap.find_first_not_of(" -_/.'\"`*") != std::string_view::npos) previous_ = 0;
      last = word.first + word.size;
      add_word(text, word, weight);
    }
    parts_.clear();
    append_numbers(text, parts_);
    for (const auto term : parts_) add(query_.numbered, term, weight);
    append_mentions(text, query_.mentions);
  }

  [[nodiscard]] Query take() && { return std::move(query_); }
  Query& query() { return query_; }

 private:
  void add_word(std::string_view text, const WordSpan& span, double weight) {
    const auto word = text.substr(span.first, span.size);
    parts_.clear();
    pairs_.clear();
    append_terms(word, parts_, pairs_);
    const bool quoted = span.first > 0 && std::string_view("`'\"").contains(text[span.first - 1]);
    if (quoted) weight *= quoted_factor;
    if (const auto numbered = numbered_term(word); numbered != 0) {
      add(query_.numbered, numbered, weight * identifier_factor);
    }
    if (parts_.size() > 1 && span.ascii) weight *= identifier_factor;
    for (const auto term : parts_) {
      const bool empty = function_words_.has(term);
      const bool verb = change_verbs_.has(term);
      if (!empty) add(query_.words, term, verb ? weight * change_verb_weight : weight);
      if (previous_ != 0 && !empty) add(query_.pairs, pair_of(previous_, term), weight);
      previous_ = empty ? 0 : term;
    }
  }

  // Repeated words gain a little, not in proportion.
  static void add(std::vector<WeightedTerm>& all, Term term, double weight) {
    const auto at = std::ranges::find(all, term, &WeightedTerm::term);
    if (at == all.end()) {
      all.push_back({term, weight});
    } else {
      at->weight = std::max(at->weight, weight) + 0.15 * std::min(at->weight, weight);
    }
  }

  WordList function_words_;
  WordList change_verbs_;
  Query query_;
  std::vector<Term> parts_;
  std::vector<Term> pairs_;
  Term previous_ = 0;
};

// "feat(board-settings)!: text" -> its scope and the text; the whole line when it is none.
struct Subject {
  std::string_view kind;
  std::string_view scope;
  std::string_view text;
};

Subject split_subject(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_letter(line[at])) ++at;
  if (at == 0 || at > 12 || at == line.size()) return {"", "", line};
  const auto kind = line.substr(0, at);
  std::string_view scope;
  if (line[at] == '(') {
    const auto close = line.find(')', at);
    if (close == std::string_view::npos) return {"", "", line};
    scope = line.substr(at + 1, close - at - 1);
    at = close + 1;
  }
  if (at < line.size() && line[at] == '!') ++at;
  if (at >= line.size() || line[at] != ':') return {"", "", line};
  return {kind, scope, line.substr(at + 1)};
}

void note_purpose(std::string_view task, Query& query) {
  const auto low = lower_case(task);
  // At the beginning of a word: "test" is in "tests", not in "latest".
  const auto begins_word = [&](std::string_view word) {
    for (auto at = low.find(word); at != std::string::npos; at = low.find(word, at + 1)) {
      if (at == 0 || !is_letter(low[at - 1])) return true;
    }
    return false;
  };
  const auto has = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, begins_word);
  };
  query.about_tests = has({"test", "spec", "e2e", "coverage", "mock", "fixture"});
  query.about_docs = has({"readme", "docs", "documentation", "changelog", "storybook", "guide"});
  query.about_styles = has({"css", "style", "styling", "colo", "theme", "dark mode", "padding",
                            "margin", "layout", "responsive", "font", "spacing", "align"});
  query.about_texts = has({"translat", "i18n", "locale", "locali", "wording", "typo", "language",
                           "copy text", "label"});
  query.about_setup = has({"config", "package", "depend", "upgrade", "eslint", "tsconfig",
                           "webpack", "vite", "build", "lint", "docker", "script"});
}

}  // namespace

Query make_query(std::string_view task) {
  task = task.substr(0, longest_task);
  Builder builder;
  bool first = true;
  for (std::size_t at = 0; at < task.size();) {
    const auto end = std::min(task.find('\n', at), task.size());
    auto line = task.substr(at, end - at);
    at = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos || is_trailer(line)) continue;
    if (first) {
      const auto subject = split_subject(line);
      builder.line(subject.scope, scope_weight);
      builder.line(subject.kind, subject_weight);
      line = subject.text;
      note_purpose(task.substr(0, end), builder.query());
    }
    builder.line(line, first ? subject_weight : body_weight);
    first = false;
  }
  return std::move(builder).take();
}

}  // namespace sitewright::context
