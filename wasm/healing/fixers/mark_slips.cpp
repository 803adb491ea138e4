// Marks that are doubled, of another kind or at the wrong side of their neighbour: `a..b`, `a,b`
// for `a.b`, `::`, `=!=`, one equals sign in a condition, `[]T`, `name: T?`, a comma behind an
// element. Looked for on the lines that the tools point at.
#include <algorithm>
#include <string>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// The tokens of a line and of those around it.
struct Lines {
  const Source& source;
  std::uint32_t first = 0;
  std::uint32_t end = 0;

  Lines(const Source& of, std::uint32_t line, std::uint32_t before, std::uint32_t behind)
      : source(of),
        first(of.token_at(of.line_begin(line > before ? line - before : 1))),
        end(of.token_at(of.line_begin(line + behind + 1))) {}

  [[nodiscard]] Edit edit(std::uint32_t begin, std::uint32_t past, std::string text) const {
    return {std::string(source.path), begin, past, std::move(text)};
  }
};

bool touches(const ScriptTokens& tokens, std::uint32_t at) {
  return at > 0 && at < tokens.size() && tokens[at - 1].end == tokens[at].begin;
}

/// `a..b`
std::vector<Edit> dots(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 1U); at + 1 < in.end; ++at) {
    const std::string_view text = tokens.text_of(at);
    const std::size_t from = tokens[at].begin;
    const bool two = tokens.is_mark(at, '.') && tokens.is_mark(at + 1, '.') && touches(tokens, at);
    // A number takes the first of them: `list.1.`, so only the text tells.
    const bool named = tokens.is_word(at - 1) && !context::is_digit(tokens.text_of(at - 1)[0]);
    if (text.starts_with('.') && two && named && tokens.is_word(at + 2)) {
      out.push_back(in.edit(static_cast<std::uint32_t>(from), tokens[at].end, ""));
    }
  }
  return out;
}

/// `block,text` where commas have a blank behind them.
std::vector<Edit> comma_for_dot(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 1U); at + 1 < in.end; ++at) {
    const bool between = tokens.is_mark(at, ',') && tokens.is_word(at - 1) &&
                         tokens.is_word(at + 1) && touches(tokens, at) && touches(tokens, at + 1);
    const bool names = between && !context::is_digit(tokens.text_of(at + 1)[0]) &&
                       !context::is_digit(tokens.text_of(at - 1)[0]);
    if (names) out.push_back(in.edit(tokens[at].begin, tokens[at].end, "."));
  }
  return out;
}

/// `if (list length > 0)`: a name that stands behind a dot elsewhere, where no list of names goes
/// on.
std::vector<Edit> blank_for_dot(const Lines& in, std::uint32_t offset) {
  const ScriptTokens& tokens = *in.source.tokens;
  const std::uint32_t at = in.source.token_at(offset);
  if (at < 2 || !tokens.is_word(at) || !tokens.is_word(at - 1) || tokens[at].after_newline ||
      tokens[at].begin != tokens[at - 1].end + 1) {
    return {};
  }
  const std::string_view before = tokens.text_of(at - 2);
  const bool asks =
      before == "(" && at > 2 && (tokens.is_word(at - 3, "if") || tokens.is_word(at - 3, "while"));
  bool value = asks;
  for (const std::string_view mark : {"return", "=", "=>", "?", ":", "!", "&&", "||", "??", "===",
                                      "!==",    "+", "-",  "*", "/", "<", ">",  "<=", ">=", "${"}) {
    value = value || before == mark || (mark == "${" && before.ends_with(mark));
  }
  const std::string member = "." + std::string(tokens.text_of(at));
  if (!value || !in.source.text.contains(member)) return {};
  return {in.edit(tokens[at - 1].end, tokens[at].begin, ".")};
}

/// `a ? b :: c`
std::vector<Edit> colons(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = in.first; at + 1 < in.end; ++at) {
    if (!tokens.is_mark(at, ':') || !tokens.is_mark(at + 1, ':')) continue;
    out.push_back(in.edit(tokens[at + 1].begin, tokens[at + 1].end, ""));
  }
  return out;
}

/// `a =!= b`, `a !=! b`, `a ==== b`
std::vector<Edit> comparisons(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = in.first; at < in.end; ++at) {
    std::string run;
    std::uint32_t next = at;
    for (; next < in.end && tokens[next].kind == TokenKind::mark; ++next) {
      const std::string_view text = tokens.text_of(next);
      const bool sign = text.find_first_not_of("=!") == std::string_view::npos;
      if (!sign || (next > at && !touches(tokens, next))) break;
      run += text;
    }
    const auto equals = std::ranges::count(run, '=');
    if (run.size() < 3 || equals < 2 || run == "===" || run == "!==" || run.ends_with("!!")) {
      continue;
    }
    out.push_back(
        in.edit(tokens[at].begin, tokens[next - 1].end, run.contains('!') ? "!==" : "==="));
    at = next - 1;
  }
  return out;
}

