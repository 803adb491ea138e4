// Brackets around parameters and arguments, of which the rest of their pair is there: `A(b }: C)`,
// `A({ b: C)`, `A({ b }: C {`, `map(a, b => c)`, `a(;`.
// Looked for wherever they stand: what lacks a bracket is told of lines below it. In types, a
// parameter of a type and no name: `(Type) => B`.
#include <algorithm>
#include <array>
#include <string>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::uint32_t max_tokens = 120;

Edit inserted(const Source& source, std::uint32_t at, std::string text) {
  return {std::string(source.path), at, at, std::move(text)};
}

/// Whether parameters of a function begin with the bracket: `function A(`, `= (`.
bool opens_parameters(const ScriptTokens& tokens, std::uint32_t open) {
  if (!tokens.is_mark(open, '(') || open == 0) return false;
  const bool named = open > 1 && tokens.is_word(open - 1) && tokens.is_word(open - 2, "function");
  return named || tokens.is_word(open - 1, "function");
}

/// One past the words, commas and first values of a pattern that begin at the token.
std::uint32_t end_of_names(const ScriptTokens& tokens, std::uint32_t at) {
  const std::uint32_t last = std::min(at + max_tokens, tokens.size());
  while (at < last) {
    const TokenKind kind = tokens[at].kind;
    const bool part = tokens.is_word(at) || tokens.is_mark(at, ',') || tokens.is_mark(at, '=') ||
                      tokens.is_mark(at, '.') || tokens.text_of(at) == "..." ||
                      kind == TokenKind::string || kind == TokenKind::template_whole;
    if (!part) return at;
    ++at;
  }
  return at;
}

/// `function A(b, c = 1 }: D) {`
std::vector<Edit> begin_of_pattern(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = 1; open + 3 < tokens.size(); ++open) {
    const bool call =
        tokens.is_mark(open, '(') && (tokens.is_word(open - 1) || tokens.is_mark(open - 1, '='));
    if (!call) continue;
    const std::uint32_t end = end_of_names(tokens, open + 1);
    const bool closed = end > open + 1 && tokens.is_mark(end, '}') &&
                        (tokens.is_mark(end + 1, ':') || tokens.is_mark(end + 1, ')'));
    if (closed) return {inserted(source, tokens[open].end, "{ ")};
  }
  return {};
}

/// `function A { b }: C) {`, `function a b: C) {`
std::vector<Edit> begin_of_parameters(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    const bool bare =
        tokens.is_word(at, "function") && tokens.is_word(at + 1) &&
        (tokens.is_mark(at + 2, '{') || tokens.is_word(at + 2) || tokens.is_mark(at + 2, ')')) &&
        !tokens[at + 2].after_newline;
    if (!bare) continue;
    const std::uint32_t last = std::min(at + max_tokens, tokens.size());
    for (std::uint32_t next = at + 2; next < last; next = tokens.after(next)) {
      if (tokens.is_mark(next, ';')) break;
      if (!tokens.is_mark(next, ')') || tokens.partner(next) != next) continue;
      return {{std::string(source.path), tokens[at + 1].end, tokens[at + 2].begin, "("}};
    }
  }
  return {};
}

struct Ending {
  std::uint32_t token = 0;  ///< the ")" that comes before the "}"
  std::uint32_t colon = 0;  ///< the last ":" in front of it at its depth; 0 where there is none
};

/// Where a pattern is left by the bracket around it.
Ending left_open(const ScriptTokens& tokens, std::uint32_t brace) {
  Ending out;
  std::uint32_t depth = 0;
  const std::uint32_t last = std::min(brace + max_tokens, tokens.size());
  for (std::uint32_t at = brace + 1; at < last; ++at) {
    const bool opens =
        tokens.is_mark(at, '(') || tokens.is_mark(at, '[') || tokens.is_mark(at, '{');
    const bool closes =
        tokens.is_mark(at, ')') || tokens.is_mark(at, ']') || tokens.is_mark(at, '}');
    if (opens) ++depth;
    if (depth == 0 && tokens.is_mark(at, ')')) {
      out.token = at;
      return out;
    }
    if (depth == 0 && (closes || tokens.is_mark(at, ';'))) return {};
    if (closes) --depth;
    if (depth == 0 && tokens.is_mark(at, ':')) out.colon = at;
  }
  return {};
}

/// `function A({ b, c: D) {`
std::vector<Edit> end_of_pattern(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = 1; open + 3 < tokens.size(); ++open) {
    const bool pattern = tokens.is_mark(open, '(') && tokens.is_mark(open + 1, '{') &&
                         (opens_parameters(tokens, open) || tokens.is_mark(open - 1, '='));
    if (!pattern) continue;
    const Ending ending = left_open(tokens, open + 1);
    if (ending.token == 0) continue;
    const std::uint32_t behind = ending.colon > 0 ? ending.colon : ending.token;
    return {inserted(source, tokens[behind - 1].end, " }")};
  }
  return {};
}

