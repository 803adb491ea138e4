// A promise taken for its value, and await where the function around it is not async.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

/// Backwards from a body over the type of what the function gives back.
std::uint32_t parameters_end(const ScriptTokens& tokens, std::uint32_t body) {
  std::uint32_t depth = 0;
  std::uint32_t at = body - 1;
  for (; at > 0 && body - at < 60; --at) {
    const bool opens = tokens.is_mark(at, '{') || tokens.is_mark(at, '[');
    if (depth == 0 && (opens || tokens.is_mark(at, ')') || tokens.is_mark(at, ';'))) break;
    if (tokens.is_mark(at, '}') || tokens.is_mark(at, ']')) ++depth;
    if (opens) --depth;
  }
  return at;
}

/// The body "{" of the innermost function around the token; tokens.size() at the top.
std::uint32_t body_around(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = opening_around(source, token); open < tokens.size();
       open = opening_around(source, open)) {
    if (!tokens.is_mark(open, '{') || open == 0) continue;
    if (tokens.is_arrow(open - 1)) return open;
    const std::uint32_t before = parameters_end(tokens, open);
    if (!tokens.is_mark(before, ')')) continue;
    for (std::uint32_t at = before; at-- > 0;) {
      if (tokens.partner(at) != before || !tokens.is_mark(at, '(')) continue;
      const bool control =
          at > 0 && (tokens.is_word(at - 1, "if") || tokens.is_word(at - 1, "for") ||
                     tokens.is_word(at - 1, "while") || tokens.is_word(at - 1, "switch") ||
                     tokens.is_word(at - 1, "catch"));
      if (!control) return open;
      break;
    }
  }
  return tokens.size();
}

/// Where `async` goes for the function of that body, when it has none.
std::optional<std::uint32_t> async_place(const Source& source, std::uint32_t body) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = body;
  if (at > 0 && tokens.is_arrow(at - 1)) {
    at -= 2;
    if (tokens.is_mark(at, ')')) {
      for (std::uint32_t open = at; open-- > 0;) {
        if (tokens.is_mark(open, '(') && tokens.partner(open) == at) {
          at = open;
          break;
        }
      }
    }
  } else {
    while (at > 0 && !tokens.is_word(at, "function")) --at;
    if (!tokens.is_word(at, "function")) return std::nullopt;
  }
  if (at > 0 && tokens.is_word(at - 1, "async")) return std::nullopt;
  return tokens[at].begin;
}

std::vector<Repair> make_async(const Source& source, std::uint32_t offset) {
  const std::uint32_t body = body_around(source, source.token_at(offset));
  if (body >= source.tokens->size()) return {};
  const auto place = async_place(source, body);
  if (!place) return {};
  return only("Make the function around an await async.",
              {{std::string(source.path), *place, *place, "async "}});
}

/// `const x = load();` and then `x.name`; or `load().name`.
std::vector<Repair> wait_for(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at < 2 || at >= tokens.size()) return {};
  const std::string path(source.path);
  // const { name } = load();
  const std::uint32_t pattern = opening_around(source, at);
  if (pattern < tokens.size() && tokens.is_mark(pattern, '{')) {
    const std::uint32_t equals = tokens.after(pattern);
    const bool declared =
        pattern > 0 && (tokens.is_word(pattern - 1, "const") || tokens.is_word(pattern - 1, "let"));
    const bool waits = tokens.is_word(equals + 1, "await");
    if (declared && !waits && tokens.is_mark(equals, '=') && equals + 1 < tokens.size()) {
      const std::uint32_t begin = tokens[equals + 1].begin;
      return only("Wait for a promise.", {{path, begin, begin, "await "}});
    }
  }
  if (tokens.is_mark(at - 1, '.') && tokens.is_mark(at - 2, ')')) {
    std::uint32_t first = at - 2;
    for (std::uint32_t open = at - 2; open-- > 0;) {
      if (tokens.partner(open) == at - 2 && tokens.is_mark(open, '(')) first = open;
    }
    while (first > 0 && (tokens.is_word(first - 1) || tokens.is_mark(first - 1, '.')) &&
           !tokens.is_word(first - 1, "return")) {
      --first;
    }
    return only("Wait for a promise.", {{path, tokens[first].begin, tokens[first].begin, "(await "},
                                        {path, tokens[at - 2].end, tokens[at - 2].end, ")"}});
  }
  const std::string_view name = tokens.text_of(at - 2);
  for (std::uint32_t back = at; back-- > 1;) {
    if (!tokens.is_word(back, name) || !tokens.is_mark(back + 1, '=')) continue;
    const bool declared = tokens.is_word(back - 1, "const") || tokens.is_word(back - 1, "let");
    if (!declared || tokens.is_word(back + 2, "await")) continue;
    const std::uint32_t begin = tokens[back + 2].begin;
    return only("Wait for " + std::string(name) + ".", {{path, begin, begin, "await "}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_missing_await(Workbench& bench, const Problem& problem) {
  const bool promise = problem.message.contains("Promise<");
  const bool not_async = problem.code == "TS1308" ||
                         problem.message.contains("is only allowed within async functions");
  if (!not_async && !promise) return {};
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (not_async) return make_async(*place.source, place.offset);
  return wait_for(*place.source, place.offset);
}

}  // namespace sitewright::healing
