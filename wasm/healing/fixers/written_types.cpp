#include "healing/fixers/written_types.hpp"

#include "context/scan/characters.hpp"

namespace sitewright::healing {

using context::TokenKind;

std::string literal_type(const context::ScriptTokens& tokens, std::uint32_t at) {
  const TokenKind kind = at < tokens.size() ? tokens[at].kind : TokenKind::mark;
  if (kind == TokenKind::string || kind == TokenKind::template_whole) return "string";
  const std::string_view word = tokens.text_of(at);
  if (word == "true" || word == "false") return "boolean";
  return !word.empty() && context::is_digit(word[0]) ? "number" : "";
}

}  // namespace sitewright::healing
