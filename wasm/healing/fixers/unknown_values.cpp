// Names that nothing declares and that stand for what is there: the position of a list's entry that
// its function does not take, words of CSS without quotes in a style, `flase`.

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// `list.map((item) => <li key={index}>…)`
std::vector<Repair> position(const Source& source, std::uint32_t use, const std::string& name) {
  if (name != "index" && name != "i" && name != "idx") return {};
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = opening_around(source, use);
  for (; open < tokens.size(); open = opening_around(source, open)) {
    const bool of_list =
        tokens.is_mark(open, '(') && open > 1 &&
        (tokens.is_word(open - 1, "map") || tokens.is_word(open - 1, "forEach") ||
         tokens.is_word(open - 1, "filter") || tokens.is_word(open - 1, "flatMap"));
    if (!of_list) continue;
    const bool bracketed = tokens.is_mark(open + 1, '(');
    const std::uint32_t end = tokens.after(open + 1);
    std::uint32_t taken = 1;
    for (std::uint32_t at = open + 2; bracketed && at + 1 < end; at = tokens.after(at)) {
      if (tokens.is_mark(at, ',')) ++taken;
    }
    if (!tokens.is_arrow(end) || taken != 1 || end > use) return {};
    const std::string path(source.path);
    if (!bracketed) {
      if (!tokens.is_word(open + 1)) return {};
      const context::Token& one = tokens[open + 1];
      return only("Take the position of an entry as " + name + ".",
                  {{path, one.begin, one.begin, "("}, {path, one.end, one.end, ", " + name + ")"}});
    }
    if (end < open + 4) return {};
    const std::uint32_t place = tokens[end - 1].begin;
    return only("Take the position of an entry as " + name + ".",
                {{path, place, place, ", " + name}});
  }
  return {};
}

/// `style={{ color: inherit }}`
std::vector<Repair> word_of_style(Workbench& bench, const Source& source, std::uint32_t use,
                                  const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, use);
  const bool in_style = open > 2 && tokens.is_mark(open, '{') && tokens.is_mark(open - 1, '{') &&
                        tokens.is_mark(open - 2, '=') && tokens.text_of(open - 3) == "style";
  const bool alone = use > 0 && tokens.is_mark(use - 1, ':') &&
                     (tokens.is_mark(use + 1, ',') || tokens.is_mark(use + 1, '}'));
  if (!in_style || !alone) return {};
  for (const Source* file : bench.scripts()) {
    if (file->exported(name) != nullptr) return {};
  }
  return only("Write " + name + " as a text.",
              {{std::string(source.path), tokens[use].begin, tokens[use].end, "\"" + name + "\""}});
}

/// `flase`, `undefiend`: the letters of a word that every file knows, in another order.
std::vector<Repair> misspelt_word(const Source& source, std::uint32_t use, std::string name) {
  const std::string written = name;
  sort_stably(name);
  for (const std::string_view word : {"true", "false", "null", "undefined"}) {
    std::string letters(word);
    sort_stably(letters);
    if (letters != name) continue;
    return only("Write " + std::string(word) + " instead of " + written + ".",
                {{std::string(source.path), (*source.tokens)[use].begin, (*source.tokens)[use].end,
                  std::string(word)}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_unknown_values(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string name = quoted(problem.message, 0);
  if (name.empty() || source.word_at(place.offset) != name) return {};
  const std::uint32_t use = source.token_at(place.offset);
  if (!source.tokens->is_word(use, name)) return {};
  if (auto word = misspelt_word(source, use, name); !word.empty()) return word;
  if (auto word = word_of_style(bench, source, use, name); !word.empty()) return word;
  return position(source, use, name);
}

}  // namespace sitewright::healing
