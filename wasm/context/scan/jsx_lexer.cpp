// The JSX half of ScriptLexer.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "context/scan/script_lexer.hpp"

namespace sitewright::context {

namespace {

bool is_tag_byte(char c) {
  return is_word_byte(c) || c == '-' || c == '.' || c == ':';
}

}  // namespace

// Whether `</name` stands somewhere ahead. What all calls read together is bounded.
bool ScriptLexer::closes_later(std::string_view name) {
  for (std::size_t at = at_;;) {
    const std::size_t end = text_.find("</", at);
    const std::size_t read = std::min(end, text_.size()) - at + 2;
    look_ahead_left_ -= std::min<std::uint64_t>(look_ahead_left_, read);
    if (end == std::string_view::npos || look_ahead_left_ == 0) return false;
    const std::string_view rest = text_.substr(end + 2);
    if (rest.starts_with(name) && (rest.size() == name.size() || !is_tag_byte(rest[name.size()]))) {
      return true;
    }
    at = end + 2;
  }
}

// Stands at "<" where an expression may begin: `<div>`, `<>`, or type parameters `<T>(x) => x`.
bool ScriptLexer::starts_jsx() {
  if (language_ == Language::typescript) return false;
  if (std::find(never_jsx_.begin(), never_jsx_.end(), at_) != never_jsx_.end()) return false;
  const char first = peek(1);
  if (first == '>') return true;
  if (!is_word_byte(first) || is_digit(first)) return false;
  std::uint32_t end = at_ + 1;
  while (end < text_.size() && is_tag_byte(text_[end])) ++end;
  const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
  std::uint32_t after = end;
  while (after < text_.size() && is_blank(text_[after])) ++after;
  if (after >= text_.size()) return false;
  const char c = text_[after];
  if (c == '>') {
    std::uint32_t inside = after + 1;
    while (inside < text_.size() && is_blank(text_[inside])) ++inside;
    return inside >= text_.size() || text_[inside] != '(' || closes_later(name);
  }
  if (c == '/' || c == '{' || c == '<') return true;
  if (!is_word_byte(c) || after == end || name == "const") return false;
  const std::string_view rest = text_.substr(after);
  return !(rest.starts_with("extends") && rest.size() > 8 && is_blank(rest[7]) && rest[8] != '=' &&
           rest[8] != '/' && rest[8] != '>');
}

Token ScriptLexer::jsx_element() {
  const std::uint32_t begin = at_++;
  while (at_ < text_.size() && is_tag_byte(text_[at_])) ++at_;
  push(Open::jsx_tag, begin);
  after_equals_ = after_control_ = after_dot_ = false;
  return token_at(TokenKind::jsx_open, begin);
}

Token ScriptLexer::jsx_end_of_element(std::uint32_t begin) {
  pop();
  operand_next_ = false;
  block_next_ = true;
  after_equals_ = false;
  return token_at(TokenKind::jsx_close, begin);
}

// `<Select<string> …`: arguments of a generic component, up to the ">" that is theirs.
Token ScriptLexer::jsx_type_arguments() {
  const std::uint32_t begin = at_;
  std::uint32_t depth = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '<') ++depth;
    if (c == '>' && text_[at_ - 2] != '=' && --depth == 0) break;
  }
  return token_at(TokenKind::mark, begin);
}

Token ScriptLexer::jsx_in_tag() {
  const std::uint32_t begin = at_;
  const char c = text_[at_];
  if (c == '>') {
    ++at_;
    stack_.back().open = Open::jsx_children;
    --open_count_[static_cast<std::size_t>(Open::jsx_tag)];
    ++open_count_[static_cast<std::size_t>(Open::jsx_children)];
    return token_at(TokenKind::mark, begin);
  }
  if (c == '/' && peek(1) == '>') {
    at_ += 2;
    return jsx_end_of_element(begin);
  }
  if (c == '"' || c == '\'') {
    const std::size_t end = text_.find(c, at_ + 1);
    if (end == std::string_view::npos) give_up(GaveUp::Reason::unclosed_string, begin);
    at_ = static_cast<std::uint32_t>(std::min(end, text_.size() - 1) + 1);
    after_equals_ = false;
    return token_at(TokenKind::string, begin);
  }
  if (c == '{') {
    ++at_;
    push(Open::jsx_value, begin);
    operand_next_ = true;
    block_next_ = after_equals_ = false;
    return token_at(TokenKind::mark, begin);
  }
  if (c == '<') return after_equals_ ? jsx_element() : jsx_type_arguments();
  if (is_tag_byte(c)) {
    while (at_ < text_.size() && is_tag_byte(text_[at_])) ++at_;
    return token_at(TokenKind::jsx_name, begin);
  }
  ++at_;
  after_equals_ = c == '=';
  return token_at(TokenKind::mark, begin);
}

Token ScriptLexer::jsx_child() {
  const std::size_t stop = text_.find_first_of("<{", at_);
  if (stop == std::string_view::npos) {
    at_ = static_cast<std::uint32_t>(text_.size());
    give_up(GaveUp::Reason::unclosed_tag, stack_.back().offset);
    return token_at(TokenKind::end, at_);
  }
  at_ = static_cast<std::uint32_t>(stop);
  const std::uint32_t begin = at_;
  if (text_[at_] == '{') {
    ++at_;
    push(Open::jsx_value, begin);
    operand_next_ = true;
    block_next_ = false;
    return token_at(TokenKind::mark, begin);
  }
  if (peek(1) != '/') return jsx_element();
  const std::size_t end = text_.find('>', at_);
  at_ = static_cast<std::uint32_t>(std::min(end, text_.size() - 1) + 1);
  return jsx_end_of_element(begin);
}

}  // namespace sitewright::context
