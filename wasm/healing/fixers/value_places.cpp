#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {

using context::ScriptTokens;
using context::TokenKind;

std::uint32_t chain_end(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  if (token >= tokens.size()) return token;
  std::uint32_t at = tokens.after(token);
  while (at < tokens.size()) {
    const bool member = tokens.is_mark(at, '.') || tokens.text_of(at) == "?.";
    const bool call = (tokens.is_mark(at, '(') || tokens.is_mark(at, '[')) &&
                      !(tokens[at].after_newline && tokens.is_mark(at, '['));
    if (member && tokens.is_word(at + 1)) {
      at += 2;
    } else if (member && at + 1 < tokens.size()) {
      at = tokens.after(at + 1);
    } else if (call) {
      at = tokens.after(at);
    } else if (tokens.is_mark(at, '<') && tokens.after_angles(at, tokens.size()) > at &&
               tokens.is_mark(tokens.after_angles(at, tokens.size()), '(')) {
      at = tokens.after_angles(at, tokens.size());
    } else if (tokens.is_mark(at, '!') && !tokens[at].after_newline &&
               !tokens.is_mark(at + 1, '=')) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

namespace {

std::uint32_t expression_end(const ScriptTokens& tokens, std::uint32_t first) {
  std::uint32_t at = first;
  while (at < tokens.size()) {
    if (tokens.is_mark(at, ',') || tokens.is_mark(at, ';') || tokens.is_mark(at, ')') ||
        tokens.is_mark(at, ']') || tokens.is_mark(at, '}')) {
      return at;
    }
    const bool breaks = at > first && tokens[at].after_newline &&
                        tokens[at].kind == TokenKind::word &&
                        tokens[at - 1].kind != TokenKind::mark;
    if (breaks) return at;
    const std::uint32_t next = tokens.after(at);
    if (next <= at) return at + 1;
    at = next;
  }
  return at;
}

}  // namespace

std::optional<Value> value_at(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at >= tokens.size()) return std::nullopt;
  Value out;
  if (tokens[at].kind == TokenKind::jsx_name) {
    if (!tokens.is_mark(at + 1, '=') || at + 2 >= tokens.size()) return std::nullopt;
    out.is_attribute = true;
    out.first = at + 2;
    out.end = tokens.after(at + 2);
    if (tokens.is_mark(at + 2, '{')) {
      out.in_braces = true;
      out.first = at + 3;
      out.end = tokens.partner(at + 2);
    }
  } else if (tokens.is_word(at, "return")) {
    out.first = at + 1;
    out.end = expression_end(tokens, at + 1);
  } else {
    std::uint32_t name = at + 1;
    if (tokens.is_mark(name, ':') && tokens.is_word(at)) {
      // A key's value, or a variable's type in front of its value.
      std::uint32_t equals = name + 1;
      const bool declared =
          at > 0 && (tokens.is_word(at - 1, "const") || tokens.is_word(at - 1, "let") ||
                     tokens.is_word(at - 1, "var"));
      while (declared && equals < tokens.size() && !tokens.is_mark(equals, '=') &&
             !tokens.is_mark(equals, ';')) {
        equals = tokens.after(equals);
      }
      out.first = declared ? equals + 1 : name + 1;
      out.end = expression_end(tokens, out.first);
    } else if (tokens.is_mark(name, '=') && tokens.is_word(at) && !tokens.is_mark(name + 1, '=')) {
      out.first = name + 1;
      out.end = expression_end(tokens, out.first);
    } else {
      out.first = at;
      out.end = expression_end(tokens, at);
    }
  }
  if (out.first >= out.end || out.end > tokens.size()) return std::nullopt;
  out.begin_byte = tokens[out.first].begin;
  out.end_byte = tokens[out.end - 1].end;
  return out;
}

}  // namespace sitewright::healing
