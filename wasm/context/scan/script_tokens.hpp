// All tokens of a script in one array, with the partner of each bracket: what a parser of
// declarations walks over.
// Units:  token numbers; `size()` is one past the last.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "context/scan/script_lexer.hpp"

namespace sitewright::context {

class ScriptTokens {
 public:
  /// What to do when an element stays open to the end: take its "<" for an operator after all, or
  /// stay with it, as for a text that is known to be broken.
  enum class OpenJsx : std::uint8_t { take_back, keep };

  ScriptTokens(Language language, std::string_view text, OpenJsx open_jsx = OpenJsx::take_back);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
  [[nodiscard]] const Token& operator[](std::uint32_t at) const { return tokens_[at]; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text_of(std::uint32_t at) const {
    if (at >= size()) return {};
    return text_.substr(tokens_[at].begin, tokens_[at].end - tokens_[at].begin);
  }
  [[nodiscard]] bool is_mark(std::uint32_t at, char c) const {
    return at < size() && tokens_[at].kind == TokenKind::mark && text_[tokens_[at].begin] == c &&
           tokens_[at].end == tokens_[at].begin + 1;
  }
  [[nodiscard]] bool is_arrow(std::uint32_t at) const {
    return at < size() && tokens_[at].kind == TokenKind::mark && text_of(at) == "=>";
  }
  [[nodiscard]] bool is_word(std::uint32_t at) const {
    return at < size() && tokens_[at].kind == TokenKind::word;
  }
  [[nodiscard]] bool is_word(std::uint32_t at, std::string_view word) const {
    return is_word(at) && text_of(at) == word;
  }
  /// The closing bracket of an opening one, of a template or of a JSX element; itself for others.
  [[nodiscard]] std::uint32_t partner(std::uint32_t at) const { return partner_[at]; }
  /// The token after this one, or after the group that it opens.
  [[nodiscard]] std::uint32_t after(std::uint32_t at) const { return partner_[at] + 1; }
  /// One past the last token of the statement that begins at `at`, by ";" or as a line ends.
  [[nodiscard]] std::uint32_t statement_end(std::uint32_t at, std::uint32_t end) const;
  /// The token after the type arguments that begin with "<" at `at`, or `at`.
  [[nodiscard]] std::uint32_t after_angles(std::uint32_t at, std::uint32_t end) const;
  [[nodiscard]] bool has_jsx(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  /// Line of the comment that stands directly above the token, or the token's own.
  [[nodiscard]] std::uint32_t comment_line(std::uint32_t at) const;
  [[nodiscard]] const std::optional<GaveUp>& gave_up() const { return gave_up_; }

 private:
  void read(Language language, OpenJsx open_jsx);
  void pair();
  [[nodiscard]] bool ends_before(std::uint32_t at) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> partner_;
  std::vector<std::uint32_t> jsx_;
  std::vector<std::uint32_t> lines_;  // offset of each line's first byte
  std::optional<GaveUp> gave_up_;
};

}  // namespace sitewright::context
