#include "healing/fixers/text_borders.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/text_ends.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool is_attribute_value(const ScriptTokens& tokens, std::uint32_t at) {
  return at > 1 && tokens.is_mark(at - 1, '=') && tokens[at - 2].kind == TokenKind::jsx_name;
}

/// The text that goes on behind what the one at `at` seems to end with: words stand between, and
/// nothing separates them from either quote. tokens.size() where there is none.
std::uint32_t goes_on(const ScriptTokens& tokens, std::uint32_t at) {
  std::uint32_t next = at + 1;
  if (next >= tokens.size() || tokens[next].begin != tokens[at].end) return tokens.size();
  const auto is_part = [&](std::uint32_t part) {
    return tokens.is_word(part) || tokens[part].kind == TokenKind::jsx_name ||
           tokens.is_mark(part, ',') || tokens.is_mark(part, '.') || tokens.is_mark(part, '!') ||
           tokens.is_mark(part, '?') || tokens.is_mark(part, '-');
  };
  if (!tokens.is_word(next) && tokens[next].kind != TokenKind::jsx_name) return tokens.size();
  while (next < tokens.size() && is_part(next) && !tokens[next].after_newline) ++next;
  const bool joins = next < tokens.size() && tokens[next].kind == TokenKind::string &&
                     tokens[next].begin == tokens[next - 1].end && !tokens[next].after_newline;
  return joins ? next : tokens.size();
}

}  // namespace

std::vector<Edit> inner_quotes(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  // With an odd quote it is not known which is an inner one.
  if (has_open_text(tokens)) return out;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::string) continue;
    const bool value = is_attribute_value(tokens, at);
    for (std::uint32_t next = goes_on(tokens, at); next < tokens.size();
         at = next, next = goes_on(tokens, at)) {
      const char quote = source.text[tokens[at].begin];
      if (source.text[tokens[next].begin] != quote) break;
      const std::string_view entity = quote == '"' ? "&quot;" : "&apos;";
      const std::string written = value ? std::string(entity) : std::string("\\") + quote;
      for (const std::uint32_t place : {tokens[at].end - 1, tokens[next].begin}) {
        out.push_back({std::string(source.path), place, place + 1, written});
      }
    }
  }
  return out;
}

std::vector<Edit> brace_of_list(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text;
  if (offset == 0 || offset >= text.size() || text[offset] != '>' || text[offset - 1] != '=') {
    return {};
  }
  const std::size_t line = text.substr(0, offset).rfind('\n') + 1;
  const std::size_t call = text.substr(line, offset - line).rfind(".map(");
  if (call == std::string_view::npos) return {};
  std::size_t begin = line + call;
  while (begin > line && (context::is_word_byte(text[begin - 1]) || text[begin - 1] == '.' ||
                          text[begin - 1] == '?')) {
    --begin;
  }
  const char before = begin == line ? '\n' : text[begin - 1];
  const bool stands_alone = before == '\n' || context::is_blank(before) || before == '>';
  if (!stands_alone || begin == line + call) return {};
  const auto place = static_cast<std::uint32_t>(begin);
  std::vector<Edit> out{{std::string(source.path), place, place, "{"}};
  if (!is_sounder(source, out)) return {};
  return out;
}

}  // namespace sitewright::healing