/// `function A(b: C {`, `function A({ b }: C {`, `function A(b = 1: C {`, `function A( {`
std::vector<Edit> end_of_parameters(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = 1; open + 2 < tokens.size(); ++open) {
    if (!opens_parameters(tokens, open)) continue;
    constexpr std::string_view statements[] = {"const", "let",   "return", "if",
                                               "for",   "throw", "switch", "while"};
    if (tokens.is_mark(open + 1, '{') &&
        std::ranges::contains(statements, tokens.text_of(open + 2))) {
      return {inserted(source, tokens[open].end, ")")};
    }
    std::uint32_t colons = 0;
    bool has_value = false;
    std::uint32_t place = 0;
    const std::uint32_t last = std::min(open + max_tokens, tokens.size());
    for (std::uint32_t at = open + 1; at < last; at = tokens.after(at)) {
      if (tokens.is_mark(at, ')') || tokens.is_mark(at, ';')) break;
      if (tokens.is_mark(at, ',')) {
        colons = 0;
        has_value = false;
        place = 0;
      }
      if (tokens.is_mark(at, '=')) has_value = true;
      if (tokens.is_mark(at, ':') && (++colons > 1 || has_value)) place = tokens[at - 1].end;
      const bool body =
          tokens.is_mark(at, '{') &&
          (tokens.is_word(at - 1) || tokens.is_mark(at - 1, ']') || tokens.is_mark(at - 1, '>') ||
           tokens.is_mark(at - 1, '}') || tokens[at - 1].kind == TokenKind::string);
      if (!body) continue;
      return {inserted(source, place > 0 ? place : tokens[at - 1].end, ")")};
    }
  }
  return {};
}

/// `map(a, b => c)` and `between: a, b => c`. Of the first the words are known to be no values
/// where the problem tells of one of them.
std::vector<Edit> arrow_parameters(const Source& source, const Problem& problem) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t arrow = 3; arrow < tokens.size(); ++arrow) {
    if (!tokens.is_arrow(arrow) || !tokens.is_word(arrow - 1)) continue;
    std::uint32_t first = arrow - 1;
    while (first > 1 && tokens.is_mark(first - 1, ',') && tokens.is_word(first - 2)) first -= 2;
    if (first == arrow - 1 || first == 0) continue;
    const std::uint32_t before = first - 1;
    const bool value = tokens.is_mark(before, ':') || tokens.is_mark(before, '=');
    const bool argument = tokens.is_mark(before, '(') || tokens.is_mark(before, ',');
    bool unknown = false;
    for (std::uint32_t at = first; at < arrow - 1; at += 2) {
      unknown = unknown || problem.symbol == tokens.text_of(at);
    }
    const bool meant = value || (argument && unknown);
    if (!meant) continue;
    return {inserted(source, tokens[first].begin, "("),
            inserted(source, tokens[arrow - 1].end, ")")};
  }
  return {};
}

/// `compose: (FormData) => Message`: of a function's type, a type where the name should stand. "Did
/// you mean 'arg0: FormData'?"
std::vector<Edit> nameless_parameter(const Source& source, const Problem& problem,
                                     std::uint32_t offset) {
  constexpr std::array<std::string_view, 6> plain{"string",  "number", "boolean",
                                                  "unknown", "bigint", "symbol"};
  const std::size_t mark = problem.message.find("Did you mean '");
  const std::uint32_t at = source.token_at(offset);
  if (mark == std::string::npos || !source.tokens->is_word(at)) return {};
  const std::string meant = quoted(std::string_view(problem.message).substr(mark), 0);
  const std::string_view word = source.tokens->text_of(at);
  const bool type = context::is_upper(word.front()) || std::ranges::contains(plain, word);
  if (!type || !meant.ends_with(": " + std::string(word))) return {};
  return {
      inserted(source, (*source.tokens)[at].begin, meant.substr(0, meant.size() - word.size()))};
}

/// `useId(;`, `useId );`
std::vector<Edit> empty_calls(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 1; at + 1 < tokens.size(); ++at) {
    const bool ends = tokens.is_mark(at + 1, ';') && !tokens[at + 1].after_newline;
    if (tokens.is_mark(at, '(') && tokens.is_word(at - 1) && ends) {
      return {inserted(source, tokens[at].end, ")")};
    }
    const bool bare = tokens.is_mark(at, ')') && tokens.partner(at) == at && ends &&
                      tokens.is_word(at - 1) && !tokens[at].after_newline && at > 1 &&
                      (tokens.is_mark(at - 2, '=') || tokens.is_mark(at - 2, '.'));
    if (bare) return {{std::string(source.path), tokens[at - 1].end, tokens[at].begin, "("}};
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_parameter_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::vector<Repair> out;
  offer(source, "Put the parameters of an arrow in parentheses", arrow_parameters(source, problem),
        out);
  if (problem.code == "TS7051") {
    offer(source, "Name the parameter of a type", nameless_parameter(source, problem, place.offset),
          out);
  }
  if (problem.category != Category::syntax) return out;
  for (const Look& look : {Look{empty_calls, "Close a call"},
                           Look{begin_of_parameters, "Open the parameters of a function"},
                           Look{begin_of_pattern, "Open the braces of a pattern"},
                           Look{end_of_pattern, "Close the braces of a pattern"},
                           Look{end_of_parameters, "Close the parameters of a function"}}) {
    offer(source, look.summary, look.find(source), out);
  }
  return out;
}

}  // namespace sitewright::healing
