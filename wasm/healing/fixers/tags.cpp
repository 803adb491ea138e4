#include "healing/fixers/tags.hpp"

namespace sitewright::healing {

using context::ScriptTokens;
using context::TokenKind;

std::uint32_t end_of_tag(const ScriptTokens& tokens, std::uint32_t open) {
  std::uint32_t at = open + 1;
  while (at < tokens.size() && !tokens.is_mark(at, '>') &&
         tokens[at].kind != TokenKind::jsx_close) {
    at = tokens.after(at);
  }
  return at < tokens.size() ? at : tokens.size();
}

std::uint32_t tag_before(const ScriptTokens& tokens, std::uint32_t at) {
  if (at >= tokens.size()) return tokens.size();
  while (at > 0 && tokens[at].kind != TokenKind::jsx_open) --at;
  return tokens[at].kind == TokenKind::jsx_open ? at : tokens.size();
}

std::vector<Attribute> attributes_of(const ScriptTokens& tokens, std::uint32_t open) {
  std::vector<Attribute> out;
  const std::uint32_t last = end_of_tag(tokens, open);
  for (std::uint32_t at = open + 1; at < last;) {
    if (tokens[at].kind != TokenKind::jsx_name) {
      at = tokens.after(at);
      continue;
    }
    const bool valued = tokens.is_mark(at + 1, '=') && at + 2 < last;
    out.push_back({at, valued ? tokens.after(at + 2) : at + 1});
    at = out.back().end;
  }
  return out;
}

}  // namespace sitewright::healing
