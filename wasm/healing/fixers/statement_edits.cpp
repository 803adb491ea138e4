#include "healing/fixers/statement_edits.hpp"

#include <algorithm>
#include <string>

#include "context/scan/characters.hpp"
#include "healing/fixers/script_health.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {

using context::ScriptTokens;
using context::TokenKind;

std::uint32_t opening_around(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = token; at-- > 0;) {
    if (tokens.partner(at) > token || (tokens.partner(at) == token && at != token)) {
      if (tokens.is_mark(at, '{') || tokens.is_mark(at, '(') || tokens.is_mark(at, '[')) return at;
      if (tokens[at].kind == TokenKind::jsx_open || tokens[at].kind == TokenKind::template_head) {
        return at;
      }
    }
  }
  return tokens.size();
}

Span statement_around(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = opening_around(source, token);
  // A name within a pattern or a list belongs to the statement outside.
  while (open < tokens.size() && !tokens.is_mark(open, '{')) {
    token = open;
    open = opening_around(source, token);
  }
  const bool at_top = open >= tokens.size();
  std::uint32_t at = at_top ? 0 : open + 1;
  const std::uint32_t last = at_top ? tokens.size() : tokens.partner(open);
  while (at < last) {
    const std::uint32_t end = tokens.statement_end(at, last);
    if (token < end) return {at, end};
    if (end <= at) break;
    at = end;
  }
  return {token, token};
}

Edit taken_out(const Source& source, std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = source.text;
  std::uint32_t first = begin;
  while (first > 0 && (text[first - 1] == ' ' || text[first - 1] == '\t')) --first;
  std::uint32_t last = end;
  while (last < text.size() && (text[last] == ' ' || text[last] == '\t' || text[last] == '\r')) {
    ++last;
  }
  const bool alone =
      (first == 0 || text[first - 1] == '\n') && (last >= text.size() || text[last] == '\n');
  if (!alone) return {std::string(source.path), begin, end, ""};
  return {std::string(source.path), first, last < text.size() ? last + 1 : last, ""};
}

bool is_inert(const Source& source, std::uint32_t first, std::uint32_t end) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = first; at < end && at < tokens.size(); ++at) {
    if (tokens.is_arrow(at) || tokens.is_word(at, "function")) return true;
    if (tokens[at].kind == TokenKind::jsx_open || tokens.is_word(at, "await")) return false;
    const bool calls = tokens.is_mark(at, '(') && at > first &&
                       (tokens.is_word(at - 1) || tokens.is_mark(at - 1, ')') ||
                        tokens.is_mark(at - 1, ']') || tokens.text_of(at - 1) == "?.");
    if (calls) {
      // Only a group of parameters: an arrow follows.
      if (tokens.is_arrow(tokens.after(at))) return true;
      return false;
    }
  }
  return true;
}

bool is_sounder(const Source& source, std::span<const Edit> edits) {
  std::string text(source.text);
  for (std::size_t i = edits.size(); i-- > 0;) {
    text.replace(edits[i].begin, edits[i].end - edits[i].begin, edits[i].text);
  }
  return health_of(source.language, text) <= check_up(*source.tokens).health;
}

void offer(const Source& source, std::string_view summary, std::vector<Edit> edits,
           std::vector<Repair>& out) {
  sort_stably(edits);
  const bool known =
      std::ranges::any_of(out, [&](const Repair& other) { return other.edits == edits; });
  if (edits.empty() || known || !is_sounder(source, edits)) return;
  const std::string line = std::to_string(source.line_of(edits.front().begin));
  out.push_back({std::string(summary) + " in " + std::string(source.path) + ":" + line + ".",
                 std::move(edits)});
}

}  // namespace sitewright::healing