/// `if (a = b)`, `{a = b ? c : d}`, `{a = b && c}`, `hidden={a = b}`
std::vector<Edit> assignments(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 2U); at + 1 < in.end; ++at) {
    // Comparisons are read sign by sign.
    const bool one =
        tokens.is_mark(at, '=') && !tokens.is_mark(at + 1, '=') && !tokens.is_mark(at + 1, '>');
    if (!one || !tokens.is_word(at - 1)) continue;
    std::uint32_t begin = at - 1;
    while (begin > 1 && tokens.is_mark(begin - 1, '.') && tokens.is_word(begin - 2)) begin -= 2;
    if (begin == 0) continue;
    const std::uint32_t open = begin - 1;
    const bool asks = tokens.is_mark(open, '(') && open > 0 &&
                      (tokens.is_word(open - 1, "if") || tokens.is_word(open - 1, "while"));
    const bool attribute = tokens.is_mark(open, '{') && open > 1 && tokens.is_mark(open - 1, '=') &&
                           tokens[open - 2].kind == TokenKind::jsx_name;
    const bool child = tokens.is_mark(open, '{') && open > 0 &&
                       (tokens.is_mark(open - 1, '>') || tokens.is_mark(open - 1, '}') ||
                        tokens[open - 1].kind == TokenKind::jsx_close);
    const bool in_text = tokens[open].kind == TokenKind::template_head ||
                         tokens[open].kind == TokenKind::template_part;
    if (!asks && !attribute && !child && !in_text) continue;
    bool chooses = asks || attribute;
    for (std::uint32_t next = at + 1; !chooses && next < tokens.size() && next < at + 40;
         next = tokens.after(next)) {
      const std::string_view text = tokens.text_of(next);
      if (text == "," || text == ";" || text == "}" || text == ")" || text == "=>") break;
      chooses = text == "?" || text == "&&" || text == "||";
    }
    if (chooses) out.push_back(in.edit(tokens[at].begin, tokens[at].end, "==="));
  }
  return out;
}

/// `"a" . b`
std::vector<Edit> dots_between_texts(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 1U); at + 1 < in.end; ++at) {
    const TokenKind kind = tokens[at - 1].kind;
    const bool text = kind == TokenKind::string || kind == TokenKind::template_whole ||
                      kind == TokenKind::template_part;
    const bool apart = tokens.is_mark(at, '.') && !touches(tokens, at) && !touches(tokens, at + 1);
    if (text && apart) out.push_back(in.edit(tokens[at].begin, tokens[at].end, "+"));
  }
  return out;
}

/// `topics: []Topic`
std::vector<Edit> array_types(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 1U); at + 2 < in.end; ++at) {
    const bool front = tokens.is_mark(at, '[') && tokens.is_mark(at + 1, ']') &&
                       tokens.is_word(at + 2) && touches(tokens, at + 2);
    const bool type =
        tokens.is_mark(at - 1, ':') || tokens.is_mark(at - 1, '|') || tokens.is_mark(at - 1, '<');
    if (!front || !type) continue;
    out.push_back(in.edit(tokens[at].begin, tokens[at + 1].end, ""));
    out.push_back(in.edit(tokens[at + 2].end, tokens[at + 2].end, "[]"));
  }
  return out;
}

/// `name: string?;`
std::vector<Edit> optional_types(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 3U); at < in.end; ++at) {
    if (!tokens.is_mark(at, '?')) continue;
    const bool ends = tokens.is_mark(at + 1, ';') || tokens.is_mark(at + 1, ',') ||
                      tokens.is_mark(at + 1, ')') || tokens.is_mark(at + 1, '}') ||
                      (at + 1 < tokens.size() && tokens[at + 1].after_newline);
    if (!ends) continue;
    std::uint32_t colon = at;
    while (colon > in.first && !tokens.is_mark(colon, ':') && !tokens.is_mark(colon, ';')) --colon;
    if (colon == 0 || !tokens.is_mark(colon, ':')) continue;
    const bool optional = tokens.is_mark(colon - 1, '?');
    if (!optional && !tokens.is_word(colon - 1)) continue;
    if (!optional) out.push_back(in.edit(tokens[colon - 1].end, tokens[colon - 1].end, "?"));
    out.push_back(in.edit(tokens[at].begin, tokens[at].end, ""));
  }
  return out;
}

/// `( <li /> , )`
std::vector<Edit> commas_behind_elements(const Lines& in) {
  const ScriptTokens& tokens = *in.source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = std::max(in.first, 1U); at < in.end; ++at) {
    const bool behind = tokens.is_mark(at, ',') && tokens[at - 1].kind == TokenKind::jsx_close &&
                        (tokens.is_mark(at + 1, ')') || tokens.is_mark(at + 1, '}'));
    if (behind) out.push_back(in.edit(tokens[at].begin, tokens[at].end, ""));
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_mark_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::uint32_t line = source.line_of(place.offset);
  const Lines here(source, line, 0, 0);
  const Lines near(source, line, 2, 1);
  const Lines below(source, line, 0, 12);  // of a tag of several lines its first one is told
  std::vector<Repair> out;
  if (problem.category == Category::syntax) {
    offer(source, "Take out a dot too many", dots(near), out);
    offer(source, "Take out a colon too many", colons(near), out);
    offer(source, "Write the signs of a comparison in their order", comparisons(near), out);
    offer(source, "Write [] behind a type", array_types(near), out);
    offer(source, "Take out a comma behind an element", commas_behind_elements(near), out);
    offer(source, "Write a dot in front of a member", blank_for_dot(here, place.offset), out);
  }
  if (problem.category == Category::syntax || problem.code == "TS17019") {
    offer(source, "Write ? behind the name of a member", optional_types(here), out);
  } else {
    offer(source, "Compare with three equals signs", assignments(below), out);
    offer(source, "Put texts together with +", dots_between_texts(here), out);
  }
  offer(source, "Write a dot in front of a member", comma_for_dot(here), out);
  return out;
}

}  // namespace sitewright::healing
