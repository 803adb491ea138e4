#include "context/scan/script_lexer.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"

namespace sitewright::context {

namespace {

// Words after which an expression begins.
constexpr std::string_view operator_words[] = {
    "return", "case", "default", "typeof", "instanceof", "in",    "of",    "new",
    "delete", "void", "throw",   "do",     "else",       "yield", "await", "extends"};

bool begins_expression(std::string_view word) {
  return word.size() <= 10 && std::find(std::begin(operator_words), std::end(operator_words),
                                        word) != std::end(operator_words);
}

bool is_control(std::string_view word) {
  return word == "if" || word == "while" || word == "for" || word == "with";
}

}  // namespace

ScriptLexer::ScriptLexer(Language language, std::string_view text,
                         std::span<const std::uint32_t> never_jsx)
    : text_(text),
      language_(language),
      never_jsx_(never_jsx),
      look_ahead_left_(std::uint64_t{4} * text.size() + 4096) {
  at_ = byte_order_mark(text_);
  if (text_.substr(at_).starts_with("#!")) skip_to_line_end();
}

void ScriptLexer::give_up(GaveUp::Reason reason, std::uint32_t offset) {
  if (!stop_) stop_ = Stop{reason, offset};
}

std::optional<std::uint32_t> ScriptLexer::open_jsx() const {
  for (const Entry& entry : stack_) {
    if (entry.open == Open::jsx_children || entry.open == Open::jsx_tag) return entry.offset;
  }
  return std::nullopt;
}

void ScriptLexer::push(Open open, std::uint32_t offset) {
  if (stack_.size() >= max_nesting) {
    give_up(GaveUp::Reason::too_deep, offset);
    at_ = static_cast<std::uint32_t>(text_.size());
    return;
  }
  stack_.push_back({open, offset});
  ++open_count_[static_cast<std::size_t>(open)];
}

void ScriptLexer::pop() {
  --open_count_[static_cast<std::size_t>(stack_.back().open)];
  stack_.pop_back();
}

void ScriptLexer::skip_to_line_end() {
  at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
}

bool ScriptLexer::skip_comment() {
  if (peek(1) == '/') {
    skip_to_line_end();
    return true;
  }
  if (peek(1) != '*') return false;
  const std::size_t end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) give_up(GaveUp::Reason::unclosed_comment, at_);
  const auto stop = static_cast<std::uint32_t>(std::min(end, text_.size() - 2) + 2);
  if (text_.substr(at_, stop - at_).find('\n') != std::string_view::npos) after_newline_ = true;
  at_ = stop;
  return true;
}

void ScriptLexer::skip_space() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\n') {
      after_newline_ = true;
      ++at_;
    } else if (is_blank(c)) {
      ++at_;
    } else if (c == '/') {
      if (!skip_comment()) return;
    } else if ((c & 0x80) != 0) {
      const std::size_t width = wide_space(text_, at_);
      if (width == 0) return;
      at_ += static_cast<std::uint32_t>(width);
    } else {
      return;
    }
  }
}

Token ScriptLexer::token_at(TokenKind kind, std::uint32_t begin) {
  const Token token{kind, after_newline_, begin, at_};
  after_newline_ = false;
  return token;
}

Token ScriptLexer::next() {
  if (is_open(Open::jsx_children)) return jsx_child();
  skip_space();
  if (at_ >= text_.size()) {
    if (!stack_.empty()) {
      const bool in_jsx = open_jsx().has_value();
      const bool in_template = open_count_[static_cast<std::size_t>(Open::substitution)] > 0;
      give_up(in_jsx        ? GaveUp::Reason::unclosed_tag
              : in_template ? GaveUp::Reason::unclosed_template
                            : GaveUp::Reason::unclosed_bracket,
              stack_.back().offset);
    }
    return token_at(TokenKind::end, static_cast<std::uint32_t>(text_.size()));
  }
  if (is_open(Open::jsx_tag)) return jsx_in_tag();
  const char c = text_[at_];
  if (is_word_byte(c) || c == '#' || c == '\\') return word();
  if (c == '"' || c == '\'') return string_literal();
  if (c == '`') return template_rest(true);
  return punctuation();
}

Token ScriptLexer::word() {
  const std::uint32_t begin = at_++;
  const bool number = is_digit(text_[begin]);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (!is_word_byte(c) && !(number && c == '.') && c != '\\') break;
    if ((c & 0x80) != 0 && wide_space(text_, at_) != 0) break;
    ++at_;
  }
  const Token token = token_at(TokenKind::word, begin);
  const std::string_view written = text_of(token);
  after_control_ = !after_dot_ && (is_control(written) || (after_control_ && written == "await"));
  operand_next_ = !after_dot_ && begins_expression(written);
  block_next_ = !operand_next_ || written == "else" || written == "do";
  after_dot_ = false;
  return token;
}

Token ScriptLexer::string_literal() {
  const std::uint32_t begin = at_;
  const char quote = text_[at_++];
  while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
    if (text_[at_] == '\\') {  // also takes "\r\n" as one
      if (peek(1) == '\r' && peek(2) == '\n') ++at_;
      ++at_;
    }
    ++at_;
  }
  at_ = std::min(at_, static_cast<std::uint32_t>(text_.size()));
  if (peek() == quote && at_ < text_.size()) {
    ++at_;
  } else {
    give_up(GaveUp::Reason::unclosed_string, begin);
  }
  operand_next_ = after_control_ = after_dot_ = false;
  block_next_ = true;
  return token_at(TokenKind::string, begin);
}

