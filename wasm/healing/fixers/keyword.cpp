// Keywords that are mistyped or of another language: "cosnt", "retrun", "improt", "def".
#include <algorithm>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"

namespace sitewright::healing {
namespace {

const std::vector<std::string>& keywords() {
  static const std::vector<std::string> words{
      "const",   "let",     "var",       "function", "return",    "import",   "export",
      "default", "from",    "class",     "extends",  "interface", "type",     "async",
      "await",   "typeof",  "throw",     "switch",   "case",      "break",    "continue",
      "while",   "else",    "catch",     "finally",  "satisfies", "readonly", "implements",
      "enum",    "declare", "instanceof"};
  return words;
}

/// Words of other languages in front of a name and its parameters, or of a name and its value.
std::string_view foreign_keyword(const Source& source, std::uint32_t at) {
  const context::ScriptTokens& tokens = *source.tokens;
  const std::string_view word = tokens.text_of(at);
  if (!tokens.is_word(at + 1) || tokens[at + 1].after_newline) return {};
  for (const std::string_view one : {"def", "fn", "func", "fun", "fucntion", "sub"}) {
    const bool called = tokens.is_mark(at + 2, '(') || tokens.is_mark(at + 2, '<');
    if (word == one && called) return "function";
  }
  for (const std::string_view one : {"val", "final", "auto"}) {
    if (word == one && tokens.is_mark(at + 2, '=')) return "const";
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_keyword(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const context::ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(place.offset);
  std::vector<Repair> out;
  for (std::uint32_t at = source.token_at(source.line_begin(line > 1 ? line - 1 : line));
       at < tokens.size() && tokens.line_of(tokens[at].begin) <= line; ++at) {
    if (!tokens.is_word(at)) continue;
    const std::string_view word = tokens.text_of(at);
    if (const std::string_view own = foreign_keyword(source, at); !own.empty()) {
      return only("Write " + std::string(own) + " instead of " + std::string(word) + ".",
                  {{std::string(source.path), tokens[at].begin, tokens[at].end, std::string(own)}});
    }
    if (word.size() < 3 || std::ranges::contains(keywords(), word)) continue;
    // Two words side by side on one line: the first is a keyword, or the second is one.
    const bool before_word =
        at + 1 < tokens.size() && !tokens[at + 1].after_newline &&
        (tokens.is_word(at + 1) || tokens.is_mark(at + 1, '{') || tokens.is_mark(at + 1, '(') ||
         tokens.is_mark(at + 1, '*') || tokens[at + 1].kind == context::TokenKind::string ||
         tokens[at + 1].kind == context::TokenKind::jsx_open);
    const bool is_property =
        at > 0 && (tokens.is_mark(at - 1, '.') || tokens.text_of(at - 1) == "?.");
    if (!before_word || is_property) continue;
    std::size_t uses = 0;
    for (std::uint32_t other = 0; other < tokens.size(); ++other) {
      if (tokens.is_word(other, word)) ++uses;
    }
    const std::string near = nearest_name(word, keywords());
    if (uses > 2 || near.empty() || edit_distance(word, near, 2) > 2) continue;
    out.push_back({"Write " + near + " instead of " + std::string(word) + ".",
                   {{std::string(source.path), tokens[at].begin, tokens[at].end, near}}});
    out.back().unique = tokens[at].begin == place.offset || uses == 1;
  }
  return out;
}

}  // namespace sitewright::healing
