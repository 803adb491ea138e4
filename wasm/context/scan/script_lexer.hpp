// Tokens of TypeScript and JavaScript with JSX, as far as finding declarations needs them.
// What a "/" or a "<" means is told by the token before it and by the brackets around it; a "<"
// in front of a name where an expression begins is JSX unless it reads as type parameters.
// Errors: none; see gave_up(). Time: linear. Owns: nothing but the stack of open brackets.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "context/scan/language.hpp"

namespace sitewright::context {

enum class TokenKind : std::uint8_t {
  end,
  word,  ///< identifiers, keywords, numbers, "#private"
  string,
  template_whole,  ///< `…` without substitution
  template_head,   ///< `…${
  template_part,   ///< }…${ and }…`
  regex,
  mark,       ///< one punctuator, "=>" and "..." and "?." as one
  jsx_open,   ///< <name, or < of a fragment
  jsx_name,   ///< of an attribute
  jsx_close,  ///< /> or </name>
};

struct Token {
  TokenKind kind = TokenKind::end;
  bool after_newline = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class ScriptLexer {
 public:
  /// A "<" at an offset that `never_jsx` lists is an operator.
  ScriptLexer(Language language, std::string_view text,
              std::span<const std::uint32_t> never_jsx = {});

  Token next();

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text_of(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] bool is(const Token& token, std::string_view text) const {
    return text_of(token) == text;
  }

  struct Stop {
    GaveUp::Reason reason;
    std::uint32_t offset;
  };
  /// Set once the text stopped making sense; known in full only after TokenKind::end.
  [[nodiscard]] const std::optional<Stop>& stop() const { return stop_; }
  /// Where the outermost JSX element began that is still open.
  [[nodiscard]] std::optional<std::uint32_t> open_jsx() const;

 private:
  enum class Open : std::uint8_t {
    parenthesis,
    keyword_parenthesis,  // of if, while, for, with: a statement follows
    bracket,
    block,
    object,
    substitution,  // ${ of a template
    jsx_value,     // { in JSX
    jsx_tag,
    jsx_children,
  };
  struct Entry {
    Open open;
    std::uint32_t offset;
  };

  void skip_space();
  bool skip_comment();
  void skip_to_line_end();
  Token token_at(TokenKind kind, std::uint32_t begin);
  Token word();
  Token string_literal();
  Token template_rest(bool at_head);
  Token punctuation();
  Token opening_bracket(char c);
  Token closing_bracket(char c);
  bool regex();
  Token jsx_in_tag();
  Token jsx_child();
  Token jsx_element();
  Token jsx_end_of_element(std::uint32_t begin);
  Token jsx_type_arguments();
  bool starts_jsx();
  bool closes_later(std::string_view name);
  void push(Open open, std::uint32_t offset);
  void pop();
  void give_up(GaveUp::Reason reason, std::uint32_t offset);
  [[nodiscard]] char peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool is_open(Open open) const {
    return !stack_.empty() && stack_.back().open == open;
  }

  std::string_view text_;
  Language language_;
  std::span<const std::uint32_t> never_jsx_;
  std::uint32_t at_ = 0;
  bool after_newline_ = false;
  bool operand_next_ = true;       // an expression may begin here: "/" is a regex, "<" may be JSX
  bool after_dot_ = false;         // the next word is a property
  bool after_control_ = false;     // the last word was if, while, for or with
  bool after_equals_ = false;      // in a JSX tag: a value follows
  bool block_next_ = true;         // a "{" here opens a block, not an object
  std::uint64_t look_ahead_left_;  // bytes that looking ahead may still read in vain
  std::vector<Entry> stack_;
  std::array<std::uint32_t, 9> open_count_{};
  std::optional<Stop> stop_;
};

}  // namespace sitewright::context