// From "`" or from the "}" of a substitution, up to the next "${" or the end.
Token ScriptLexer::template_rest(bool at_head) {
  const std::uint32_t begin = at_++;
  operand_next_ = after_control_ = after_dot_ = false;
  block_next_ = true;
  while (at_ < text_.size()) {
    const std::size_t stop = text_.find_first_of("`$\\", at_);
    if (stop == std::string_view::npos) break;
    at_ = static_cast<std::uint32_t>(stop);
    if (text_[at_] == '`') {
      ++at_;
      return token_at(at_head ? TokenKind::template_whole : TokenKind::template_part, begin);
    }
    if (text_[at_] == '$' && peek(1) == '{') {
      at_ += 2;
      push(Open::substitution, at_ - 1);
      operand_next_ = true;
      block_next_ = false;
      return token_at(at_head ? TokenKind::template_head : TokenKind::template_part, begin);
    }
    at_ += text_[at_] == '\\' ? 2 : 1;
  }
  at_ = static_cast<std::uint32_t>(text_.size());
  give_up(GaveUp::Reason::unclosed_template, begin);
  return token_at(TokenKind::template_part, begin);
}

// Stands at "/". Moves past the literal, or not at all: it cannot cross a line.
bool ScriptLexer::regex() {
  bool in_class = false;
  if (look_ahead_left_ == 0) return false;
  std::uint32_t end = at_ + 1;
  for (; end < text_.size() && text_[end] != '\n'; ++end) {
    const char c = text_[end];
    if (c == '\\') {
      ++end;
      if (end < text_.size() && text_[end] == '\n') break;
    } else if (c == '[') {
      in_class = true;
    } else if (c == ']') {
      in_class = false;
    } else if (c == '/' && !in_class) {
      at_ = end + 1;
      while (at_ < text_.size() && is_word_byte(text_[at_])) ++at_;
      return true;
    }
  }
  look_ahead_left_ -= std::min<std::uint64_t>(look_ahead_left_, end - at_);
  return false;
}

Token ScriptLexer::opening_bracket(char c) {
  const std::uint32_t begin = at_++;
  Open open = Open::bracket;
  if (c == '(') open = after_control_ ? Open::keyword_parenthesis : Open::parenthesis;
  if (c == '{') open = block_next_ ? Open::block : Open::object;
  push(open, begin);
  operand_next_ = true;
  block_next_ = open == Open::block;
  after_control_ = after_dot_ = false;
  return token_at(TokenKind::mark, begin);
}

Token ScriptLexer::closing_bracket(char c) {
  const auto closes = [c](Open open) {
    switch (open) {
      case Open::parenthesis:
      case Open::keyword_parenthesis:
        return c == ')';
      case Open::bracket:
        return c == ']';
      case Open::block:
      case Open::object:
      case Open::substitution:
      case Open::jsx_value:
        return c == '}';
      case Open::jsx_tag:
      case Open::jsx_children:
        return false;
    }
    return false;
  };
  const std::uint32_t begin = at_;
  after_control_ = after_dot_ = false;
  bool has_partner = false;
  for (std::size_t open = 0; open < open_count_.size(); ++open) {
    if (open_count_[open] > 0 && closes(static_cast<Open>(open))) has_partner = true;
  }
  if (!has_partner) {
    give_up(GaveUp::Reason::unclosed_bracket, at_++);
    operand_next_ = false;
    return token_at(TokenKind::mark, begin);
  }
  while (!closes(stack_.back().open)) {
    give_up(GaveUp::Reason::unclosed_bracket, stack_.back().offset);
    pop();
  }
  const Open open = stack_.back().open;
  pop();
  if (open == Open::substitution) return template_rest(false);
  ++at_;
  operand_next_ = open == Open::block || open == Open::keyword_parenthesis;
  block_next_ = true;
  return token_at(TokenKind::mark, begin);
}

Token ScriptLexer::punctuation() {
  const char c = text_[at_];
  if (c == '(' || c == '[' || c == '{') return opening_bracket(c);
  if (c == ')' || c == ']' || c == '}') return closing_bracket(c);
  const std::uint32_t begin = at_;
  if (c == '/' && operand_next_ && regex()) {
    operand_next_ = after_control_ = after_dot_ = false;
    block_next_ = true;
    return token_at(TokenKind::regex, begin);
  }
  if (c == '<' && operand_next_ && starts_jsx()) return jsx_element();
  ++at_;
  after_control_ = false;
  after_dot_ = c == '.';
  if ((c == '+' || c == '-') && peek() == c) {  // leaves what may follow as it was
    ++at_;
    return token_at(TokenKind::mark, begin);
  }
  if (c == '!' && !operand_next_ && peek() != '=') return token_at(TokenKind::mark, begin);
  operand_next_ = c != '.';
  block_next_ = c == ';' || c == '>';
  if (c == '=' && peek() == '>') {
    ++at_;
    block_next_ = true;
  } else if (c == '.' && peek() == '.' && peek(1) == '.') {
    at_ += 2;
    operand_next_ = true;
    after_dot_ = false;
  } else if (c == '?' && peek() == '.' && !is_digit(peek(1))) {
    ++at_;
    after_dot_ = true;
    operand_next_ = false;
  }
  return token_at(TokenKind::mark, begin);
}

}  // namespace sitewright::context
