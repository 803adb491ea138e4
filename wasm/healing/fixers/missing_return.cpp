// Elements that a function makes and does not give back, and values likewise.
#include <algorithm>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool is_statement_word(const ScriptTokens& tokens, std::uint32_t at) {
  for (const std::string_view word :
       {"return", "if", "for", "while", "switch", "throw", "const", "let", "var", "function",
        "class", "try", "do", "break", "continue", "import", "export", "type", "interface"}) {
    if (tokens.is_word(at, word)) return true;
  }
  return false;
}

/// An element that stands as a statement: behind "{" of a body or behind ";".
bool is_dropped(const ScriptTokens& tokens, std::uint32_t at) {
  if (at == 0) return false;
  const std::uint32_t before = at - 1;
  if (tokens.is_mark(before, ';')) return true;
  // Behind the label of a switch.
  if (tokens.is_mark(before, ':') && before > 1) {
    return tokens.is_word(before - 2, "case") || tokens.is_word(before - 1, "default");
  }
  // Without semicolons a "(" on a line of its own reads as a call; no call is written so.
  const bool ends_value = tokens.is_mark(before, ')') || tokens.is_mark(before, ']') ||
                          tokens[before].kind == TokenKind::string;
  if (ends_value && tokens.is_mark(at, '(') && tokens[at].after_newline) return true;
  if (tokens.is_mark(before, '}')) return tokens[at].after_newline && !tokens.has_jsx(before, at);
  if (!tokens.is_mark(before, '{') || before == 0) return false;
  return tokens.is_arrow(before - 1) || tokens.is_mark(before - 1, ')') ||
         (tokens.is_word(before - 1) && tokens[before].begin > 0 &&
          tokens.is_mark(before - 2, ':'));
}

/// `=> {` and an element: of a file that does not parse no more than this is certain.
bool follows_arrow(const ScriptTokens& tokens, std::uint32_t at) {
  return at > 1 && tokens.is_mark(at - 1, '{') && tokens.is_arrow(at - 2);
}

std::vector<Repair> dropped_elements(const Source& source, bool only_behind_arrows = false) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    std::uint32_t first = at;
    if (tokens[at].kind != TokenKind::jsx_open) continue;
    // Within another element it is a child.
    const std::uint32_t around = opening_around(source, at);
    if (around < tokens.size() && tokens[around].kind == TokenKind::jsx_open) continue;
    if (at > 0 && tokens.is_mark(at - 1, '(')) first = at - 1;
    if (tokens.is_word(first - (first > 0 ? 1 : 0), "return") && tokens[first].after_newline) {
      if (only_behind_arrows) continue;
      // The line break ends the statement: brackets hold it together.
      const std::uint32_t end = tokens[tokens.partner(at)].end;
      if (first == at) {
        edits.push_back({path, tokens[first - 1].end, tokens[first - 1].end, " ("});
        edits.push_back({path, end, end, ")"});
      } else {
        edits.push_back({path, tokens[first - 1].end, tokens[first].begin, " "});
      }
      continue;
    }
    if (!is_dropped(tokens, first)) continue;
    if (only_behind_arrows && !follows_arrow(tokens, first)) continue;
    // `return; (` gives back nothing, whatever stands behind it.
    if (first > 1 && tokens.is_mark(first - 1, ';') && tokens.is_word(first - 2, "return")) {
      edits.push_back({path, tokens[first - 2].end, tokens[first].begin, " "});
      continue;
    }
    edits.push_back({path, tokens[first].begin, tokens[first].begin, "return "});
  }
  if (edits.empty()) return {};
  return only("Return what " + path + " renders.", std::move(edits));
}

/// The last statement of the body behind the place, when it is an expression.
std::vector<Repair> dropped_value(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = source.token_at(offset);
  // What a type opens is no body.
  const auto in_type = [&](std::uint32_t at) {
    if (at == 0 || tokens[at - 1].kind != TokenKind::mark) return false;
    return std::string_view(":|&<,").contains(tokens.text_of(at - 1).front());
  };
  while (open < tokens.size() && !(tokens.is_mark(open, '{') && !in_type(open))) {
    open = tokens.is_mark(open, '{') ? tokens.after(open) : open + 1;
  }
  if (open >= tokens.size()) return {};
  const std::uint32_t close = tokens.partner(open);
  std::uint32_t last = close;
  for (std::uint32_t at = open + 1; at < close;) {
    last = at;
    const std::uint32_t end = tokens.statement_end(at, close);
    if (end <= at) break;
    at = end;
  }
  if (last >= close || is_statement_word(tokens, last)) return {};
  const std::uint32_t begin = tokens[last].begin;
  return only("Return the last value of a function.",
              {{std::string(source.path), begin, begin, "return "}});
}

/// `.map((n) => { n * 2 })`
std::vector<Repair> dropped_in_list(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const auto value = value_at(source, offset);
  if (!value) return {};
  std::vector<Edit> edits;
  for (std::uint32_t open = value->first + 1; open < value->end; ++open) {
    if (!tokens.is_mark(open, '{') || !tokens.is_arrow(open - 1)) continue;
    const std::uint32_t call = opening_around(source, open);
    const bool maps = call < tokens.size() && call > 0 && tokens.is_mark(call, '(') &&
                      (tokens.is_word(call - 1, "map") || tokens.is_word(call - 1, "flatMap"));
    const std::uint32_t close = tokens.partner(open);
    const bool empty = close <= open + 1;
    if (!maps || empty || tokens.statement_end(open + 1, close) < close) continue;
    // `{ id: n }` is an object that lacks its parentheses.
    if (is_statement_word(tokens, open + 1) || tokens.is_mark(open + 2, ':')) continue;
    const std::uint32_t begin = tokens[open + 1].begin;
    edits.push_back({std::string(source.path), begin, begin, "return "});
  }
  if (edits.size() != 1) return {};
  return only("Return what a list is made of.", std::move(edits));
}

}  // namespace

std::vector<Repair> fix_missing_return(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  // A page without what a component drops is found wanting elsewhere.
  const bool elsewhere = problem.code == "TS2786" || problem.category == Category::runtime;
  if (!place && !elsewhere) return {};
  // Beside what mends the syntax: a build may pass without the element.
  if (problem.category == Category::syntax) return dropped_elements(*place.source, true);
  std::vector<Repair> out;
  if (place) out = dropped_elements(*place.source);
  if (out.empty() && elsewhere) {
    for (const Source* file : bench.scripts()) {
      for (Repair& one : dropped_elements(*file)) out.push_back(std::move(one));
    }
  }
  if (problem.code == "TS2355" || problem.code == "TS2366" || problem.code == "TS7030") {
    for (Repair& one : dropped_value(*place.source, place.offset)) out.push_back(std::move(one));
  }
  if (place && out.empty() && problem.message.contains("'void[]' is not assignable")) {
    return dropped_in_list(*place.source, place.offset);
  }
  return out;
}

}  // namespace sitewright::healing
